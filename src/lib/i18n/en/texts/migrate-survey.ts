import type { migrateSurvey as zh } from '../../zh/texts/migrate-survey.js'

/** What `migrate profile` and its neighbours say on the screen. */
export const migrateSurvey: typeof zh = {
  columns: {
    column: 'Column',
    type: 'Type',
    nulls: 'Empty',
    distinct: 'Distinct',
    ends: 'Least to greatest',
    content: 'Content',
    shapes: 'Shapes',
    meaning: 'Seems to be',
    table: 'Table',
    rows: 'Rows',
    columns: 'Columns',
    key: 'Key',
    rule: 'Rule',
    due: 'Due',
    hallKey: 'Number in the hall',
    operator: 'Keyed by',
  },
  doctor: {
    trying: (table) => `Trying ${table}`,
    source: (p) =>
      p.isOpen
        ? `[${p.place}] ${p.driver}: readable, ${p.tables} tables`
        : `[${p.place}] ${p.driver}: does not open`,
    verdict: ({ isReady, findings }) => {
      if (!isReady) return 'Not ready: solve the errors above first'
      return findings.length > 0 ? 'Ready; look at the warnings above first' : 'Ready'
    },
  },
  example: ({ folder, files }) => `The example is in ${folder} (${files} files)`,
  unload: {
    written: (files) => `Written: ${files.join(', ')}`,
    next: {
      sqlserver: [
        '1. Copy unload.cmd to the old server (or a machine with bcp) and stop the old system',
        '2. Run there: unload.cmd SERVER DATABASE (Windows login; add a login of the database otherwise)',
        '3. Copy the whole folder out back: hallkit migrate profile out --mapping mapping.yaml',
      ],
      oracle: [
        '1. Copy unload.sql into an empty folder of the old server (or a machine with sqlplus), stop the old system',
        '2. Set NLS_LANG=AMERICAN_AMERICA.AL32UTF8, then: sqlplus -S user@database @unload.sql',
        '3. Copy the whole folder back: hallkit migrate profile FOLDER --mapping mapping.yaml',
      ],
    },
  },
  codes: {
    scanning: (entity) => `Looking for codes of ${entity}`,
    none: 'Every code has its meaning',
    exported: (p) =>
      `${p.codes} codes of ${p.rows} rows have no meaning yet: ${p.file}; migrate codes import reads it back`,
    takenIn: (p) =>
      `${p.added} added, ${p.changed} changed, ${p.same} the same, ${p.blank} left open; in ${p.file}`,
  },
  manual: {
    none: 'Nothing is to be keyed by hand',
    states: { open: 'open', late: 'late', keyed: 'keyed', 'keyed-late': 'keyed late' },
    rules: (rule) => (rule === 'by-hand' ? 'by a person' : rule),
    opened: ({ key, due }) =>
      `${key} is on the list, due on ${due}; migrate manual close when it is keyed`,
    closed: ({ key, hallKey, late }) =>
      `${key} is closed as ${hallKey} of the hall${late ? ' (late)' : ''}`,
  },
  contents: {
    empty: 'empty',
    bytes: 'binary',
    'id-number': 'ID number',
    uscc: 'credit code',
    phone: 'telephone',
    date: 'date',
    'short-date': 'short years',
    region: 'division',
    integer: 'whole',
    decimal: 'decimal',
    person: 'person',
    text: 'text',
  },
  table: ({ name, rows, key, candidates }) => {
    const names = candidates.map((one) => one.join('+')).join(', ')
    const may =
      candidates.length > 0 ? `could be its key: ${names}` : 'nothing tells its rows apart'
    return `[${name}] ${rows} rows; ${key.length > 0 ? `key ${key.join('+')}` : may}`
  },
  references: 'Tables that belong together:',
  reference: (p) =>
    `  ${p.table}.${p.column} -> ${p.to}.${p.toColumn}${p.share < 1 ? ` (about ${Math.round(p.share * 100)} % of the values)` : ''}`,
  reading: (p) => `Looking at ${p.table}: ${p.rows.toLocaleString('en-US')} rows`,
  profiled: (p) => `${p.tables} tables, ${p.rows} rows`,
  started: (p) =>
    `A mapping to begin with: ${p.file}: ${p.entities} entities, ${p.todos} TODOs for somebody to decide; then hallkit migrate lint ${p.file}`,
}
