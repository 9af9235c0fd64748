import type { sheet as zh } from '../../zh/texts/sheet.js'

const formats = {
  xlsx: 'Excel workbook (.xlsx)',
  xlsb: 'Excel binary workbook (.xlsb)',
  docx: 'tables of a Word document (.docx)',
  xls: 'Excel 97-2003 workbook (.xls, .et)',
  ods: 'OpenDocument spreadsheet (.ods)',
  html: 'HTML table',
  xml: 'XML spreadsheet 2003',
  csv: 'delimited text',
}
const states = {
  visible: '',
  hidden: ' (hidden)',
  veryHidden: ' (very hidden)',
}

/** What `sheet` says on the screen. */
export const sheet: typeof zh = {
  columns: {
    address: 'cell',
    text: 'header',
    field: 'field',
    match: 'match',
    type: 'content',
  },
  matches: { exact: 'exact', alias: 'alias', fuzzy: 'near', none: 'unknown' },
  types: {
    empty: 'empty',
    number: 'number',
    date: 'date',
    code: 'code',
    text: 'text',
    mixed: 'mixed',
  },
  file: ({ file, format, encoding }) =>
    `${file}  ${formats[format]}${encoding === null ? '' : `  encoding ${encoding}`}`,
  sheet: ({ name, state, rows, columns, hidden }) => {
    const unseen = hidden === 0 ? '' : `, ${hidden} rows hidden`
    const called = name === '' ? 'Whole file' : `Sheet "${name}"`
    return `${called}${states[state]}  ${rows} rows x ${columns} columns${unseen}`
  },
  form: ({ form }) => `Form: ${form}`,
  hiddenColumns: ({ columns }) => `Hidden columns: ${columns.join(', ')}`,
  noForm: 'Form: none of ours; shown as it stands',
  headerRows: ({ rows }) =>
    rows.length === 0 ? 'No header found' : `Header in row ${rows.join(', ')}`,
  guide: 'Names at the left of their values (a guide): the cells below are those of the names',
  merges: ({ count }) => `Merged ranges: ${count}`,
  row: ({ row, cells }) => `row ${row}  ${cells}`,
}
