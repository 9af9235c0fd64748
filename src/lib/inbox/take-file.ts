import { AppError, type Finding, isProblem } from '../errors/index.js'
import { createDuplicateIndex } from '../items/index.js'
import { maskFinding } from '../roster/index.js'
import {
  allOrNothing,
  type Draft,
  findSameBytes,
  type IntakeCounts,
  intake,
} from '../workspace/index.js'
import type { FileResult, FormResult } from './model.js'
import type { InboxOptions } from './options.js'
import { markedFile } from './origin-mark.js'
import type { ReadFile, ReadSheet } from './read-file.js'
import type { ReadingTally } from './refused.js'
import { type Batch, type Knowledge, type Route, routes } from './routes.js'
import { unitsOf } from './units.js'

/**
 * Takes one read file into the store, form by form and unit by unit, all or nothing: its rows pass through once, from the
 * reader to the store. Errors: HK-INBOX-002, -003, -006, those of reading, and -008 when it is to be flawless and is not.
 */
export function takeFile(given: ReadFile, options: InboxOptions, knowledge: Knowledge): FileResult {
  const read = { ...given, origin: knownOrigin(given, options) }
  const { file, origin } = read
  const batches = batchesOf(read, options, knowledge)
  const about = { file, sha256: read.book.sha256, replaces: origin?.file ?? null, annotated: null }
  let findings: readonly Finding[] = []
  try {
    const taken = allOrNothing(options.store, () => {
      const all = batches.map((batch) => takeBatch(batch, read, options, knowledge))
      findings = findingsOf(read, all)
      if (options.strict === true) refuseErrors(file, findings)
      return all
    })
    for (const one of taken) knowledge.met.add({ ...one.result }, one.keys)
    return { ...about, forms: taken.map(({ result }) => result), findings, error: null }
  } catch (error) {
    if (!(error instanceof AppError && isProblem(error, 'HK-INBOX-008'))) throw error
    return { ...about, forms: [], findings, error }
  }
}

/** The file in whose place this one comes, by the name under which it came in. */
function knownOrigin({ origin }: ReadFile, { store }: InboxOptions): ReadFile['origin'] {
  return origin === null ? null : { ...origin, file: markedFile(store, origin.file) }
}

function refuseErrors(file: string, findings: readonly Finding[]): void {
  const errors = findings.filter(({ level }) => level === 'error').length
  if (errors > 0) throw new AppError('HK-INBOX-008', { file, errors })
}

/** What was found about the sheets, then about sheets left alone, then about records. */
function findingsOf(
  { file, sheets, strangers }: ReadFile,
  taken: readonly Taken[],
): readonly Finding[] {
  const read = sheets.flatMap(({ form, reading }) => {
    const { findings } = reading.tally()
    return routeOf(form.id).kind === 'person' ? findings.map(maskFinding) : findings
  })
  return [
    ...[...read, ...strangers].map((finding) => ({ ...finding, file })),
    ...taken.flatMap(({ findings }) => findings),
  ]
}

type SheetBatch = Batch & { readonly sheets: readonly ReadSheet[] }

/** Sheets of one form and one unit belong together: a repeat on the second sheet is a repeat. */
function batchesOf(
  { file, book, sheets, origin, unit: before }: ReadFile,
  { pack, unit, register }: InboxOptions,
  { findUnit }: Knowledge,
): readonly SheetBatch[] {
  const given = unit ?? before ?? (origin === null ? null : findUnit(origin.unit))
  const units = unitsOf(sheets, { file, given, register: register ?? null }, pack)
  const groups = new Map<string, { sheets: ReadSheet[]; unit: Batch['unit'] }>()
  sheets.forEach((sheet, index) => {
    const own = units[index]
    if (own === undefined) return
    const key = JSON.stringify([sheet.form.id, own.code])
    const group = groups.get(key) ?? { sheets: [], unit: own }
    group.sheets.push(sheet)
    groups.set(key, group)
  })
  return [...groups.values()].flatMap(({ sheets: own, unit: whose }) => {
    const form = own[0]?.form
    if (form === undefined) return []
    const readings = own.map(({ reading }) => reading)
    const from = { origin: origin?.file ?? null, isOurs: own.every(({ isOurs }) => isOurs) }
    return { file, sha256: book.sha256, form, unit: whose, readings, sheets: own, ...from }
  })
}

