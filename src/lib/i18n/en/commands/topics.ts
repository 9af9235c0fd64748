/** First line of the root help; the Chinese one stands in package.json. */
export const about = 'Drill and data-migration toolkit for online service halls'

/** English line of every topic of the root help; the Chinese line stands in package.json. */
export const topicTexts: Readonly<Record<string, string>> = {
  drill: 'Drills: plan and run',
  form: 'Forms: the sheets that units are asked to fill in, blank or filled',
  hall: 'The hall: start the embedded one, look at a real one',
  'hall:connector': 'Connectors: check the file that describes a hall of somebody else',
  help: 'Help pages that belong to no command',
  items: 'Service items: import, list, check',
  migrate: 'Migration: an old system into the hall, every row accounted for',
  'migrate:codes': 'Codes of a mapping: export those without meaning, read the answers back',
  'migrate:manual': 'Cases to be keyed by hand on the same day: list, add, close',
  'migrate:unload': 'Old servers out of reach: scripts that write their tables to files',
  'migrate:quarantine': 'Rows that a migration keeps out: list, mend, leave behind',
  notice: 'Notice packs: what a notice demands, clause by clause',
  problem: 'Register of problems: enter, assign, close, export, import',
  report: 'Papers: report and tables',
  roster: 'People: import the lists of the units',
  sheet: 'Table files: look into any of them',
  users: 'Accounts: users, roles and assignments made from the people lists',
}

/** English text of the flags that every command has; the Chinese text stands in the base command. */
export const globalFlagTexts: Readonly<Record<string, string>> = {
  debug: 'Show the stack of a failure',
  json: 'Print the result as one JSON document',
  lang: 'Language of the screen (official papers are always Chinese)',
  workspace: 'Working folder; the current folder if not given',
}
