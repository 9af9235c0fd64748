import type {
  DamageKind,
  SizeKind,
  sheetsFindings,
  sheetsProblems,
} from '../../errors/codes/sheets.js'
import type { Words } from '../words.js'

const SIZES: Readonly<Record<SizeKind, (limit: number) => string>> = {
  file: (limit) => `the file is over ${megabytes(limit)} MB`,
  inflated: (limit) => `unpacked it is over ${megabytes(limit)} MB`,
  shell: (limit) =>
    `what it holds beside its rows (styles, merged ranges) is over ${megabytes(limit)} MB`,
  entries: (limit) => `the archive has more than ${limit} entries`,
  cells: (limit) => `more than ${limit} cells with a value (merged fill included)`,
  merges: (limit) => `merged ranges overlap or are too many: they cover more than ${limit} cells`,
}
const RESAVE = 'Open it in Excel or WPS and save it as .xlsx, then try again'
const PICTURE = 'Tables in pictures and scans cannot be read: ask for the file that was filled in'
const UNPACK = 'Unpack it and send the tables inside, or pack them as .zip'
/** How what is no table becomes one, by what it is. */
const RESAVES: Readonly<Record<string, string>> = {
  'Word (.doc)': 'Open it in Word or WPS and save it as .docx: its tables are read then',
  'Word (.docx)': 'This Word file holds no table: ask whether it is the right file',
  RTF: 'Open it in Word or WPS and save it as .docx: its tables are read then',
  ZIP: 'It holds archives, or no table: unpack it and send the tables inside',
  RAR: UNPACK,
  bzip2: UNPACK,
  xz: UNPACK,
  CAB: UNPACK,
  '7z': UNPACK,
  gzip: UNPACK,
  MHT: RESAVE,
  OFD: 'Tables in an OFD cannot be read reliably: ask for the .xlsx, .xls or .docx that was filled in',
  PDF: 'Tables in a PDF cannot be read reliably: ask for the .xlsx, .xls or .docx that was filled in',
  JPEG: PICTURE,
  PNG: PICTURE,
  GIF: PICTURE,
  BMP: PICTURE,
  WebP: PICTURE,
  TIFF: PICTURE,
  HEIC: PICTURE,
}
const DAMAGES: Readonly<Record<DamageKind, (at: string) => string>> = {
  directory: () => 'the archive has no sound directory; it was probably cut off',
  entry: (at) => `${at} inside the archive is damaged`,
  sectors: () => 'its end is missing; it was probably cut off',
  sheet: (at) => `sheet "${at}" cannot be read`,
  content: (at) => `the content cannot be parsed: ${at}`,
}
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  EBUSY: 'another program holds it',
  ENOTFILE: 'it is no regular file',
  ENOTDIR: 'a part of the path is no folder',
}

/** A text file has one nameless sheet. */
function place(file: string, sheet: string): string {
  return sheet === '' ? `"${file}"` : `"${file}", sheet "${sheet}"`
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20)
}

