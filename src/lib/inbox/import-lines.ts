import type { FormImport } from './form-import.js'
import type { ImportOutcome } from './import-paths.js'
import type { AbsentRecords } from './model.js'
import { isMarkColumn } from './refused.js'
import type { FileRow } from './result-rows.js'

/** Sentences about what an import did. */
export interface ImportWords {
  readonly failed: (p: {
    file: string
    code: string
    message: string
    fix: string | null
  }) => string
  readonly mapped: (p: { file: string; columns: readonly MappedColumn[] }) => string
  readonly unused: (p: { file: string; columns: readonly string[] }) => string
  readonly same: (p: { file: string; as: string }) => string
  readonly replaces: (p: { file: string; of: string }) => string
  readonly annotated: (p: { path: string }) => string
  readonly annotatedMany: (p: { count: number; folder: string }) => string
  readonly absent: (p: { unit: string; count: number; withdrawn: number }) => string
  readonly messages: (p: { count: number; folder: string }) => string
}

/** A column that was not recognised by its very name. */
export interface MappedColumn {
  readonly address: string
  readonly text: string
  readonly field: string
  readonly score: number
}

/** What is worth saying about each file and unit beyond the counts; columns are told only where they were guessed. */
export function importLines(
  { files, absent, messages }: Pick<FormImport, 'files' | 'absent' | 'messages'>,
  words: ImportWords,
  labelOf: ImportOutcome['labelOf'],
): readonly string[] {
  return [
    ...files.flatMap((row) => fileLines(row, words, labelOf)),
    ...absent.map((one) => absentLine(one, words)),
    ...annotatedLines(files, words),
    ...(messages[0] === undefined
      ? []
      : [words.messages({ count: messages.length, folder: parentOf(parentOf(messages[0])) })]),
  ]
}

function fileLines(
  row: FileRow,
  words: ImportWords,
  labelOf: ImportOutcome['labelOf'],
): readonly string[] {
  const { file, mapping, sameAs, replaces, error } = row
  const columns = mapping.flatMap(({ address, text, field, match, score }) =>
    match === 'fuzzy' && field !== null
      ? { address, text, field: labelOf(row.form ?? '', field), score }
      : [],
  )
  const unused = mapping.flatMap(({ field, text }) =>
    field === null && !isMarkColumn(text) ? (text.split('\n')[0] ?? []) : [],
  )
  return [
    ...(columns.length > 0 ? [words.mapped({ file, columns })] : []),
    ...(unused.length > 0 ? [words.unused({ file, columns: unused })] : []),
    ...(sameAs === null ? [] : [words.same({ file, as: sameAs })]),
    ...(replaces === null ? [] : [words.replaces({ file, of: replaces })]),
    ...(error === null
      ? []
      : [words.failed({ file, ...error, fix: error.suggestions[0] ?? null })]),
  ]
}

/** A few return files by name, many by their folder. */
function annotatedLines(files: readonly FileRow[], words: ImportWords): readonly string[] {
  const paths = [...new Set(files.flatMap(({ annotated }) => annotated ?? []))]
  const [first] = paths
  if (first === undefined || paths.length <= FEW) {
    return paths.map((path) => words.annotated({ path }))
  }
  return [words.annotatedMany({ count: paths.length, folder: parentOf(parentOf(first)) })]
}

const FEW = 3

function absentLine({ unit, count, withdrawn }: AbsentRecords, words: ImportWords): string {
  return words.absent({ unit: unit.name, count, withdrawn })
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')))
}
