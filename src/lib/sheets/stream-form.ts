import { type Finding, found } from '../errors/index.js'
import { columnName } from './address.js'
import {
  type ColumnChoices,
  chooseColumns,
  type HeaderPlace,
  headerMatches,
  unusedColumns,
} from './choose-columns.js'
import type { FoundHeader } from './find-header.js'
import { readStamp } from './form-stamp.js'
import { type FieldColumns, RecordGatherer } from './gather-records.js'
import { headerGrid } from './header-grid.js'
import { headerKey } from './header-text.js'
import { mergesByRow, type RowMerges } from './merge-cursor.js'
import type {
  Form,
  FormReading,
  FormRecord,
  FormStream,
  OpenSheet,
  SheetRow,
  SheetTop,
} from './model.js'
import { type RowContext, type RowKind, rowKind, rowKindAbove, squeeze } from './row-kinds.js'
import { unitOnLine } from './unit-line.js'

/** Overrides for one sheet: where the header stands, what a column means, which other columns to give along. */
export interface ReadFormOptions extends ColumnChoices {
  /** Headers of columns whose texts a record gives as `asides`, fields or not. */
  readonly asides?: (header: string) => boolean
}

/**
 * Reads an open sheet as a form, record by record: header found, columns matched, rows gathered into records with the
 * address of every value. Errors HK-SHEET-030 to 035 name the candidates; iterating may fail as `openBook` does.
 */
export function streamForm(
  file: string,
  sheet: OpenSheet,
  form: Form,
  options: ReadFormOptions = {},
): FormStream {
  const place = placeOf(file, sheet, form)
  const header = chooseColumns(place, options)
  const basis = basisOf(place, header, options)
  let tally: Tally | null = null
  function* records(): Generator<FormRecord> {
    const own = newTally(header)
    yield* recordsOf(sheet.rows, basis, own)
    tally = own
  }
  return {
    form: form.id,
    unit: firstUnit(sheet.head.slice(0, header.top)),
    header: headerMatches(place, header),
    headerRows: headerIndexes(header).map((index) => sheet.head[index]?.row ?? 0),
    records: { [Symbol.iterator]: records },
    tally: () => told(tally ?? newTally(header), place, sheet, header),
  }
}

function placeOf(file: string, sheet: OpenSheet, form: Form): HeaderPlace {
  const { name, merges, head } = sheet
  const lastRow = (): number => {
    let last = 0
    for (const { row } of sheet.rows) last = row
    return last
  }
  return { file, sheet: { name, merges, rows: head }, form, lastRow }
}

/** What one pass over the rows counts. */
interface Tally {
  rows: number
  readonly skipped: Record<Exclude<RowKind, 'data'>, number>
  hidden: { readonly first: number; readonly count: number } | null
}

function newTally({ height }: FoundHeader): Tally {
  const skipped = { blank: 0, title: 0, header: height, total: 0, note: 0 }
  return { rows: 0, skipped, hidden: null }
}

function told(
  { rows, skipped, hidden }: Tally,
  place: HeaderPlace,
  sheet: OpenSheet,
  header: FoundHeader,
): Pick<FormReading, 'rows' | 'skipped' | 'findings'> {
  const at = { file: place.file, sheet: sheet.name }
  const findings = [
    ...(sheet.state === 'visible' ? [] : [found('HK-SHEET-105', {}, at)]),
    ...(hidden === null
      ? []
      : [found('HK-SHEET-104', { count: hidden.count }, { ...at, row: hidden.first })]),
    ...hiddenColumns(place, sheet, header),
    ...unusedColumns(place, header),
    ...sheet.suspicious(),
  ]
  return { rows, skipped, findings }
}

/** Hidden columns that the header names. */
function hiddenColumns(
  { file }: HeaderPlace,
  sheet: OpenSheet,
  header: FoundHeader,
): readonly Finding[] {
  const columns = header.columns.flatMap(({ column, segments }) =>
    segments.length > 0 && sheet.hiddenColumns?.includes(columnName(column)) === true
      ? `${columnName(column)} ${segments.join(' ')}`
      : [],
  )
  const row = sheet.head[header.top]?.row ?? 0
  return columns.length === 0
    ? []
    : [found('HK-SHEET-107', { columns }, { file, sheet: sheet.name, row })]
}

function headerIndexes({ top, height }: FoundHeader): readonly number[] {
  return Array.from({ length: height }, (_, i) => top + i)
}

