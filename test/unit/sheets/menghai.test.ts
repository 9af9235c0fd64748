import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import {
  type Book,
  type FormReading,
  loadForm,
  readBook,
  readForm,
  recogniseForm,
} from '../../../src/lib/sheets/index.js'

interface ExpectedSheet {
  readonly file: string
  readonly sheet: string | null
  readonly form: string
  readonly rows: number
  readonly read: number
  readonly byKind: Readonly<Record<string, number>>
}

const county = new URL('../../../fixtures/menghai/', import.meta.url)
const expected: { sheets: readonly ExpectedSheet[] } = JSON.parse(
  await readFile(new URL('expected.json', county), 'utf8'),
)
const forms = await Promise.all(['items', 'node-staff', 'articles'].map((id) => loadForm(id)))
const books = new Map<string, Promise<Book>>()

function bookOf(file: string): Promise<Book> {
  const book =
    books.get(file) ?? readBook(fileURLToPath(new URL(`inbox/${encodeURIComponent(file)}`, county)))
  books.set(file, book)
  return book
}

async function readingOf({ file, sheet: name }: ExpectedSheet): Promise<FormReading> {
  const book = await bookOf(file)
  const sheet = book.sheets.find((one) => one.name === (name ?? ''))
  const form = sheet === undefined ? undefined : recogniseForm(sheet, forms)?.form
  if (sheet === undefined || form === undefined) throw new Error(`${file} ${name}`)
  return readForm(book, sheet, form)
}

describe.each(expected.sheets)('$file $sheet', (sheet) => {
  test('is recognised, and every row is what the clerk meant it to be', async () => {
    const { form, rows, records, skipped, header } = await readingOf(sheet)
    const record = records.reduce((sum, one) => sum + one.rows.length, 0)

    expect(form).toBe(sheet.form)
    expect({ rows, read: records.length, byKind: { record, ...skipped } }).toEqual({
      rows: sheet.rows,
      read: sheet.read,
      byKind: sheet.byKind,
    })
    expect(header.filter(({ field }) => field === null)).toEqual([])
  })
})
