import { AppError, type Finding, found } from '../../../errors/index.js'
import {
  type Book,
  type Form,
  type FormRecord,
  readBook,
  readForm,
  recogniseForm,
} from '../../../sheets/index.js'
import { settlePack } from '../settle.js'
import { Cells } from './cells.js'
import { PLAN_SHEETS, type PlanSheet, planForms, planNames, timesKey } from './forms.js'
import {
  type CastRow,
  type ExemptRow,
  owedTimes,
  type PlanBookSource,
  type PlanTables,
  tablesOf,
  type UnitRow,
  type WindowRow,
} from './tables.js'

/** What a workbook says, and what of it cannot be taken; a sheet that it does not have says nothing new. */
export interface ReadPlan {
  readonly tables: PlanTables
  readonly findings: readonly Finding[]
}

/** Reads a plan's workbook. HK-DRILL-016 for a file without any of its sheets, HK-SHEET-* for one that is no table. */
export async function readPlanBook(file: string, source: PlanBookSource): Promise<ReadPlan> {
  const forms = await planForms(source)
  const book = await readBook(file)
  const findings: Finding[] = []
  const before = tablesOf(source)
  const reading: Reading = { source, before, findings, book, forms }
  const there = PLAN_SHEETS.filter((id) => recordsOf(reading, id) !== null)
  if (there.length === 0) throw new AppError('HK-DRILL-016', { file })
  const windows = readWindows(reading)
  const cast = readCast(reading)
  const exempt = readExempt(reading)
  const units = readUnits(reading, exempt)
  return { tables: { windows, units, cast, exempt }, findings }
}

interface Reading {
  readonly source: PlanBookSource
  readonly before: PlanTables
  readonly findings: Finding[]
  readonly book: Book
  readonly forms: Readonly<Record<PlanSheet, Form>>
}

function recordsOf({ book, forms }: Reading, id: PlanSheet): readonly FormRecord[] | null {
  const form = forms[id]
  const sheet = book.sheets.find((one) => recogniseForm(one, Object.values(forms))?.form === form)
  return sheet === undefined ? null : readForm(book, sheet, form).records
}

/** The rows of a sheet, each read by `read`; those that it cannot take are left out. Null without the sheet. */
function rowsOf<T>(
  reading: Reading,
  id: PlanSheet,
  read: (cells: Cells) => T | null,
): { row: T; cells: Cells }[] | null {
  const { source, findings, forms } = reading
  const words = { form: forms[id], names: planNames(source), pack: source.notice, findings }
  const records = recordsOf(reading, id)
  if (records === null) return null
  return records.flatMap((record) => {
    const cells = new Cells(record, words)
    const row = read(cells)
    return row === null ? [] : [{ row, cells }]
  })
}

function readWindows(reading: Reading): readonly WindowRow[] {
  const rows = rowsOf(reading, 'windows', (cells): WindowRow | null => {
    const batch = cells.owed('batch', () => cells.named('batch'))
    const day = cells.owed('day', (key) => cells.day(key))
    const from = cells.owed('from', (key) => cells.time(key))
    const to = cells.owed('to', (key) => cells.time(key))
    if (batch === null || day === null || from === null || to === null) return null
    return from < to ? { batch, day, from, to } : cells.flaw('order', 'to', [from])
  })
  if (rows === null) return reading.before.windows
  const sorted = rows.toSorted((a, b) => (momentOf(a.row) < momentOf(b.row) ? -1 : 1))
  for (const [index, { row, cells }] of sorted.entries()) {
    const earlier = sorted.slice(0, index).findLast((one) => one.row.batch === row.batch)?.row
    if (earlier && earlier.day === row.day && row.from < earlier.to) {
      cells.flaw('order', 'from', [earlier.to])
    }
  }
  const { batches } = reading.source.notice
  for (const { id, title } of batches) {
    if (!rows.some(({ row }) => row.batch === id)) missing(reading, 'windows', 'batch', title)
  }
  return batches.flatMap(({ id }) => sorted.flatMap(({ row }) => (row.batch === id ? [row] : [])))
}

