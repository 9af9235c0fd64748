import { AppError, type Finding } from '../errors/index.js'
import { createDuplicateIndex } from '../items/index.js'
import { type Draft, findSameBytes, type IntakeCounts, intake } from '../workspace/index.js'
import type { FileResult, FormResult } from './model.js'
import type { InboxOptions } from './options.js'
import type { ReadFile, ReadSheet } from './read-file.js'
import { type Batch, type Knowledge, type Route, routes } from './routes.js'
import { unitsOf } from './units.js'

/**
 * Takes one read file into the store, form by form and unit by unit. Errors: HK-INBOX-002, -003, -006, and -008 when it
 * is to be flawless and is not.
 */
export function takeFile(read: ReadFile, options: InboxOptions, knowledge: Knowledge): FileResult {
  const drafted = batchesOf(read, options, knowledge).map((batch) =>
    draftBatch(batch, options, knowledge),
  )
  const findings = [...read.findings, ...drafted.flatMap((one) => one.findings)]
  const { file, sha256, origin } = read
  const errors = findings.filter(({ level }) => level === 'error').length
  const isRefused = options.strict === true && errors > 0
  return {
    file,
    sha256,
    forms: isRefused
      ? []
      : drafted.map((one) => takeBatch(one, options, knowledge, origin?.file ?? null)),
    findings,
    error: isRefused ? new AppError('HK-INBOX-008', { file, errors }) : null,
    replaces: origin?.file ?? null,
    annotated: null,
  }
}

type SheetBatch = Batch & { readonly sheets: readonly ReadSheet[] }

/** Sheets of one form and one unit belong together: a repeat on the second sheet is a repeat. */
function batchesOf(
  { file, sha256, sheets, origin, unit: before }: ReadFile,
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
    return { file, sha256, form, unit: whose, readings, sheets: own }
  })
}

/** A batch with its records as drafts, not yet stored. */
interface DraftedBatch {
  readonly batch: SheetBatch
  readonly route: Route
  readonly drafts: readonly Draft<unknown>[]
  readonly findings: readonly Finding[]
  readonly sameAs: string | null
}

function draftBatch(
  batch: SheetBatch,
  { store }: InboxOptions,
  knowledge: Knowledge,
): DraftedBatch {
  const { file, sha256, form, unit } = batch
  const route = routeOf(form.id)
  const entry = { kind: route.kind, file, sha256, form: form.id, unit: unit.code }
  const sameAs = findSameBytes(store, entry)
  if (sameAs !== null) {
    const aside = { ...knowledge, duplicates: createDuplicateIndex([]) }
    return { batch, route, drafts: route.draft(batch, aside), findings: [], sameAs }
  }
  const drafts = route.draft(batch, knowledge)
  return { batch, route, drafts, findings: drafts.flatMap((draft) => draft.findings), sameAs }
}

function takeBatch(
  { batch, route, drafts, findings, sameAs }: DraftedBatch,
  { store, at }: InboxOptions,
  { met }: Knowledge,
  replaces: string | null,
): FormResult {
  const { file, sha256, form, unit, sheets } = batch
  met.add(
    { unit, form: form.id, kind: route.kind },
    drafts.map(({ key }) => key),
  )
  const refused = sheets.reduce((sum, sheet) => sum + sheet.refused, 0)
  const entry = { kind: route.kind, file, sha256, form: form.id, unit: unit.code, at }
  const unchanged = { read: drafts.length, stored: 0, unchanged: drafts.length, quarantined: 0 }
  const counts =
    sameAs === null ? intake(store, { ...entry, replaces, refused }, drafts).counts : unchanged
  refuseLoss(file, drafts.length, counts)
  return {
    form: form.id,
    kind: route.kind,
    unit,
    sheets: sheets.map(({ sheet }) => sheet),
    mapping: batch.readings.flatMap(({ header }) => header),
    ...countRows(batch),
    warnings: findings.filter(({ level }) => level === 'warning').length,
    refused,
    sameAs,
    settled: Object.assign({}, ...sheets.map(({ settled }) => settled)),
    ...counts,
  }
}

function routeOf(form: string): Route {
  const route = routes[form]
  if (route === undefined) throw new Error(`form ${form} has no route`)
  return route
}

type Rows = Pick<FormResult, 'rows' | 'recordRows' | 'skipped'>

/** Every physical row is a record's or skipped for a reason. */
function countRows({ file, readings, sheets }: SheetBatch): Rows {
  const skipped = { blank: 0, title: 0, header: 0, total: 0, note: 0 }
  for (const reading of readings) {
    for (const reason of keysOf(skipped)) skipped[reason] += reading.skipped[reason]
  }
  const total = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0)
  const rows = total(readings.map((reading) => reading.rows))
  const open = total(readings.flatMap(({ records }) => records.map((one) => one.rows.length)))
  const recordRows = open + total(sheets.map(({ refusedRows }) => refusedRows))
  const accounted = recordRows + total(Object.values(skipped))
  if (accounted !== rows) throw new AppError('HK-INBOX-006', { file, read: rows, accounted })
  return { rows, recordRows, skipped }
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
