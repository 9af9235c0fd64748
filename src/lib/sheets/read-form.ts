import { HEAD_ROWS } from './limits.js'
import type { Book, Form, FormReading, OpenSheet, Sheet } from './model.js'
import { type ReadFormOptions, streamForm } from './stream-form.js'

/**
 * Reads one sheet of a book as a form, whole: as `streamForm` does, with all records at hand.
 * rows = Σ records[].rows.length + Σ skipped. Errors HK-SHEET-030 to 035 name the candidates.
 */
export function readForm(
  book: Book,
  sheet: Sheet,
  form: Form,
  options: ReadFormOptions = {},
): FormReading {
  const { records, tally, ...about } = streamForm(book.file, reopened(sheet), form, options)
  const all = [...records]
  return { ...about, records: all, ...tally() }
}

function reopened({ columns: _, suspicious, ...sheet }: Sheet): OpenSheet {
  return { ...sheet, head: sheet.rows.slice(0, HEAD_ROWS), suspicious: () => suspicious }
}
