import type { Finding, Level } from '../errors/index.js'
import type { FieldType } from '../sheets/index.js'
import type { IntakeCounts } from '../workspace/index.js'

/** One form of a file or unit as papers speak of it. */
export interface FormCounts extends IntakeCounts {
  readonly title: string
  readonly refused: number
}

/** What a unit is told in a chat group: `reasons` are grouped, the most frequent first; `more` counts the rest. */
export interface UnitMessage {
  readonly unit: string
  readonly forms: readonly FormCounts[]
  readonly reasons: readonly { readonly text: string; readonly places: readonly string[] }[]
  readonly more: number
  readonly annotated: readonly string[]
  /** Records that came back before, and have not been sent again. */
  readonly open: number
  /** The day by which the notice wants the form, and whether it has passed. */
  readonly due: string | null
  readonly isLate: boolean
}

/** The words of the papers that go back to units; they are Chinese whatever language the person at the screen reads. */
export interface ReturnWords {
  readonly describe: (finding: Finding) => {
    readonly message: string
    readonly fix: readonly string[]
  }
  readonly paper: {
    readonly title: string
    readonly checkedAt: string
    readonly howTo: string
    readonly howToText: string
    readonly counts: readonly string[]
    readonly lines: readonly string[]
    readonly levels: Readonly<Record<Level, string>>
    readonly fix: (text: string) => string
    readonly more: (count: number) => string
    readonly excerpt: string
    readonly notes: (title: string) => string
    readonly noteColumns: readonly string[]
    readonly required: (isRequired: boolean) => string
    readonly types: Readonly<Record<FieldType, string>>
    readonly message: (message: UnitMessage) => readonly string[]
  }
}
