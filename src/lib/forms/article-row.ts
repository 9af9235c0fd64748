import type { Article } from '../inbox/index.js'
import type { FormRow } from '../sheets/index.js'

/** A stored article as a row of the form `articles`; a body that only repeats the title was left blank. */
export function articleRow({ column, title, body, source, date }: Article): FormRow {
  return {
    column,
    title,
    summary: body === title ? '' : body,
    source: source ?? '',
    date: date ?? '',
  }
}
