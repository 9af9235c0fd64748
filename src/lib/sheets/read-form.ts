import { type Finding, found } from '../errors/index.js'
import {
  type ColumnChoices,
  chooseColumns,
  headerMatches,
  unusedColumns,
} from './choose-columns.js'
import type { FoundHeader } from './find-header.js'
import { readStamp } from './form-stamp.js'
import { type FieldColumns, RecordGatherer } from './gather-records.js'
import { headerGrid } from './header-grid.js'
import { headerKey } from './header-text.js'
import { indexMerges, type MergeIndex } from './merge-index.js'
import type { Book, Form, FormReading, Sheet, SheetRow, SkippedRows } from './model.js'
import { type RowContext, type RowKind, rowKind, rowKindAbove, squeeze } from './row-kinds.js'
import { unitOnLine } from './unit-line.js'

/** Overrides for one sheet: where the header stands, what a column means. */
export type ReadFormOptions = ColumnChoices

/**
 * Reads one sheet of a book as a form: header found, columns matched, rows gathered into records with the address of
 * every value. rows = Σ records[].rows.length + Σ skipped. Errors HK-SHEET-030 to 035 name the candidates.
 */
export function readForm(
  book: Book,
  sheet: Sheet,
  form: Form,
  options: ReadFormOptions = {},
): FormReading {
  const place = { file: book.file, sheet, form }
  const header = chooseColumns(place, options)
  const body = readBody(sheet, form, header)
  const above = sheet.rows.slice(0, header.top)
  return {
    form: form.id,
    unit: firstUnit(above),
    header: headerMatches(place, header),
    headerRows: headerIndexes(header).map((index) => sheet.rows[index]?.row ?? 0),
    records: body.records,
    rows: sheet.rows.length,
    skipped: body.skipped,
    findings: [
      ...hiddenFindings(book, sheet),
      ...unusedColumns(place, header),
      ...sheet.suspicious,
    ],
  }
}

function headerIndexes({ top, height }: FoundHeader): readonly number[] {
  return Array.from({ length: height }, (_, i) => top + i)
}

function readBody(sheet: Sheet, form: Form, header: FoundHeader) {
  const columns: FieldColumns = new Map(
    header.columns.flatMap(({ column, guess }) => (guess ? [[column, guess.field] as const] : [])),
  )
  const merges = indexMerges(sheet)
  const gatherer = new RecordGatherer({ sheet, form, columns, merges })
  const context = contextOf(sheet, form, header)
  const skipped = { blank: 0, title: 0, header: header.height, total: 0, note: 0 }
  let notes = false
  for (const [index, row] of sheet.rows.entries()) {
    if (index >= header.top && index < header.top + header.height) continue
    const own = ownValues(row, index, columns, merges)
    const kind: RowKind =
      index < header.top
        ? rowKindAbove(row.cells)
        : kindBelow({ row, own, notes, width: merges.width(index) }, context)
    notes = kind === 'note' || (notes && kind === 'blank')
    if (kind === 'data') gatherer.take(row, index)
    else gatherer.pause()
    if (kind !== 'data') skipped[kind] += 1
  }
  return { records: gatherer.finish(), skipped: skipped satisfies SkippedRows }
}

interface Below {
  readonly row: SheetRow
  readonly own: ReadonlyMap<string, string>
  /** True while the rows just above are notes. */
  readonly notes: boolean
  readonly width: number
}

/** A line on its own below a note goes on with it. */
function kindBelow({ row, own, notes, width }: Below, context: RowContext): RowKind {
  const kind = rowKind({ texts: row.cells, own, mergeWidth: width }, context)
  const alone = new Set(row.cells.filter((text) => text !== '')).size === 1
  return notes && alone && (kind === 'data' || kind === 'title') ? 'note' : kind
}

function contextOf(sheet: Sheet, form: Form, header: FoundHeader): RowContext {
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
  merges: MergeIndex,
): ReadonlyMap<string, string> {
  const own = new Map<string, string>()
  for (const [column, field] of columns) {
    const text = row.cells[column] ?? ''
    if (text !== '' && merges.origin(index, column) === index) own.set(field, text)
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

function hiddenFindings({ file }: Book, sheet: Sheet): readonly Finding[] {
  const place = { file, sheet: sheet.name }
  const own = readStamp(sheet)?.rows ?? []
  const hidden = sheet.rows.filter(
    (row, index) => row.hidden && row.cells.length > 0 && !own.includes(index),
  )
  const rows = hidden[0]
  return [
    ...(sheet.state === 'visible' ? [] : [found('HK-SHEET-105', {}, place)]),
    ...(rows === undefined
      ? []
      : [found('HK-SHEET-104', { count: hidden.length }, { ...place, row: rows.row })]),
  ]
}
