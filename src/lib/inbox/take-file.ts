import { AppError, type Finding } from '../errors/index.js'
import { type IntakeCounts, intake } from '../workspace/index.js'
import type { FileResult, FormResult } from './model.js'
import type { InboxOptions } from './options.js'
import type { ReadFile, ReadSheet } from './read-file.js'
import { type Batch, type Knowledge, type Route, routes } from './routes.js'
import { unitsOf } from './units.js'

/** Takes one read file into the store, form by form and unit by unit. Errors: HK-INBOX-002, -003, -006. */
export function takeFile(read: ReadFile, options: InboxOptions, knowledge: Knowledge): FileResult {
  const taken = batchesOf(read, options).map((batch) => takeBatch(batch, options, knowledge))
  return {
    file: read.file,
    sha256: read.sha256,
    forms: taken.map(({ result }) => result),
    findings: [...read.findings, ...taken.flatMap(({ findings }) => findings)],
    error: null,
  }
}

/** Sheets of one form and one unit belong together: a repeat on the second sheet is a repeat. */
function batchesOf(
  { file, sha256, sheets }: ReadFile,
  { pack, unit: given }: InboxOptions,
): readonly (Batch & { readonly sheets: readonly string[] })[] {
  const units = unitsOf(sheets, { file, given }, pack)
  const groups = new Map<string, { sheets: ReadSheet[]; unit: Batch['unit'] }>()
  sheets.forEach((sheet, index) => {
    const unit = units[index]
    if (unit === undefined) return
    const key = JSON.stringify([sheet.form.id, unit.code])
    const group = groups.get(key) ?? { sheets: [], unit }
    group.sheets.push(sheet)
    groups.set(key, group)
  })
  return [...groups.values()].flatMap(({ sheets: own, unit }) => {
    const form = own[0]?.form
    if (form === undefined) return []
    const readings = own.map(({ reading }) => reading)
    return { file, sha256, form, unit, readings, sheets: own.map(({ sheet }) => sheet) }
  })
}

interface Taken {
  readonly result: FormResult
  readonly findings: readonly Finding[]
}

function takeBatch(
  batch: Batch & { readonly sheets: readonly string[] },
  { store, at }: InboxOptions,
  knowledge: Knowledge,
): Taken {
  const { file, sha256, form, unit } = batch
  const route = routeOf(form.id)
  const drafts = route.draft(batch, knowledge)
  const rows = countRows(batch)
  const entry = { kind: route.kind, file, sha256, form: form.id, unit: unit.code, at }
  const { counts } = intake(store, entry, drafts)
  refuseLoss(file, drafts.length, counts)
  const findings = drafts.flatMap((draft) => draft.findings)
  const warnings = findings.filter(({ level }) => level === 'warning').length
  const mapping = batch.readings.flatMap(({ header }) => header)
  const result = {
    form: form.id,
    kind: route.kind,
    unit,
    sheets: batch.sheets,
    mapping,
    ...rows,
    warnings,
  }
  return { result: { ...result, ...counts }, findings }
}

function routeOf(form: string): Route {
  const route = routes[form]
  if (route === undefined) throw new Error(`form ${form} has no route`)
  return route
}

type Rows = Pick<FormResult, 'rows' | 'recordRows' | 'skipped'>

/** Every physical row is a record's or skipped for a reason. */
function countRows({ file, readings }: Batch): Rows {
  const skipped = { blank: 0, title: 0, header: 0, total: 0, note: 0 }
  for (const reading of readings) {
    for (const reason of keysOf(skipped)) skipped[reason] += reading.skipped[reason]
  }
  const total = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0)
  const rows = total(readings.map((reading) => reading.rows))
  const recordRows = total(readings.flatMap(({ records }) => records.map((one) => one.rows.length)))
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
