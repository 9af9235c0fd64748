import type { texts as zh } from '../../zh/texts/index.js'
import { demo } from './demo.js'
import { doctor } from './doctor.js'
import { drill } from './drill.js'
import { form } from './form.js'
import { hall } from './hall.js'
import { help } from './help.js'
import { inbox } from './inbox.js'
import { init } from './init.js'
import { items } from './items.js'
import { live } from './live.js'
import { migrate } from './migrate.js'
import { migrateSurvey } from './migrate-survey.js'
import { notice } from './notice.js'
import { problem } from './problem.js'
import { report } from './report.js'
import { returns } from './returns.js'
import { roster } from './roster.js'
import { sheet } from './sheet.js'
import { status } from './status.js'
import { ui } from './ui.js'
import { users } from './users.js'

/** What the commands say on the screen, by topic; `ui` is shared by all. */
export const texts: typeof zh = {
  demo,
  doctor,
  drill,
  form,
  hall,
  inbox,
  init,
  items,
  migrate,
  migrateSurvey,
  live,
  notice,
  problem,
  report,
  returns,
  roster,
  sheet,
  status,
  users,
  help,
  ui,
}
