import { AppError, type Finding, found } from '../errors/index.js'
import {
  type Form,
  type FormReading,
  readBook,
  readForm,
  recogniseForm,
  type Sheet,
} from '../sheets/index.js'
import type { InboxFile } from './model.js'

/** A sheet that is a known form, read as such. */
export interface ReadSheet {
  readonly sheet: string
  readonly form: Form
  readonly reading: FormReading
}

/** A file read: its sheets that are forms, and what was left alone. */
export interface ReadFile {
  readonly file: string
  readonly sha256: string
  readonly sheets: readonly ReadSheet[]
  readonly findings: readonly Finding[]
}

/** Sheets that explain a form or serve it, and hold no records. */
const NOT_RECORDS = /说明|填报须知|须知|示例|样表|字典|选项|核验结果/u

/**
 * Reads a file's sheets as the forms they are; a sheet of a form that is not in `only` is left alone.
 * Errors: those of `readBook` and `readForm`, and HK-INBOX-001 when no sheet is a wanted form.
 */
export async function readFile(
  file: InboxFile,
  forms: readonly Form[],
  only: readonly string[] | null,
): Promise<ReadFile> {
  const book = await readBook(file.path)
  const filled = book.sheets.filter(({ rows }) => rows.length > 0)
  const known = filled.map((sheet) => ({ sheet, form: recogniseForm(sheet, forms)?.form ?? null }))
  const sheets = known.flatMap(({ sheet, form }) =>
    form === null || !isWanted(form, only)
      ? []
      : { sheet: sheet.name, form, reading: readForm(book, sheet, form) },
  )
  if (sheets.length === 0) {
    const titles = forms.filter((form) => isWanted(form, only)).map(({ title }) => title)
    throw new AppError('HK-INBOX-001', { file: file.name, forms: titles })
  }
  const strangers = known.flatMap(({ sheet, form }) => (form === null ? strange(sheet, file) : []))
  const findings = [...sheets.flatMap(({ reading }) => reading.findings), ...strangers]
  return {
    file: file.name,
    sha256: book.sha256,
    sheets,
    findings: findings.map((finding) => ({ ...finding, file: file.name })),
  }
}

function isWanted({ id }: Form, only: readonly string[] | null): boolean {
  return only === null || only.includes(id)
}

function strange(sheet: Sheet, { name }: InboxFile): readonly Finding[] {
  if (sheet.state !== 'visible' || NOT_RECORDS.test(sheet.name)) return []
  return [found('HK-INBOX-014', { sheet: sheet.name }, { file: name, sheet: sheet.name })]
}
