import { AppError, isProblem } from '../errors/index.js'
import { type Form, fieldNamed } from '../sheets/index.js'

/** What a person said about reading a file: which sheet, where its header stands, what its columns mean, its encoding. */
export interface ReadingChoices {
  readonly sheet?: string
  readonly headerRow?: number
  /** Column (letters or header text) -> field (key or header). */
  readonly map?: Readonly<Record<string, string>>
  readonly encoding?: string
}

/** A column that nobody but a person can tell: which of the candidates holds this field? */
export interface ColumnQuestion {
  readonly file: string
  readonly sheet: string
  readonly form: string
  /** The field as the form heads it. */
  readonly field: string
  readonly candidates: readonly { readonly column: string; readonly label: string }[]
}

/** Answers with a candidate's `column`, or null to leave the file alone. */
export type AskColumn = (question: ColumnQuestion) => Promise<string | null>

/** The question behind a header that could not be settled; null when no answer would help. */
export function questionOf(error: AppError, form: Form): ColumnQuestion | null {
  if (!isProblem(error, 'HK-SHEET-031') && !isProblem(error, 'HK-SHEET-032')) return null
  const { file, sheet, candidates } = error.params
  const field = 'missing' in error.params ? error.params.missing[0] : error.params.field
  if (field === undefined || candidates.length === 0) return null
  const options = candidates.map((label) => ({ column: label.split(' ')[0] ?? label, label }))
  return { file, sheet, form: form.title, field, candidates: options }
}

/** A person's map with every field by its key. */
export function keyedMap(
  form: Form,
  map: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(map).map(([column, field]) => [column, fieldNamed(form, field)]),
  )
}

/** The map that `列=字段` words on a command line mean. HK-INBOX-020 for a word without a sign of equality. */
export function parseMap(words: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    words.map((text) => {
      const at = text.search(/[=＝]/u)
      const [column, field] = [text.slice(0, Math.max(0, at)).trim(), text.slice(at + 1).trim()]
      if (at < 1 || column === '' || field === '') throw new AppError('HK-INBOX-020', { text })
      return [column, field]
    }),
  )
}