export const sheets: Words<typeof sheetsProblems> & Words<typeof sheetsFindings> = {
  'HK-SHEET-001': ({ file }) => ({
    message: `There is no file "${file}"`,
    fix: ['Check the name and the folder'],
  }),
  'HK-SHEET-002': ({ file }) => ({
    message: `"${file}" is a folder, not a table file`,
    fix: ['Name the table file inside the folder'],
  }),
  'HK-SHEET-003': ({ file, reason }) => ({
    message: `"${file}" cannot be read: ${REASONS[reason] ?? reason}`,
    fix: ['Check its permissions and that no other program holds it'],
  }),
  'HK-SHEET-004': ({ file }) => ({
    message: `"${file}" is empty`,
    fix: ['Ask the unit to send the filled sheet again'],
  }),
  'HK-SHEET-005': ({ file, kind }) => ({
    message: `"${file}" is no table file; it is ${kind}`,
    fix: [RESAVES[kind] ?? 'Ask for .xlsx, .xls or .csv; renaming a file does not convert it'],
  }),
  'HK-SHEET-006': ({ file }) => ({
    message: `"${file}" holds neither a table nor text`,
    fix: [RESAVE],
  }),
  'HK-SHEET-007': ({ file, damage, at }) => ({
    message: `"${file}" is damaged or incomplete: ${DAMAGES[damage](at)}`,
    fix: ['Copy or download the file again', RESAVE],
  }),
  'HK-SHEET-008': ({ file, what, limit }) => ({
    message: `"${file}" is too large: ${SIZES[what](limit)}`,
    fix: [
      'Delete spare sheets and formatted blank cells, then save',
      'Split it into several files',
    ],
  }),
  'HK-SHEET-009': ({ file, entry, ratio, limit }) => ({
    message: `"${file}" looks like a zip bomb: ${entry} expands ${ratio} times (limit ${limit}); it was not opened`,
    fix: ['Ask the unit where the file comes from', RESAVE],
  }),
  'HK-SHEET-010': ({ file, seconds }) => ({
    message: `"${file}" was not read within ${seconds} seconds; stopped`,
    fix: [RESAVE],
  }),
  'HK-SHEET-011': ({ file, megabytes: size }) => ({
    message: `Reading "${file}" needs more than ${size} MB of memory; stopped`,
    fix: [
      'Delete spare sheets and formatted blank cells, then save',
      'Split it into several files',
    ],
  }),
  'HK-SHEET-012': ({ file, tried, likely }) => ({
    message:
      likely === null
        ? `The text encoding of "${file}" is unclear (tried ${tried.join(', ')})`
        : `The text encoding of "${file}" is unclear; it looks like ${likely}`,
    fix: [
      likely === null
        ? 'Name it with --encoding, e.g. --encoding big5'
        : `Say --encoding ${likely}, or --encoding gb18030 if it is simplified Chinese after all`,
      'Save it as .xlsx in Excel or WPS',
    ],
  }),
  'HK-SHEET-013': ({ file, encoding }) => ({
    message: `Encoding "${encoding}", asked for "${file}", is unknown`,
    fix: ['Use utf-8, gb18030, big5 or utf-16le'],
  }),
  'HK-SHEET-014': ({ file, encoding }) => ({
    message: `"${file}" is not ${encoding}`,
    fix: ['Leave --encoding out, or name another one'],
  }),
  'HK-SHEET-015': ({ file, line }) => ({
    message: `"${file}": a double quote from line ${line} on is never closed`,
    fix: ['Check the quotes of that line in a text editor', RESAVE],
  }),
  'HK-SHEET-016': ({ file }) => ({
    message: `"${file}" is protected by a password`,
    fix: ['Ask the unit to remove the password and send it again'],
  }),
  'HK-SHEET-017': ({ file }) => ({
    message: `"${file}" changed while it was being read; nothing of it was taken`,
    fix: ['Save and close the file, then try again'],
  }),
  'HK-SHEET-020': ({ form, known }) => ({
    message: `There is no form "${form}"`,
    fix: [`Forms: ${known.join(', ')}`],
  }),
  'HK-SHEET-021': ({ file, detail }) => ({
    message: `Form file "${file}" contradicts itself: ${detail}`,
    fix: ['Correct the form file'],
  }),
  'HK-SHEET-030': ({ file, sheet, form, expected }) => ({
    message: `${place(file, sheet)}: no header of form "${form}" found`,
    fix: [`The header should hold: ${expected.join(', ')}`, 'Name the row with --header-row'],
  }),
  'HK-SHEET-031': ({ file, sheet, missing, candidates }) => ({
    message: `${place(file, sheet)}: required columns are missing: ${missing.join(', ')}`,
    fix: [
      candidates.length === 0
        ? 'Ask the unit to add the column'
        : `If one of these is meant, say so with --map COLUMN=FIELD: ${candidates.join(', ')}`,
    ],
  }),
  'HK-SHEET-032': ({ file, sheet, field, candidates }) => ({
    message: `${place(file, sheet)}: more than one column looks like "${field}": ${candidates.join(', ')}`,
    fix: ['Choose with --map COLUMN=FIELD'],
  }),
  'HK-SHEET-033': ({ file, sheet, column, known }) => ({
    message: `${place(file, sheet)}: there is no column "${column}"`,
    fix: [`Columns: ${known.join(', ')}`],
  }),
  'HK-SHEET-034': ({ field, known }) => ({
    message: `The form has no field "${field}"`,
    fix: [`Fields: ${known.join(', ')}`],
  }),
  'HK-SHEET-035': ({ file, sheet, row, rows }) => ({
    message: `${place(file, sheet)} has ${rows} rows; there is no row ${row}`,
    fix: ['Check --header-row'],
  }),
  'HK-SHEET-036': ({ file, sheet, row, missing }) => ({
    message: `In ${place(file, sheet)} another table begins at row ${row}, without ${missing.join(', ')}`,
    fix: [
      'Move the second table to a sheet of its own',
      'If it is the same table, add the columns',
    ],
  }),
  'HK-SHEET-060': ({ file, sheet, cell, before, after }) => ({
    message: `The return file of ${file} would differ from the original and was not made: ${sheet} ${cell} was "${before}", became "${after}"`,
    fix: [
      'This is a fault of ours: send us the file and this text; the reasons stand in the result of the import',
    ],
  }),
  'HK-SHEET-101': ({ shown }) => ({
    message: `"${shown}" is a long code typed as a number; Excel replaced its last digits by zeros`,
    fix: ['Format the cell as text and type the whole code again'],
  }),
  'HK-SHEET-102': ({ formula }) => ({
    message: `Formula =${formula} has no stored result and counts as blank`,
    fix: ['Open and save it once in Excel or WPS, or type the value'],
  }),
  'HK-SHEET-103': ({ shown }) => ({
    message: `The cell holds the error value ${shown}`,
    fix: ['Correct the formula or type the value'],
  }),
  'HK-SHEET-104': ({ count }) => ({
    message: `${count} hidden rows were read like the others`,
    fix: ['Delete them if they should not be reported'],
  }),
  'HK-SHEET-105': () => ({
    message: 'The sheet is hidden; it was read like the others',
    fix: ['Delete it if it should not be reported'],
  }),
  'HK-SHEET-106': ({ text, field, used }) => ({
    message: `Column "${text}" also looks like "${field}"; column ${used} was taken, this one is unused`,
    fix: ['If that is wrong, choose with --map COLUMN=FIELD'],
  }),
  'HK-SHEET-107': ({ columns }) => ({
    message: `${columns.length} hidden columns, read all the same: ${columns.join(', ')}`,
    fix: ['Delete these columns if they are not meant to be reported'],
  }),
}
