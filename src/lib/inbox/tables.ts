import type { FormStanding, UnitStanding } from './coverage.js'
import type { ImportOutcome } from './import-paths.js'
import type { FileRow } from './result-rows.js'

/** Headers of the table of files. */
export interface FileWords {
  readonly unit: string
  readonly read: string
  readonly stored: string
  readonly unchanged: string
  readonly returned: string
  readonly file: string
}

interface TableColumn<T> {
  readonly header: string
  readonly get: (row: T) => string | number | null
  readonly align?: 'right'
}

/** The table of files, a line per form of a file. */
export function fileColumns(words: FileWords): readonly TableColumn<FileRow>[] {
  return [
    { header: words.unit, get: (row) => row.unit?.name ?? null },
    { header: words.read, get: (row) => row.read, align: 'right' },
    { header: words.stored, get: (row) => row.stored, align: 'right' },
    { header: words.unchanged, get: (row) => row.unchanged, align: 'right' },
    { header: words.returned, get: (row) => row.quarantined, align: 'right' },
    { header: words.file, get: (row) => row.file },
  ]
}

/** Words of the table unit x form. */
export interface StandingWords {
  readonly columns: { readonly unit: string }
  readonly state: (standing: FormStanding) => string
}

/** The table unit x form: a line per unit, a column per form that units owe. */
export function standingColumns(
  { formTitles }: Pick<ImportOutcome, 'formTitles'>,
  { columns, state }: StandingWords,
): readonly TableColumn<UnitStanding>[] {
  return [
    { header: columns.unit, get: ({ unit }) => unit.name },
    ...formTitles.map(({ id, title }) => ({
      header: title,
      get: ({ forms }: UnitStanding) => {
        const standing = forms.find(({ form }) => form === id)
        return standing === undefined ? null : state(standing)
      },
    })),
  ]
}
