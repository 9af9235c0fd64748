import type { inboxFindings, inboxProblems } from '../../errors/codes/inbox.js'
import type { Words } from '../words.js'

const nearby = (nearest: readonly string[]): readonly string[] =>
  nearest.length > 0 ? [`Did you mean: ${nearest.join(', ')}`] : []

/** What a field of a form asks for, by the field's type. */
const WANTED: Readonly<Record<string, string>> = {
  count: 'a number',
  date: 'a date',
  duration: 'a time limit',
  yesno: 'yes or no',
  choice: 'one of the choices',
  choices: 'of the choices',
}
const HOW: Readonly<Record<string, string>> = {
  count: 'Figures only; 0 where there is none',
  date: 'Write 2015-04-08 or 2015年4月8日',
  duration: 'Write figure and unit, such as 2小时 or 10个工作日',
  yesno: 'Write 是 or 否',
}

export const inbox: Words<typeof inboxProblems> & Words<typeof inboxFindings> = {
  'HK-INBOX-001': ({ file, forms }) => ({
    message: `"${file}" is no form that we know`,
    fix: [
      `Known forms: ${forms.join(', ')}`,
      'See which headers were found with: hallkit sheet inspect',
    ],
  }),
  'HK-INBOX-002': ({ file }) => ({
    message: `No unit can be found for "${file}"`,
    fix: ['Write 填报单位：… above the table, put the unit into the file name, or use --unit'],
  }),
  'HK-INBOX-003': ({ file, text, nearest }) => ({
    message: `"${text}", the unit named by "${file}", is not in the list of units`,
    fix: [
      ...nearby(nearest),
      'Correct the name, or use --unit; register a new unit with --add-units',
    ],
  }),
  'HK-INBOX-004': ({ path }) => ({
    message: `No such file or folder: ${path}`,
    fix: ['Check the path; quote it when it holds spaces'],
  }),
  'HK-INBOX-005': ({ paths }) => ({
    message: `Nothing to import in: ${paths.join(', ')}`,
    fix: ['Put the .xlsx, .xls or .csv files of the units there and try again'],
  }),
  'HK-INBOX-006': ({ file, read, accounted }) => ({
    message: `"${file}" gave ${read} records, but only ${accounted} are accounted for`,
    fix: ['This is a bug of ours: please send us the file and this text'],
  }),
  'HK-INBOX-007': ({ unit, nearest }) => ({
    message: `"${unit}" is not in the list of units`,
    fix: [...nearby(nearest), 'See the list with: hallkit notice show'],
  }),
  'HK-INBOX-008': ({ file, errors }) => ({
    message: `${file} holds ${errors} error(s); as asked (--strict), nothing of it was imported`,
    fix: [
      'Correct it and send the whole file again, or leave out --strict to take in the rows without errors',
    ],
  }),
  'HK-INBOX-009': ({ file, sheet, known }) => ({
    message: `${file} has no sheet "${sheet}"`,
    fix: [`Sheets of the file: ${known.join(', ')}`],
  }),
  'HK-INBOX-020': ({ text }) => ({
    message: `--map is not understood: ${text}`,
    fix: ['Write COLUMN=FIELD, for example --map 事项=事项名称 or --map C=name'],
  }),
  'HK-INBOX-021': ({ file, sheet, form }) => ({
    message: `"${file}"${sheet === '' ? '' : ` (sheet ${sheet})`} is a ${form} turned on its side: names at the left, values at the right`,
    fix: [
      'Turn it: names in the first row, a row for each record (copy, then Paste Special, Transpose)',
      'Or send out a form to fill in, with: hallkit form export',
    ],
  }),
  'HK-INBOX-022': ({ file, form, title }) => ({
    message: `"${file}" is ${title} (${form}), not a sheet that a unit reports`,
    fix: [
      form === 'problems'
        ? `Read it back with: hallkit problem import ${file}`
        : 'Move it to a folder of its own, with the other lists exported from the hall, and score them with: hallkit drill observe --exports FOLDER',
    ],
  }),
  'HK-INBOX-010': ({ text }) => ({
    message: `Not a date: ${text}`,
    fix: ['Write 2015-04-08 or 2015年4月8日'],
  }),
  'HK-INBOX-011': ({ field }) => ({
    message: `"${field}" is empty`,
    fix: [`Fill in "${field}" and send the sheet again`],
  }),
  'HK-INBOX-018': ({ field, text, wanted, known }) => ({
    message: `"${field}" is not ${WANTED[wanted] ?? 'what is asked for'}: ${text}`,
    fix: [
      known.length > 0 ? `Choose one of: ${known.join(', ')}` : (HOW[wanted] ?? 'See the notes'),
    ],
  }),
  'HK-INBOX-019': ({ field, text }) => ({
    message: `"${field}" does not look like a telephone number: ${text}`,
    fix: ['Give a landline with its area code or a mobile number; several are separated by 、'],
  }),
  'HK-INBOX-012': ({ column, known }) => ({
    message: `There is no column "${column}"`,
    fix: [`Choose one of: ${known.join(', ')}`],
  }),
  'HK-INBOX-013': ({ title, row }) => ({
    message: `"${title}" is a duplicate of row ${row}`,
    fix: ['Delete the surplus row, or change the title'],
  }),
  'HK-INBOX-014': ({ sheet }) => ({
    message: `Sheet "${sheet}" is no form that we know; it was not imported`,
    fix: ['If it holds something to report, use the headers of the form'],
  }),
  'HK-INBOX-015': ({ rows }) => ({
    message: `${rows.length} record(s) marked as classified (row ${rows.join(', ')}) were refused; nothing of them was read on or kept`,
    fix: ['Delete these rows from the sheet and report them through a classified channel'],
  }),
  'HK-INBOX-016': ({ file, code }) => ({
    message: `The return file of ${file} was not made (${code}); what was imported is not affected`,
    fix: ['hallkit items returned lists the returned records'],
  }),
  'HK-INBOX-017': ({ title, version, current }) => ({
    message:
      version === current
        ? `This "${title}" was filled in on another sheet than the present one (version ${current}, other columns); it was read by its headers`
        : `This "${title}" was filled in on version ${version} of the sheet, the present one is ${current}; it was read by its headers`,
    fix: ['See that every column was read right; next time use a new sheet: hallkit form export'],
  }),
}
