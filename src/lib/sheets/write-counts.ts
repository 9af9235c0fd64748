import type { Form } from './model.js'

/** Values of one record, by field key. */
export type FormRow = Readonly<Record<string, string>>

/** What the self-check says of the rows that a sheet is written with. */
export interface SelfCheck {
  readonly used: number
  readonly missing: number
  readonly tooLong: number
}

/** The same counts as the sheet's own formulas, for the values that it is written with. */
export function selfCheck(form: Form, rows: readonly FormRow[]): SelfCheck {
  const filled = rows.filter((row) => form.fields.some(({ key }) => textOf(row, key) !== ''))
  const required = form.fields.filter((field) => field.required)
  const isCarried = (key: string): boolean => form.carry?.includes(key) === true
  const missing = rows.flatMap((row, index) => {
    if (!begins(form, rows, index)) return []
    return required.filter(
      ({ key }) => textOf(row, key).trim() === '' && (index === 0 || !isCarried(key)),
    )
  })
  const tooLong = (form.checks ?? []).flatMap(({ notLonger, than }) =>
    rows.filter((row) => workdays(textOf(row, notLonger)) > workdays(textOf(row, than), Infinity)),
  )
  return { used: filled.length, missing: missing.length, tooLong: tooLong.length }
}

/** The text of a field; what is absent is an empty cell. */
export function textOf(row: FormRow, key: string): string {
  return row[key] ?? ''
}

function begins(form: Form, rows: readonly FormRow[], index: number): boolean {
  const isFilled = (row: FormRow | undefined): boolean =>
    row !== undefined && form.fields.some(({ key }) => textOf(row, key) !== '')
  const row = rows[index]
  if (row === undefined || !isFilled(row)) return false
  const starters = [form.anchor, ...form.starts]
  return starters.some((key) => textOf(row, key) !== '') || !isFilled(rows[index - 1])
}

function workdays(text: string, otherwise = 0): number {
  const [, digits] = /^(\d{1,3})个?工作日$/u.exec(text.trim()) ?? []
  return digits === undefined ? otherwise : Number(digits)
}
