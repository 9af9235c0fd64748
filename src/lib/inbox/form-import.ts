import { isProblem } from '../errors/index.js'
import type { IntakeCounts, RecordKind } from '../workspace/index.js'
import type { ImportOutcome, ImportRequest } from './import-paths.js'
import type { AbsentRecords } from './model.js'
import type { AskColumn, ColumnQuestion, ReadingChoices } from './reading-choices.js'
import { parseMap } from './reading-choices.js'
import { type FileRow, type FindingRow, importReport, type Say } from './result-rows.js'

/** The forms of one import and the kind of record that they bring; the first is tried where a sheet looks like none. */
export interface FormImportKind {
  readonly forms: readonly string[]
  readonly kind: RecordKind
}

/** The outcome of importing one form, as commands give it out. */
export interface FormImport {
  readonly files: readonly FileRow[]
  readonly totals: IntakeCounts
  readonly absent: readonly AbsentRecords[]
  readonly messages: readonly string[]
  readonly findings: readonly FindingRow[]
}

/** The outcome of an import with only one form's totals, every code in words. */
export function formImport(outcome: ImportOutcome, { kind }: FormImportKind, say: Say): FormImport {
  const { files, totals, absent, messages, findings } = importReport(outcome, say)
  return { files, totals: totals[kind], absent, messages, findings }
}

/** What a command line says about an import. */
export interface ImportFlags {
  readonly unit?: string | undefined
  readonly map?: readonly string[] | undefined
  readonly 'header-row'?: number | undefined
  readonly sheet?: string | undefined
  readonly encoding?: string | undefined
  readonly 'dry-run': boolean
  readonly strict: boolean
  readonly complete?: boolean
  readonly 'add-units': boolean
}

/** What flags ask for; `because` goes with what is withdrawn. HK-INBOX-020 for a map that is none. */
export function askedBy(
  flags: ImportFlags,
  because: string,
): Required<
  Pick<ImportRequest, 'unit' | 'choices' | 'dryRun' | 'strict' | 'complete' | 'addUnits'>
> {
  return {
    unit: flags.unit ?? null,
    choices: choicesOf(flags),
    dryRun: flags['dry-run'],
    strict: flags.strict,
    complete: flags.complete === true ? because : null,
    addUnits: flags['add-units'],
  }
}

function choicesOf(flags: ImportFlags): ReadingChoices {
  const { map, 'header-row': headerRow, sheet, encoding } = flags
  return {
    ...(map === undefined ? {} : { map: parseMap(map) }),
    ...(headerRow === undefined ? {} : { headerRow }),
    ...(sheet === undefined ? {} : { sheet }),
    ...(encoding === undefined ? {} : { encoding }),
  }
}

/** Whoever can let a person choose from a list. */
export interface ColumnPrompter {
  readonly choose: <T>(question: {
    readonly flag: string
    readonly question: string
    readonly choices: readonly { readonly value: T; readonly label: string }[]
  }) => Promise<T>
}

/** Words of the question which column is meant; `none` leaves the file alone. */
export interface AskWords {
  readonly question: (p: { file: string; sheet: string; field: string }) => string
  readonly none: string
}

/** Asks a person which column is meant. Where nobody can be asked the file stops with its own error. */
export function columnAsker(prompter: ColumnPrompter, words: AskWords): AskColumn {
  return async ({ file, sheet, field, candidates }: ColumnQuestion) => {
    const choices = candidates.map(({ column, label }) => ({ value: column, label }))
    try {
      return await prompter.choose<string | null>({
        flag: '--map',
        question: words.question({ file, sheet, field }),
        choices: [...choices, { value: null, label: words.none }],
      })
    } catch (error) {
      if (isProblem(error, 'HK-USAGE-006')) return null
      throw error
    }
  }
}
