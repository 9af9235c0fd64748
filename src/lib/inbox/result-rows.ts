import type { AppError, Finding, Level } from '../errors/index.js'
import type { HeaderMatch, SkippedRows } from '../sheets/index.js'
import type { IntakeCounts } from '../workspace/index.js'
import type { UnitStanding } from './coverage.js'
import type { ImportOutcome } from './import-paths.js'
import type { AbsentRecords, FileResult, FormResult, InboxResult, UnitName } from './model.js'

/** Words for codes, in the person's language: the domain has none. */
export interface Say {
  readonly explain: (error: AppError) => {
    readonly message: string
    readonly fix: readonly string[]
  }
  readonly describe: (finding: Finding) => {
    readonly message: string
    readonly fix: readonly string[]
  }
}

/** One form of one file as commands give it out; a file that could not be read has null counts and an error. */
export interface FileRow {
  readonly file: string
  readonly sha256: string | null
  readonly unit: UnitName | null
  readonly form: string | null
  readonly sheets: readonly string[]
  readonly mapping: readonly HeaderMatch[]
  /** Physical rows: those of records, refused ones included, and the skipped. */
  readonly rows: number | null
  readonly recordRows: number | null
  readonly read: number | null
  readonly stored: number | null
  readonly unchanged: number | null
  readonly quarantined: number | null
  readonly skipped: SkippedRows | null
  readonly warnings: number | null
  /** Records marked 涉密, refused unread. */
  readonly refused: number | null
  /** The file that brought the same bytes before. */
  readonly sameAs: string | null
  /** The file whose corrected return file this is. */
  readonly replaces: string | null
  /** The unit's own workbook with its mistakes marked. */
  readonly annotated: string | null
  readonly error: {
    readonly code: string
    readonly message: string
    readonly suggestions: readonly string[]
  } | null
}

/** A finding with its words. */
export interface FindingRow {
  readonly code: string
  readonly level: Level
  readonly file: string | null
  readonly sheet: string | null
  readonly row: number | null
  readonly column: string | null
  readonly cell: string | null
  readonly value: string | null
  readonly message: string
  readonly fix: readonly string[]
}

/** The whole outcome as commands give it out. */
export interface ImportReport {
  readonly files: readonly FileRow[]
  readonly totals: InboxResult['totals']
  readonly absent: readonly AbsentRecords[]
  /** Texts for the units' chat groups, by path. */
  readonly messages: readonly string[]
  readonly units: readonly UnitStanding[]
  readonly findings: readonly FindingRow[]
}

/** The outcome of an import with every code in words. */
export function importReport(outcome: ImportOutcome, say: Say): ImportReport {
  const { totals, units, absent, messages } = outcome
  return {
    files: fileRows(outcome, say),
    totals,
    absent,
    messages,
    units,
    findings: findingRows(outcome.findings, say),
  }
}

/** The files of a result, one row per form found in each. */
function fileRows({ files }: InboxResult, say: Say): readonly FileRow[] {
  return files.flatMap((file) =>
    file.error === null
      ? file.forms.map((form) => formRow(file, form))
      : failedRow(file, file.error, say),
  )
}

function formRow(result: FileResult, form: FormResult): FileRow {
  const { file, sha256, replaces, annotated } = result
  const { kind: _, settled: __, ...rest } = form
  return { file, sha256, ...rest, replaces, annotated, error: null }
}

const NOTHING = {
  unit: null,
  form: null,
  sheets: [],
  mapping: [],
  rows: null,
  recordRows: null,
  read: null,
  stored: null,
  unchanged: null,
  quarantined: null,
  skipped: null,
  warnings: null,
  refused: null,
  sameAs: null,
}

function failedRow(result: FileResult, error: AppError, say: Say): FileRow {
  const { file, sha256, replaces, annotated } = result
  const { message, fix } = say.explain(error)
  const failure = { code: error.code, message, suggestions: fix }
  return { file, sha256, ...NOTHING, replaces, annotated, error: failure }
}

/** Findings with their words, in the order of the files. */
export function findingRows(
  findings: readonly Finding[],
  { describe }: Say,
): readonly FindingRow[] {
  return findings.map((finding) => {
    const { code, level, file, sheet, row, column, cell, value } = finding
    const { message, fix } = describe(finding)
    const place = { file: file ?? null, sheet: sheet ?? null, row: row ?? null }
    const spot = { column: column ?? null, cell: cell ?? null, value: value ?? null }
    return { code, level, ...place, ...spot, message, fix }
  })
}

/** Whether there is something to look at: a record returned, or a file that could not be read. */
export function needsAttention({ files, totals }: InboxResult): boolean {
  if (files.some(({ forms }) => forms.some(({ refused }) => refused > 0))) return true
  const returned = Object.values(totals).some(({ quarantined }: IntakeCounts) => quarantined > 0)
  return returned || files.some(({ error }) => error !== null)
}
