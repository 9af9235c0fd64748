import type { CommandTexts } from '../../words.js'

const mapping = 'Mapping file'
const scope = {
  entity: 'Only this entity (a name under entities); several may be given',
  limit: 'Read at most so many rows of each entity, to try it out',
  keys: 'Only rows with these keys; several may be given',
  since:
    'Only rows changed at this moment or later (from.since of the mapping names the column); last: since the last run that went through',
}
const decision = {
  entity: 'Which entity (a name under entities)',
  key: 'Which row: a key that list shows',
  by: 'Who decided',
  because: 'Why',
}
const source = 'Old data: a file, a folder, a mapping, or mysql://user@host:port/database'
const pointed = {
  password: 'Password: env:NAME or file:PATH',
  encoding: 'Encoding of texts, such as gb18030; found by itself if not given',
}
const code = { 'allow-code': 'Let the program code run that module steps of the mapping name' }
const retry = { 'only-quarantine': 'Only try the rows again that were kept out' }

export const migrate: CommandTexts = {
  'migrate profile': {
    summary: 'Look through old data table by table, and begin a mapping',
    description:
      'Only reads. Of every column: empty, distinct, least and greatest, shapes, characters that were lost or mistaken; which columns can be keys, which tables belong together. --mapping writes a mapping by names and contents; what cannot be guessed becomes a TODO, never a guess.',
    args: { source },
    flags: {
      ...pointed,
      table: 'Only this table; several may be given',
      mapping: 'Write a mapping to begin with here',
      force: 'Overwrite the mapping if it is there',
    },
    examples: ['A folder of FoxPro data', 'A MySQL database, with a mapping to begin with'],
  },
  'migrate run': {
    summary: 'Migrate by a mapping',
    description:
      'Sources are only read. Every row has its disposition: created, updated, same, merged, excluded, interfaced, manual or kept out. Stop it at any time and run it again: it goes on. Unchanged rows are not written again.',
    args: { mapping },
    flags: { ...scope, ...code, ...retry },
    examples: ['Migrate all of it', 'Only cases, a thousand rows to begin with'],
  },
  'migrate resume': {
    summary: 'Go on with the run that was interrupted',
    description:
      'Goes on behind the last batch, with the part that the run was begun with: it need not be told again. Refuses (exit code 5) when mapping or source changed since; migrate run then goes through all of it again.',
    args: { mapping },
    flags: code,
    examples: ['Go on'],
  },
  'migrate plan': {
    summary: 'Show what a run would do, without writing to the target',
    description:
      'Runs it on a copy of the target that is thrown away: the numbers are those of the run. Lists why and where rows would be kept out.',
    args: { mapping },
    flags: { ...scope, ...code },
    examples: ['Try it'],
  },
  'migrate status': {
    summary: 'Show how far a migration is',
    description:
      'Where the rows of each entity stand, what is kept out or to be keyed by hand, whether the last run was interrupted. Only reads, also during a run.',
    args: { mapping },
    flags: {},
    examples: ['Look'],
  },
  'migrate lint': {
    summary: 'Check a mapping file',
    description:
      'Wrong keys, steps and expressions with line and column; then the columns against the source: those that are missing, and those that nothing reads. Reads no row and writes nothing.',
    args: { mapping },
    flags: code,
    examples: ['Check'],
  },
  'migrate test': {
    summary: 'Run the tests of a mapping file',
    description:
      'tests in the mapping say what a row must become; neither source nor target is opened. Failures are listed.',
    args: { mapping },
    flags: code,
    examples: ['Run them'],
  },
  'migrate reconcile': {
    summary: 'Reconcile: the old system and the hall, row by row',
    description:
      'Reads the source once more and the target back: rows and dispositions, counts, sums, extremes by group, every row, every reference. Writes nothing to the target.',
    args: { mapping },
    flags: {
      ...code,
      output:
        'Write the statement here: .docx to sign, .xlsx with every detail; several may be given',
      sample: 'How many rows to draw for sign-off',
      seed: 'Seed of the draw: the same seed draws the same rows',
    },
    examples: ['Reconcile', 'A statement for both sides to sign'],
  },
  'migrate rollback': {
    summary: 'Take back a run',
    description:
      'Rows that the run created go from the target, rows that it updated are as they were, in reverse order. What people changed since stays and is listed.',
    args: { mapping },
    flags: {
      run: 'Which run',
      entity: scope.entity,
      'dry-run': 'Only show',
      yes: 'Do not ask',
    },
    examples: ['See first what would be taken back', 'Take it back'],
  },
  'migrate example': {
    summary: 'Put a worked example into a folder: old data with planted dirt, and its mapping',
    description:
      'foxpro-2004: a FoxPro program of 2004 (GBK, memo, two-digit years); mysql-2010: a MySQL dump (GBK in latin1, soft deletes); hunan-supervision: a mapping for supervision tables of the Hunan shape; exchange: an old table of cases into exchange tables, the ten events of Guangdong and the national ones. The first two have two mappings each: into a database file, and into a hall (.hall.yaml).',
    args: { name: 'Name of the example' },
    flags: { output: 'Folder to write to', force: 'Overwrite what is there' },
    examples: ['Take it'],
  },
  'migrate doctor': {
    summary: 'Try before the day what connects and reads, what does not, and what to do',
    description:
      'Only reads. Opens every source, counts and tries every table: missing drivers, old versions, old TLS, passwords, rights, encodings, lost characters, missing keys; of a mapping also whether the target can be reached and written, takes every entity, holds rows already, and the disk has room. Exit codes: 0 all well, 1 something to look at, 4 something cannot be reached, read or written.',
    args: { source },
    flags: pointed,
    examples: ['Sources and target of a mapping', 'An old server'],
  },
  'migrate unload sqlserver': {
    summary: 'Write a script that a SQL Server out of reach runs itself',
    description:
      'bcp comes with every SQL Server. The script only selects, writes every table as Unicode with the columns, keys and counts of the catalogue; the folder is a source (driver: unload) that is held to the counts. Never run against a real server here: try it on one table first.',
    args: {},
    flags: { output: 'Folder to write to' },
    examples: ['Write it'],
  },
  'migrate unload oracle': {
    summary: 'Write a script for Oracle 10g and 11g, which the thin driver refuses',
    description:
      'For sqlplus. It only selects, writes every table with the columns, keys and counts of the catalogue; the folder is a source (driver: unload) that is held to the counts. BLOB, LONG and XML columns stay behind and are told. Never run against a real server here: try it first.',
    args: {},
    flags: { output: 'Folder to write to' },
    examples: ['Write it'],
  },
  'migrate codes export': {
    summary: 'Export codes, items and officers that have no meaning yet, for those who know',
    description:
      'Goes through the sources: every value that the code tables of the mapping lack, with its rows, places, and what may be filled in. Rows that a rule sets aside do not count.',
    args: { mapping },
    flags: { ...code, output: 'Write this file' },
    examples: ['Export them'],
  },
  'migrate codes import': {
    summary: 'Read the filled sheet of codes back',
    description:
      'Writes .codes.yaml beside the mapping, with who decided each code and when; the mapping itself stays. The same sheet may be imported again. What cannot be taken is told line by line.',
    args: { mapping, sheet: 'The filled sheet' },
    flags: { by: decision.by },
    examples: ['Read it back'],
  },
  'migrate manual list': {
    summary: 'List the cases to be keyed by hand',
    description:
      'They are due on the day on which they came to the list. Late ones, and late ones that one person keyed in one go, are told.',
    args: { mapping },
    flags: { all: 'Also those that were keyed' },
    examples: ['List them'],
  },
  'migrate manual open': {
    summary: 'Have a row that is kept out keyed by hand',
    description:
      'For what cannot be mended and must not be left: somebody keys it in from the papers on the same day. No run writes the row any more; it counts as keyed by hand.',
    args: { mapping },
    flags: decision,
    examples: ['A memo is lost: key it in from the file'],
  },
  'migrate manual close': {
    summary: 'Close a case that was keyed by hand, with its number in the hall and who keyed it',
    description:
      'The moment is when the command runs; no other can be given. One number of the hall closes one case; the same again changes nothing.',
    args: { mapping },
    flags: {
      entity: decision.entity,
      key: decision.key,
      'hall-key': 'Number of the case in the hall',
      operator: 'Who keyed it in',
    },
    examples: ['It is keyed'],
  },
  'migrate quarantine list': {
    summary: 'List the rows that are kept out, and why',
    description:
      'Keys, places and reasons only, no contents; export gives the rows to those who mend them.',
    args: { mapping },
    flags: { entity: scope.entity, all: 'Also those that were fixed or waived' },
    examples: ['List them'],
  },
  'migrate quarantine export': {
    summary: 'Export the rows that are kept out as .xlsx, for those who mend them',
    description:
      'The reasons, and behind them the row as it is in the old system. It holds personal data.',
    args: { mapping },
    flags: { entity: scope.entity, output: 'Write this file' },
    examples: ['Export them'],
  },
  'migrate quarantine import': {
    summary: 'Read the list back that people have mended',
    description:
      'Changed cells are corrections; rows that the list marks as not to be migrated, or to be keyed by hand, become that. The old system is not touched; corrections are taken by the next migrate run, or one with --only-quarantine. Rows that have changed in the old system since are told and not taken. The same list may be read again.',
    args: { mapping, sheet: 'The mended list (of migrate quarantine export)' },
    flags: { by: decision.by, because: 'Why; what the list itself says of a row goes first' },
    examples: ['Read it back'],
  },
  'migrate quarantine fix': {
    summary: 'Correct a row that is kept out',
    description:
      'Keeps the right values, who says so and why; the old system is not touched. The next migrate run takes them, or one with --only-quarantine. They hold as long as the row in the source is the same.',
    args: { mapping },
    flags: {
      ...decision,
      set: 'column=value, several may be given; nothing behind the sign is empty',
    },
    examples: ['Put a lost character back'],
  },
  'migrate quarantine settle': {
    summary: 'Say whether a record that was sent and not answered is in the hall',
    description:
      'Some halls neither answer after a break nor tell what they took. Look in the hall by the number first. What is there counts as migrated with the next migrate run (or one with --only-quarantine); what is absent is sent again.',
    args: { mapping },
    flags: {
      ...decision,
      there: 'it was found in the hall',
      absent: 'it is not in the hall',
    },
    examples: ['It was found in the hall', 'It is not there: it is sent again'],
  },
  'migrate quarantine waive': {
    summary: 'Leave a row behind, with a reason',
    description:
      'From the next run on the row counts as excluded. If it changes in the source, it is kept out again.',
    args: { mapping },
    flags: decision,
    examples: ['A row that was entered twice'],
  },
}
