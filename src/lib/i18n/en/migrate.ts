import type { migrateFindings, migrateProblems } from '../../errors/codes/migrate.js'
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

export const migrate: Words<typeof migrateProblems> & Words<typeof migrateFindings> = {
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
    message: `${file} is empty: it has no header line`,
    fix: ['Export it again; name the columns under source if it has no header'],
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
  'HK-MIG-201': ({ expected, found }) => ({
    message: `This row has ${found} fields instead of ${expected}`,
    fix: [
      'A delimiter or line break stands unquoted in a value: export with quotes or another delimiter',
    ],
  }),
  'HK-MIG-203': () => ({
    message: 'A quotation mark in this row is never closed',
    fix: ['Mend the row in the source file, or export again'],
  }),
  'HK-MIG-204': ({ column }) => ({
    message: `The memo of ${column} is lost`,
    fix: [
      'Check that the .fpt or .dbt file of the same name was copied too and is complete; else key it in',
    ],
  }),
}
