import type { FormRecord } from '../sheets/index.js'
import type { WordTable } from './word-table.js'

/** Records whose cells say 同上 (or 〃) with what the cell above says. */
export function* ditto(records: Iterable<FormRecord>, words: WordTable): Generator<FormRecord> {
  let above: FormRecord['values'] = {}
  for (const record of records) {
    const fields = Object.keys(record.values).filter(
      (field) => words.exact(record.values[field] ?? '').length > 0,
    )
    const said = Object.fromEntries(fields.map((field) => [field, above[field] ?? '']))
    const whole =
      fields.length === 0 ? record : { ...record, values: { ...record.values, ...said } }
    above = whole.values
    yield whole
  }
}