/** A batch in the store, with the keys that it named and what was found about its records. */
interface Taken {
  readonly result: FormResult
  readonly keys: readonly string[]
  readonly findings: readonly Finding[]
}

function takeBatch(
  batch: SheetBatch,
  { origin }: ReadFile,
  { store, at }: InboxOptions,
  knowledge: Knowledge,
): Taken {
  const { file, sha256, form, unit, sheets } = batch
  const route = routeOf(form.id)
  const entry = { kind: route.kind, file, sha256, form: form.id, unit: unit.code, at }
  const sameAs = findSameBytes(store, entry)
  const keys: string[] = []
  const findings: Finding[] = []
  const drafts = watched(batch, route, sameAs === null ? knowledge : aside(knowledge), (draft) => {
    keys.push(draft.key)
    if (sameAs === null) findings.push(...draft.findings)
  })
  const refused = (): number => sum(batch.readings.map((reading) => reading.tally().refused))
  const replaces = origin?.file ?? null
  const counts =
    sameAs === null ? intake(store, { ...entry, replaces, refused }, drafts).counts : passBy(drafts)
  refuseLoss(file, keys.length, counts)
  const result: FormResult = {
    form: form.id,
    kind: route.kind,
    unit,
    sheets: sheets.map(({ sheet }) => sheet),
    mapping: batch.readings.flatMap(({ header }) => header),
    ...countRows(batch),
    warnings: findings.filter(({ level }) => level === 'warning').length,
    refused: refused(),
    sameAs,
    settled: Object.assign({}, ...sheets.map(({ settled }) => settled)),
    ...counts,
  }
  return { result, keys, findings }
}

function routeOf(form: string): Route {
  const route = routes[form]
  if (route === undefined) throw new Error(`form ${form} has no route`)
  return route
}

/** A file that brings what is there already is compared with nothing and remembered by nobody. */
function aside(knowledge: Knowledge): Knowledge {
  return { ...knowledge, duplicates: createDuplicateIndex([]) }
}

/** The drafts of a batch as they pass by; rows that are not accounted for stop them (HK-INBOX-006). */
function* watched(
  batch: SheetBatch,
  route: Route,
  knowledge: Knowledge,
  watch: (draft: Draft<unknown>) => void,
): Generator<Draft<unknown>> {
  for (const draft of route.draft(batch, knowledge)) {
    watch(draft)
    yield draft
  }
  countRows(batch)
}

function passBy(drafts: Iterable<Draft<unknown>>): IntakeCounts {
  let read = 0
  for (const _ of drafts) read += 1
  return { read, stored: 0, unchanged: read, quarantined: 0 }
}

type Rows = Pick<FormResult, 'rows' | 'recordRows' | 'skipped'>

/** Every physical row is a record's or skipped for a reason. */
function countRows({ file, readings }: SheetBatch): Rows {
  const tallies = readings.map((reading) => reading.tally())
  const skipped = { blank: 0, title: 0, header: 0, total: 0, note: 0 }
  for (const tally of tallies) {
    for (const reason of keysOf(skipped)) skipped[reason] += tally.skipped[reason]
  }
  const total = (field: keyof Pick<ReadingTally, 'rows' | 'recordRows'>): number =>
    sum(tallies.map((tally) => tally[field]))
  const [rows, recordRows] = [total('rows'), total('recordRows')]
  const accounted = recordRows + sum(Object.values(skipped))
  if (accounted !== rows) throw new AppError('HK-INBOX-006', { file, read: rows, accounted })
  return { rows, recordRows, skipped }
}

function sum(list: readonly number[]): number {
  return list.reduce((total, one) => total + one, 0)
}

function keysOf<T extends object>(object: T): readonly (keyof T)[] {
  return Object.keys(object) as (keyof T)[]
}

/** The count rule: what was read is stored, unchanged or quarantined, to the last record. */
function refuseLoss(file: string, drafts: number, counts: IntakeCounts): void {
  const accounted = counts.stored + counts.unchanged + counts.quarantined
  if (counts.read === drafts && accounted === drafts) return
  throw new AppError('HK-INBOX-006', { file, read: drafts, accounted })
}
