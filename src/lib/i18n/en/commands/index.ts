import type { CommandTexts } from '../../words.js'
import { demo } from './demo.js'
import { doctor } from './doctor.js'
import { drillPeople } from './drill-people.js'
import { drillPlan } from './drill-plan.js'
import { drillRun } from './drill-run.js'
import { drillVerdicts } from './drill-verdicts.js'
import { form } from './form.js'
import { hall } from './hall.js'
import { hallServer } from './hall-server.js'
import { help } from './help.js'
import { inbox } from './inbox.js'
import { init } from './init.js'
import { items } from './items.js'
import { migrate } from './migrate.js'
import { notice } from './notice.js'
import { problem } from './problem.js'
import { report } from './report.js'
import { roster } from './roster.js'
import { sheet } from './sheet.js'
import { status } from './status.js'
import { users } from './users.js'

export { about, globalFlagTexts, topicTexts } from './topics.js'

/** English help of every command, by id (`items import`). */
export const commandTexts: CommandTexts = {
  ...demo,
  ...doctor,
  ...drillPeople,
  ...drillPlan,
  ...drillRun,
  ...drillVerdicts,
  ...form,
  ...hall,
  ...hallServer,
  ...inbox,
  ...init,
  ...items,
  ...migrate,
  ...notice,
  ...problem,
  ...report,
  ...roster,
  ...sheet,
  ...status,
  ...users,
  ...help,
}
