import type { migrateFindings } from '../../errors/codes/migrate.js'
import type { Words } from '../words.js'

const near = (names: readonly string[]) =>
  names.length > 0 ? [`Did you mean ${names.join(' or ')}?`] : []

const faults = {
  length: 'wrong length',
  characters: 'wrong characters',
  'check-digit': 'wrong check digit',
  region: 'no such division',
  date: 'no such birthday',
}

/** Why a row stays behind, and what of a mapping or a run is worth a look. */
export const migrateRows: Words<typeof migrateFindings> = {
  'HK-MIG-201': ({ expected, found }) => ({
    message: `This row has ${found} fields instead of ${expected}`,
    fix: [
      'A delimiter or line break stands unquoted in a value: export with quotes or another delimiter',
    ],
  }),
  'HK-MIG-202': () => ({
    message: 'A character is damaged in the source (it cannot be decoded)',
    fix: ['Look it up in the old system or on paper and correct it with quarantine fix'],
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
  'HK-MIG-205': ({ text }) => ({
    message: `"${text}" looks like a total or a closing line, not like a row of data`,
    fix: [
      'Waive it with quarantine waive; where there are many, name them in exclude of the mapping',
      'If it is data, correct any column with quarantine fix (as it was, if you like) and run migrate run --only-quarantine',
    ],
  }),
  'HK-MIG-301': () => ({
    message: 'Empty, but required',
    fix: ['Look it up, or give a default in the mapping'],
  }),
  'HK-MIG-302': ({ text }) => ({
    message: `It cannot be told which day "${text}" is`,
    fix: [
      'Name this way of writing under date_cn, such as D/M/YYYY; seconds since 1970 are for unix_time; or correct the cell',
    ],
  }),
  'HK-MIG-303': ({ text }) => ({
    message: `There is no such day: "${text}"`,
    fix: ['Correct it; if it stands for no date, say so with null_if'],
  }),
  'HK-MIG-304': ({ text }) => ({ message: `"${text}" is no number`, fix: ['Correct the cell'] }),
  'HK-MIG-305': ({ table, text }) => ({
    message: `Code "${text}" has no entry in ${table}`,
    fix: ['hallkit migrate codes export gives business staff a sheet to fill in'],
  }),
  'HK-MIG-306': ({ entity, text }) => ({
    message: `"${text}" was not migrated (${entity})`,
    fix: ['Mend that row first if it was kept out; or write on_missing: null'],
  }),
  'HK-MIG-307': ({ text, fault }) => ({
    message: `Identity number ${text}: ${faults[fault]}`,
    fix: ['Check it against the papers'],
  }),
  'HK-MIG-308': ({ text, fault }) => ({
    message: `Code of a body ${text}: ${faults[fault]}`,
    fix: ['Check it against the certificate'],
  }),
  'HK-MIG-309': ({ text }) => ({
    message: `"${text}" is no division code`,
    fix: ['Correct it; name merged divisions under moved, or say a year'],
  }),
  'HK-MIG-310': ({ text }) => ({
    message: `"${text}" is no telephone number`,
    fix: ['Mobile: 11 digits; others with area code; split several numbers first'],
  }),
  'HK-MIG-311': ({ limit, found }) => ({
    message: `${found} characters, at most ${limit}`,
    fix: ['Shorten it, or widen the field of the target'],
  }),
  'HK-MIG-312': ({ text, allowed }) => ({
    message: `"${text}" is none of ${allowed.join(', ')}`,
    fix: ['Correct it, or add the value to the mapping'],
  }),
  'HK-MIG-313': ({ text, min, max }) => ({
    message: `"${text}" is not between ${min} and ${max}`,
    fix: ['Correct the cell'],
  }),
  'HK-MIG-314': () => ({
    message: 'A character was lost (a question mark beside Han characters, private use)',
    fix: ['Look the rare character up and correct it with quarantine fix'],
  }),
  'HK-MIG-315': ({ text, places }) => ({
    message: `"${text}" has more than ${places} decimals; nothing is rounded`,
    fix: ['Check amount and unit'],
  }),
  'HK-MIG-316': () => ({
    message: 'Bytes, not text',
    fix: ['Keep sha256 and size of it, or leave the column; what is text after all, decode first'],
  }),
  'HK-MIG-318': ({ rule, detail }) => ({
    message: `Rule ${rule} cannot be worked out for this row: ${detail}`,
    fix: ['Mostly an empty value or a text compared with a number: ask for null first'],
  }),
  'HK-MIG-319': ({ rule, that }) => ({
    message: `Rule ${rule} does not hold: ${that}`,
    fix: ['Check the columns concerned'],
  }),
  'HK-MIG-320': ({ key }) => ({
    message: `Key ${key} occurs twice; the first row was taken`,
    fix: ['If they are two things, correct a key; if not, waive the second row with a reason'],
  }),
  'HK-MIG-321': ({ columns }) => ({
    message: `The key is empty (${columns.join(', ')})`,
    fix: ['Fill it in'],
  }),
  'HK-MIG-322': ({ detail }) => ({
    message: `The target refused the row: ${detail}`,
    fix: ['Check the rules of the target'],
  }),
  'HK-MIG-323': ({ other, fields }) => ({
    message: `The same as ${other}, but not alike${fields.length > 0 ? ` (${fields.join(', ')})` : ''}`,
    fix: ['Find out which row is right'],
  }),
  'HK-MIG-324': ({ dst }) => ({
    message: `${dst} was changed or removed in the target since; it is not written over`,
    fix: ['Find out which side is right'],
  }),
  'HK-MIG-325': ({ path, reason }) => ({
    message:
      reason === 'missing'
        ? `The file is not there: ${path}`
        : `The path leads out of the folder: ${path}`,
    fix: ['Find the file in the old system or its backup and put it where the row says'],
  }),
  'HK-MIG-326': ({ text, year, fault, among }) => ({
    message: {
      divided: `Division code ${text} had ended by ${year}, its land went to ${among.join(', ')}`,
      reused: `Division code ${text} was borne by two divisions: the code alone does not tell which`,
      later: `Division code ${text} had not begun in ${year}`,
    }[fault],
    fix: ['Correct it by the file; where all rows go to one division, name it under moved'],
  }),
  'HK-MIG-327': ({ step, fault, detail }) => ({
    message: {
      threw: `The program step ${step} failed: ${detail}`,
      async: `The program step ${step} is asynchronous and cannot be used`,
      type: `The program step ${step} gave no text${detail === '' ? ' (it returned nothing)' : ` (${detail})`}`,
    }[fault],
    fix: ['It gets a text and returns a text, or null for no value; or correct the row'],
  }),
  'HK-MIG-328': ({ encoding, signs }) => ({
    message: `The encoding of the target's files, ${encoding}, lacks: ${signs}`,
    fix: [
      'If the receiver can read it, set encoding of target to gb18030 or utf-8; else correct the row with substitute characters',
    ],
  }),
  'HK-MIG-332': ({ dst }) => ({
    message: `'${dst}' was sent to the hall, which did not answer: nobody knows whether it was taken, and it is not sent again before somebody looked`,
    fix: [
      'Look in the hall by its number, then say so with migrate quarantine settle (--there or --absent), or in the exported sheet',
      'What is there counts as migrated; what is not is sent by the next run',
    ],
  }),
  'HK-MIG-333': ({ dst }) => ({
    message: `'${dst}' has changed since it was migrated (the old system or the mapping did); this hall does not tell what it holds by now, so it is not written over`,
    fix: ['Compare it in the hall and mend it there; then waive the row with the reason'],
  }),
  'HK-MIG-401': ({ entity, columns }) => ({
    message: `The source of ${entity} has columns that the mapping does not mention: ${columns.join(', ')}`,
    fix: ['Add them to fields or to from.ignore'],
  }),
  'HK-MIG-402': ({ entity, count, sample }) => ({
    message: `${count} rows of ${entity} were migrated before and are gone from the source: ${sample.join(', ')}`,
    fix: ['They stay in the target; remove them in the hall if they should go'],
  }),
  'HK-MIG-403': ({ entity, columns }) => ({
    message: `Columns of ${entity} have another type than at the last run: ${columns.join(', ')}`,
    fix: ['Check the steps of these columns, and look at some migrated rows'],
  }),
  'HK-MIG-404': ({ entity, table }) => ({
    message: `No row of ${entity} was read: table ${table} is empty, or has no such keys`,
    fix: ['Check that source and from.table name the data that is meant; with --keys, the keys'],
  }),
  'HK-MIG-405': ({ entity, count, sample }) => ({
    message: `The source of ${entity} has no key, and ${count} rows that this run brought are another one word for word; they were numbered and taken: ${sample.join(', ')}`,
    fix: [
      'Find out in the old system whether they were entered twice; take what is too much out of the source and, by hand, out of the target',
    ],
  }),
  'HK-MIG-406': ({ entity, count, sample }) => ({
    message: `${count} records of ${entity} were sent to the hall before a run was broken off, and the source no longer has them; they may lie in the hall: ${sample.join(', ')}`,
    fix: [
      'Look in the hall; what should not be there its administrator takes care of, what the old system lost by mistake goes back there first',
    ],
  }),
  'HK-MIG-410': ({ entity, column, nearest }) => ({
    message: `${entity} reads column ${column}, which the source does not have`,
    fix: [...near(nearest), 'Check the column names in the mapping'],
  }),
  'HK-MIG-411': ({ table }) => ({
    message: `No field uses the code table ${table}`,
    fix: ['Remove it, or use it in a code step'],
  }),
  'HK-MIG-413': ({ lines }) => ({
    message: `${lines.length} TODOs that nobody has decided, on lines ${lines.join(', ')}`,
    fix: [
      'Somebody who knows the old system decides each and takes the TODO out; until then it is not run, only planned',
    ],
  }),
  'HK-MIG-412': ({ entity }) => ({
    message: `${entity} has its key only and reads no column of the source`,
    fix: ['Name the columns that migrate under fields, or remove the entity'],
  }),
}
