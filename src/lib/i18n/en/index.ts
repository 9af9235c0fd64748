import { calendar } from './calendar.js'
import { code } from './code.js'
import { demo } from './demo.js'
import { drill } from './drill.js'
import { expr } from './expr.js'
import { forms } from './forms.js'
import { general } from './general.js'
import { hall } from './hall.js'
import { connectors } from './hall-connectors.js'
import { hallServer } from './hall-server.js'
import { inbox } from './inbox.js'
import { items } from './items.js'
import { migrate } from './migrate.js'
import { migrateRows } from './migrate-rows.js'
import { migrateSurvey } from './migrate-survey.js'
import { notice } from './notice.js'
import { problems } from './problems.js'
import { report } from './report.js'
import { roster } from './roster.js'
import { sheets } from './sheets.js'
import { workspace } from './workspace.js'
import { yaml } from './yaml.js'

export { texts } from './texts/index.js'

/** Words of every problem and finding, by code. */
export const words = {
  ...general,
  ...calendar,
  ...yaml,
  ...code,
  ...expr,
  ...sheets,
  ...workspace,
  ...notice,
  ...items,
  ...inbox,
  ...forms,
  ...roster,
  ...hall,
  ...hallServer,
  ...connectors,
  ...drill,
  ...migrate,
  ...migrateRows,
  ...migrateSurvey,
  ...problems,
  ...report,
  ...demo,
}