function momentOf({ day, from }: WindowRow): string {
  return `${day} ${from}`
}

function readUnits(reading: Reading, exempt: readonly ExemptRow[]): readonly UnitRow[] {
  const { source, before, forms } = reading
  const themes = Object.keys(before.units[0]?.times ?? {})
  const seen = new Set<string>()
  const rows = rowsOf(reading, 'units', (cells): UnitRow | null => {
    const unit = cells.owed('unit', () => cells.named('unit'))
    if (unit !== null && seen.has(unit)) cells.flaw('twice', 'unit')
    if (unit !== null) seen.add(unit)
    const batch = cells.owed('batch', () => cells.named('batch'))
    const times = themes.map((id) => [id, cells.owed(timesKey(id), (key) => cells.count(key))])
    if (unit === null || batch === null || times.some(([, n]) => n === null)) return null
    return { unit, batch, times: Object.fromEntries(times) }
  })
  if (rows === null) return before.units
  for (const { code, short } of source.notice.units) {
    const isFlawed = reading.findings.some(({ sheet }) => sheet === forms.units.title)
    if (!seen.has(code) && !isFlawed) missing(reading, 'units', 'unit', short)
  }
  refuseTooFew(reading, rows, exempt)
  return rows.map(({ row }) => row)
}

/** A number that somebody changed must not be less than the notice demands of the unit in its new batch. */
function refuseTooFew(
  { source, before }: Reading,
  rows: readonly { row: UnitRow; cells: Cells }[],
  exempt: readonly ExemptRow[],
): void {
  const units = rows.map(({ row: { unit, batch } }) => ({ unit, batch }))
  const plays = { ...source.plays, units, exempt: [...exempt] }
  const owed = owedTimes({ ...source, plays, pack: settlePack(source.notice, plays) })
  const old = new Map(before.units.map((row) => [row.unit, row.times]))
  for (const { row, cells } of rows) {
    for (const [theme, times] of Object.entries(row.times)) {
      const least = owed.get(theme)?.get(row.unit) ?? 0
      const isTouched = old.get(row.unit)?.[theme] !== times
      if (isTouched && times < least) cells.flaw('quota', timesKey(theme), [String(least)])
    }
  }
}

function readCast(reading: Reading): readonly CastRow[] {
  const rows = rowsOf(reading, 'cast', (cells): CastRow | null => {
    const [role, batch, unit] = [cells.named('role'), cells.named('batch'), cells.named('unit')]
    const by = cells.owed('by', () => cells.named('by'))
    const understudy = cells.span('understudy')
    if (role === null || batch === null || unit === null || by === null || understudy === null)
      return null
    return {
      ...(role !== undefined && { role }),
      ...(batch !== undefined && { batch }),
      ...(unit !== undefined && { unit }),
      by: by === 'human' ? 'human' : 'robot',
      ...(understudy !== undefined && { understudy }),
    }
  })
  return rows?.map(({ row }) => row) ?? reading.before.cast
}

function readExempt(reading: Reading): readonly ExemptRow[] {
  const rows = rowsOf(reading, 'exempt', (cells): ExemptRow | null => {
    const unit = cells.owed('unit', () => cells.named('unit'))
    const requirement = cells.owed('requirement', () => cells.named('requirement'))
    const because = cells.owed('because', (key) => cells.text(key))
    if (unit === null || requirement === null || because === null) return null
    return { requirement, unit, because }
  })
  return rows?.map(({ row }) => row) ?? reading.before.exempt
}

function missing({ findings, forms }: Reading, id: PlanSheet, key: string, text: string): void {
  const field = forms[id].fields.find((one) => one.key === key)?.header ?? key
  const params = { what: 'missing', field, text, expected: [] } as const
  findings.push(found('HK-DRILL-141', params, { sheet: forms[id].title, column: field }))
}
