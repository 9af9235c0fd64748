import { calendarFindings, calendarProblems } from './calendar.js'
import { codeProblems } from './code.js'
import { demoFindings, demoProblems } from './demo.js'
import { drillFindings, drillProblems } from './drill.js'
import { exprFindings, exprProblems } from './expr.js'
import { formsProblems } from './forms.js'
import { generalProblems } from './general.js'
import { hallFindings, hallProblems } from './hall.js'
import { connectorFindings, connectorProblems } from './hall-connectors.js'
import { serverFindings, serverProblems } from './hall-server.js'
import { inboxFindings, inboxProblems } from './inbox.js'
import { itemsFindings, itemsProblems } from './items.js'
import { migrateFindings, migrateProblems } from './migrate.js'
import { migrateSurveyFindings, migrateSurveyProblems } from './migrate-survey.js'
import { noticeFindings, noticeProblems } from './notice.js'
import { registerFindings, registerProblems } from './problems.js'
import { reportFindings, reportProblems } from './report.js'
import { rosterFindings, rosterProblems } from './roster.js'
import { sheetsFindings, sheetsProblems } from './sheets.js'
import { workspaceFindings, workspaceProblems } from './workspace.js'
import { yamlFindings, yamlProblems } from './yaml.js'

/** Every problem of the product: code -> exit code and parameter type. */
export const problems = {
  ...generalProblems,
  ...calendarProblems,
  ...yamlProblems,
  ...codeProblems,
  ...exprProblems,
  ...sheetsProblems,
  ...workspaceProblems,
  ...noticeProblems,
  ...itemsProblems,
  ...rosterProblems,
  ...inboxProblems,
  ...formsProblems,
  ...hallProblems,
  ...serverProblems,
  ...connectorProblems,
  ...drillProblems,
  ...migrateProblems,
  ...migrateSurveyProblems,
  ...registerProblems,
  ...reportProblems,
  ...demoProblems,
}

/** Every finding of the product: code -> level, basis and parameter type. */
export const findings = {
  ...calendarFindings,
  ...yamlFindings,
  ...exprFindings,
  ...sheetsFindings,
  ...workspaceFindings,
  ...noticeFindings,
  ...itemsFindings,
  ...rosterFindings,
  ...inboxFindings,
  ...hallFindings,
  ...serverFindings,
  ...connectorFindings,
  ...drillFindings,
  ...migrateFindings,
  ...migrateSurveyFindings,
  ...registerFindings,
  ...reportFindings,
  ...demoFindings,
}