/** What rows are told apart and gathered by. */
interface Basis {
  readonly sheet: SheetTop
  readonly form: Form
  readonly header: FoundHeader
  readonly columns: FieldColumns
  readonly asides: readonly number[]
  readonly context: RowContext
  readonly stamped: readonly number[]
}

function basisOf(
  { sheet, form }: HeaderPlace,
  header: FoundHeader,
  { asides = () => false }: ReadFormOptions,
): Basis {
  const fields = header.columns.flatMap(({ column, guess }) =>
    guess ? [[column, guess.field] as const] : [],
  )
  const beside = header.columns.filter(({ segments }) => asides(segments.join(' ')))
  return {
    ...{ sheet, form, header },
    columns: new Map(fields),
    asides: beside.map(({ column }) => column),
    context: contextOf(sheet, form, header),
    stamped: readStamp(sheet)?.rows ?? [],
  }
}

function* recordsOf(rows: Iterable<SheetRow>, basis: Basis, tally: Tally): Generator<FormRecord> {
  const { header, sheet, form, columns, asides } = basis
  const gatherer = new RecordGatherer({ sheet: sheet.name, form, columns, asides })
  const mergesAt = mergesByRow(sheet.merges)
  let isAfterNote = false
  let index = -1
  for (const row of rows) {
    index += 1
    const merges = mergesAt(index)
    count(row, index, basis, tally)
    if (isHeader(index, header)) continue
    const kind = kindOf({ row, index, merges, isAfterNote }, basis)
    isAfterNote = kind === 'note' || (isAfterNote && kind === 'blank')
    if (kind !== 'data') tally.skipped[kind] += 1
    const ended = kind === 'data' ? gatherer.take(row, index, merges) : gatherer.pause()
    if (ended !== null) yield ended
    gatherer.under(headingOf(kind, row, index - header.top))
  }
  const last = gatherer.pause()
  if (last !== null) yield last
}

/** What a heading below the header says: its cells side by side, a merged text once. Null for any other row. */
function headingOf(kind: RowKind, { cells }: SheetRow, below: number): string | null {
  if (kind !== 'title' || below <= 0) return null
  return [...new Set(cells.filter((text) => text !== ''))].join(' ')
}

function isHeader(index: number, { top, height }: FoundHeader): boolean {
  return index >= top && index < top + height
}

function count(row: SheetRow, index: number, { stamped }: Basis, tally: Tally): void {
  tally.rows += 1
  if (!row.hidden || row.cells.length === 0 || stamped.includes(index)) return
  tally.hidden = { first: tally.hidden?.first ?? row.row, count: (tally.hidden?.count ?? 0) + 1 }
}

interface Seen {
  readonly row: SheetRow
  readonly index: number
  readonly merges: RowMerges
  /** True while the rows just above are notes. */
  readonly isAfterNote: boolean
}

/** A line on its own below a note goes on with it. */
function kindOf({ row, index, merges, isAfterNote }: Seen, basis: Basis): RowKind {
  if (index < basis.header.top) return rowKindAbove(row.cells)
  const own = ownValues(row, index, basis.columns, merges)
  const kind = rowKind({ texts: row.cells, own, mergeWidth: merges.width }, basis.context)
  if (!isAfterNote || (kind !== 'data' && kind !== 'title')) return kind
  const texts = new Set(row.cells.filter((text) => text !== ''))
  return texts.size === 1 ? 'note' : kind
}

function contextOf(sheet: SheetTop, form: Form, header: FoundHeader): RowContext {
  const grid = headerGrid(sheet)
  const titles = sheet.rows.slice(0, header.top).flatMap(({ cells }) => cells)
  return {
    headerRows: headerIndexes(header).map((index) => (grid[index] ?? []).map(squeeze)),
    titles: new Set(titles.map((text) => headerKey(text, { remarks: true })).filter(Boolean)),
    anchor: form.anchor,
    serial: form.fields.find(({ type }) => type === 'count')?.key ?? '',
  }
}

function ownValues(
  row: SheetRow,
  index: number,
  columns: FieldColumns,
  merges: RowMerges,
): ReadonlyMap<string, string> {
  const own = new Map<string, string>()
  for (const [column, field] of columns) {
    const text = row.cells[column] ?? ''
    if (text !== '' && merges.origin(column) === index) own.set(field, text)
  }
  return own
}

function firstUnit(above: readonly SheetRow[]): string | null {
  for (const { cells } of above) {
    const unit = unitOnLine(cells)
    if (unit !== null) return unit
  }
  return null
}
