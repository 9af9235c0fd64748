// The zod schemas of our own YAML files: what schemas.mjs writes down, and what the build leaves open to be imported.

/** Schema -> [title, built module, export]. Each is the `$schema` line of the files it describes. */
export const schemaSources = {
  hallkit: ['hallkit.yaml: settings of a workspace', 'workspace/settings', 'settingsSchema'],
  notice: ['notice.yaml: a notice pack', 'notice/schema', 'noticeFile'],
  units: ['units.yaml: the units of a notice pack', 'notice/schema', 'unitsFile'],
  roles: ['roles.yaml: the catalogue of roles', 'hall/workflow', 'rolesFile'],
  workflow: ['The states and transitions of one kind of object', 'hall/workflow', 'workflowFile'],
  'hall-seed': ['A small county to try a hall with', 'reference-hall/control/seed', 'hallSeedFile'],
  answers: ['What people would say to manual steps', 'hall/connectors/answers', 'answersFile'],
  connector: ['How a hall of some vendor is driven', 'hall/connectors/format', 'connectorFile'],
  supervision: ['Rules of supervision: cards', 'supervision/rules-file', 'supervisionFile'],
  form: ['A form: blank sheet, reading, checks, annex', 'sheets/form-schema', 'formSchema'],
  'item-profile': ['How the sheets of a year are read as items', 'items/profile', 'profileSchema'],
  'account-plan': ['A saved plan of accounts', 'roster/provision-file', 'accountPlanFile'],
  accounts: [
    'accounts.yaml: how accounts are put into a hall',
    'roster/account-rules',
    'accountsFile',
  ],
  roster: ['roster.yaml: how accounts and assignments are made', 'roster/rules', 'rosterFile'],
  migration: [
    'A mapping: how an old system becomes a hall',
    'migrate/mapping/schema',
    'mappingFile',
  ],
  'migration-codes': ['Codes of a mapping, filled in', 'migrate/mapping/load', 'codesFile'],
  meanings: [
    'What tables and columns of old systems are called',
    'migrate/starter/meanings',
    'meaningsFile',
  ],
  'drill-script': ['A theme script of a drill', 'drill/plan/script', 'scriptFile'],
  exports: [
    'Which column of an exported list is which fact',
    'drill/watch/export-rules',
    'exportsFile',
  ],
  'drill-plan': ['Which script plays which theme', 'drill/plan/plan-file', 'playFile'],
}
