import type { migrateProblems } from '../../errors/codes/migrate.js'
import type { Words } from '../words.js'

const near = (names: readonly string[]) =>
  names.length > 0 ? [`Did you mean ${names.join(' or ')}?`] : []

const dbfFaults = {
  short: 'the file is not complete',
  header: 'its header makes no sense',
  fields: 'its header has no fields',
  length: 'its fields do not make up a record',
  dbase2: 'it is of dBase II',
  dbase7: 'it is of dBase 7',
}

const fileChanges = {
  header: () => 'and its header is not that of the mapping',
  row: (line: number) => `and line ${line} cannot be read`,
  twice: (line: number) => `and line ${line} has the key of an earlier one`,
  interrupted: () =>
    'and a run was broken off: changes cannot be told from what it had not written yet',
  meanwhile: () => 'while the migration ran',
}

export const migrate: Words<typeof migrateProblems> = {
  'HK-MIG-001': ({ place, reason }) => ({
    message: `The old data cannot be read: ${place} (${reason})`,
    fix: [
      'Check path or address and account under source in the mapping; paths start at the mapping file',
    ],
  }),
  'HK-MIG-002': ({ table, place, nearest }) => ({
    message: `There is no table ${table} in ${place}`,
    fix: [...near(nearest), 'hallkit migrate profile lists the tables'],
  }),
  'HK-MIG-003': ({ file, byte, megabytes }) => ({
    message: `A line of ${file} is longer than ${megabytes} MB, from byte ${byte}: this is no table of text`,
    fix: ['If it is an export, export it again with one record a line'],
  }),
  'HK-MIG-004': ({ file, line }) => ({
    message: `Some lines of ${file} are UTF-8 and some are not (such as line ${line} of that part); the encoding is unclear`,
    fix: [
      'If it is UTF-8 with damaged lines, write encoding: utf-8 under source; damaged rows are then listed one by one',
      'If two files were joined, take them apart',
    ],
  }),
  'HK-MIG-005': ({ file }) => ({
    message: `${file} is empty: it has not a single line`,
    fix: ['Export it again; if it is no data (a note, a log), move it out of this folder'],
  }),
  'HK-MIG-006': ({ file, reason }) => ({
    message: `${file} is no dBase or FoxPro table that can be read: ${dbfFaults[reason]}`,
    fix: [
      'Check that the file is complete and really a .dbf; save tables of dBase II and 7 as dBase III or as text',
    ],
  }),
  'HK-MIG-007': ({ file, claimed, found }) => ({
    message: `${file}: the header says ${claimed} records, the file holds ${found}`,
    fix: [
      'The copy broke off or the old program died: copy the file again',
      'If what the file holds is right, write rows: file under source in the mapping',
    ],
  }),
  'HK-MIG-008': ({ file, reason }) => ({
    message: `${file} is damaged, needs a password or is no Access database (${reason})`,
    fix: ['Run Compact and Repair in Access; for a password write password: env:NAME under source'],
  }),
  'HK-MIG-009': ({ driver }) => ({
    message: `${driver} is not installed, so this kind of database cannot be read`,
    fix: [
      `Run npm install ${driver} in the folder of hallkit`,
      'For a server that cannot be reached, unload it there: hallkit migrate unload',
    ],
  }),
  'HK-MIG-010': ({ entity, column, nearest }) => ({
    message: `${entity} reads column ${column}, which the source does not have`,
    fix: [
      ...near(nearest),
      'Check the column names in the mapping; change it if the source has changed',
    ],
  }),
  'HK-MIG-011': ({ entity, file, nearest }) => ({
    message: `There is no ${entity} in ${file}`,
    fix: [...near(nearest), 'Name one of its entities'],
  }),
  'HK-MIG-012': ({ table, columns }) => ({
    message: `Table ${table} of the target lacks ${columns.join(', ')}`,
    fix: [
      'A table that is there is never altered: add the columns yourself, or correct the field names',
    ],
  }),
  'HK-MIG-013': ({ entity, needs }) => ({
    message: `${needs} has to be migrated before ${entity}`,
    fix: [`Run --entity ${needs} first, or all entities in their order`],
  }),
  'HK-MIG-014': ({ entity, columns }) => ({
    message: `The source of ${entity} has columns that the mapping does not mention: ${columns.join(', ')}`,
    fix: ['Add them to fields or to from.ignore', 'contract.new_columns: warn only tells'],
  }),
  'HK-MIG-015': ({ entity, columns }) => ({
    message: `Columns of ${entity} have another type than at the last run: ${columns.join(', ')}`,
    fix: ['Check the steps of these columns', 'contract.type_change: warn only tells'],
  }),
  'HK-MIG-016': ({ since, reason }) => ({
    message:
      reason === 'date'
        ? `"${since}" is no date or time`
        : 'No entity of the mapping names a column that says when a row was last changed',
    fix:
      reason === 'date'
        ? ['Write 2015-01-01 or "2015-01-01 08:30"']
        : [
            'Write since: COLUMN under from; without one run it all, unchanged rows are not written',
          ],
  }),
  'HK-MIG-017': ({ table, known }) => ({
    message: `A hall takes no ${table}`,
    fix: [
      `to.table may be: ${known.join(', ')}`,
      'Who works which step comes from the returned sheets by hallkit hall push; attachments and steps are fields of their case',
    ],
  }),
  'HK-MIG-018': ({ file, module, name, known, nearest }) => ({
    message: `${file} takes the function ${name} from ${module}, which does not export it`,
    fix: [...near(nearest), known.length > 0 ? `Exported: ${known.join(', ')}` : 'It exports none'],
  }),
  'HK-MIG-020': ({ mapping }) => ({
    message: `No migration of ${mapping} was interrupted`,
    fix: ['hallkit migrate run starts one; unchanged rows are not written again'],
  }),
  'HK-MIG-021': ({ what, name }) => ({
    message:
      what === 'mapping'
        ? 'Mapping or codes changed since the interruption: it cannot go on from there'
        : `The source of ${name} changed since the interruption: it cannot go on from there`,
    fix: ['hallkit migrate run goes through all of it again; unchanged rows are not written again'],
  }),
  'HK-MIG-022': ({ entity, quarantined, read, resume }) => ({
    message: `Too many rows of ${entity} were kept out: ${quarantined} of ${read}; stopped`,
    fix: [
      'hallkit migrate quarantine list says why; mostly a wrong column or an incomplete code table',
      `Then run ${resume}; if so many are right, raise limits in the mapping`,
    ],
  }),
  'HK-MIG-019': ({ file }) => ({
    message: `${file} is there already and was not written by this mapping; it is not overwritten`,
    fix: [
      'Move or rename that file, or give target another path in the mapping, then run the same command',
    ],
  }),
  'HK-MIG-029': ({ file, reason, line }) => ({
    message: `${file} was changed by somebody after it was written, ${fileChanges[reason](line)}; it is not overwritten`,
    fix: [
      'hallkit migrate reconcile tells which rows differ',
      'Save the changes elsewhere if they are to stay; move the file away and run the same command: it is written anew',
    ],
  }),
  'HK-MIG-055': ({ table, engine }) => ({
    message: `Table ${table} of the target is ${engine}, which has no transactions: what is half written could not be taken back`,
    fix: [
      `Change it to InnoDB first: ALTER TABLE ${table} ENGINE = InnoDB; in place of a view name the table below it`,
    ],
  }),
  'HK-MIG-023': ({ target, reason }) => ({
    message: `The target ${target} cannot be opened or written: ${reason}`,
    fix: [
      'Check path or address and account under target, whether the disk is full, whether the server is there',
      'Then run the same command again: it goes on where it stopped, and nothing is written twice',
    ],
  }),
  'HK-MIG-024': ({ file, source }) => ({
    message: `What mapping ${file} needs is not there: ${source}`,
    fix: ['Set the environment variable (env:), or put the file in its place (file:)'],
  }),
  'HK-MIG-025': ({ run, known }) => ({
    message: `There was no run ${run}`,
    fix: [known.length > 0 ? `Runs: ${known.join(', ')}` : 'Nothing was migrated yet'],
  }),
  'HK-MIG-026': ({ entity, key, nearest }) => ({
    message: `No row of ${entity} with key ${key} is kept out`,
    fix: [...near(nearest), 'hallkit migrate quarantine list shows them'],
  }),
  'HK-MIG-028': ({ place, table, counted, read }) => ({
    message: `Table "${table}" of ${place} has ${counted} rows, but ${read} were read; stopped`,
    fix: [
      'If the old system still writes this table, stop it or migrate a copy: tables without snapshots (MyISAM) cannot be read while they change',
      'If nobody writes it, this is a defect of hallkit: export the table as CSV, migrate that, and tell the maintainers',
    ],
  }),
  'HK-MIG-043': ({ key, standing }) => ({
    message: {
      unknown: `Nobody knows yet whether the hall took ${key}: somebody has to look first`,
      there: `${key} was found in the hall and counts as migrated: there is nothing else to decide`,
      absent: `${key} is no row of which nobody knows whether the hall took it`,
    }[standing],
    fix: {
      unknown: ['Look in the hall and say with migrate quarantine settle whether it is there'],
      there: ['Run migrate run --only-quarantine; what was found wrongly, settle again'],
      absent: ['See its reason with migrate quarantine list'],
    }[standing],
  }),
  'HK-MIG-048': ({ step, place, seconds }) => ({
    message: `The program step ${step} did not come to an end within ${seconds} seconds at ${place}; stopped`,
    fix: [
      'Whoever wrote it mends it: most often a loop without an end, or a regular expression that this row is too much for',
      'If it does take so long, set limits: { code: { seconds: 600 } } in the mapping',
    ],
  }),
  'HK-MIG-047': ({ file, count, lines }) => ({
    message: `${file} has ${count} TODOs that nobody has decided (lines ${lines.join(', ')}${count > lines.length ? ', ...' : ''}): it is not run yet`,
    fix: [
      'See each with migrate lint; somebody who knows the old system decides, and takes the TODO out',
      'To see what would happen, use migrate plan',
    ],
  }),
  'HK-MIG-042': ({ first, count, cause }) => ({
    message: `The hall did not answer, and does not tell whether it took ${count > 1 ? `${count} records from ${first} on` : first}: ${cause}`,
    fix: [
      'Run migrate resume when the hall is back: these are not sent again but kept out, the others go on',
      'Look in the hall for them and say with migrate quarantine settle whether they are there',
    ],
  }),
  'HK-MIG-046': ({ file }) => ({
    message: `${file} keeps a log of writes (WAL) in a folder that cannot be written; SQLite cannot read it`,
    fix: [
      'Copy it, with the -wal file beside it if there is one, into a folder that can be written, and read it there; the original stays as it is',
    ],
  }),
  'HK-MIG-027': ({ file }) => ({
    message: `The ledger in ${file} was written by another version of hallkit`,
    fix: [
      'Go on, reconcile or roll back with the version that wrote it',
      'To begin anew with this version after a rollback, move the file away (with the target, when that is a database file)',
    ],
  }),
}
