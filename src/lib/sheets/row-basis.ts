import type { HeaderPlace } from './choose-columns.js'
import type { FoundHeader } from './find-header.js'
import { readStamp } from './form-stamp.js'
import type { FieldColumns } from './gather-records.js'
import { headerGrid } from './header-grid.js'
import { headerKey } from './header-text.js'
import type { RowMerges } from './merge-cursor.js'
import type { Form, SheetRow, SheetTop } from './model.js'
import { type RowContext, type RowKind, rowKind, rowKindAbove, squeeze } from './row-kinds.js'

/** What rows are told apart and gathered by. */
export interface RowBasis {
  readonly file: string
  readonly sheet: SheetTop
  readonly form: Form
  readonly header: FoundHeader
  readonly columns: FieldColumns
  readonly asides: readonly number[]
  readonly context: RowContext
  readonly stamped: readonly number[]
}

/** The basis that a header gives; `asides` are headers of columns to give along. */
export function basisOf(
  { file, sheet, form }: HeaderPlace,
  header: FoundHeader,
  asides: (header: string) => boolean,
): RowBasis {
  const fields = header.columns.flatMap(({ column, guess }) =>
    guess ? [[column, guess.field] as const] : [],
  )
  const beside = header.columns.filter(({ segments }) => asides(segments.join(' ')))
  return {
    ...{ file, sheet, form, header },
    columns: new Map(fields),
    asides: beside.map(({ column }) => column),
    context: contextOf(sheet, form, header),
    stamped: readStamp(sheet)?.rows ?? [],
  }
}

/** Indexes of the rows that a header takes. */
export function headerIndexes({ top, height }: FoundHeader): readonly number[] {
  return Array.from({ length: height }, (_, i) => top + i)
}

/** A row with what is known of its place. */
export interface SeenRow {
  readonly row: SheetRow
  readonly index: number
  readonly merges: RowMerges
  /** True while the rows just above are notes. */
  readonly isAfterNote: boolean
}

/** What a row is. A line on its own below a note goes on with it. */
export function kindOf({ row, index, merges, isAfterNote }: SeenRow, basis: RowBasis): RowKind {
  if (index < basis.header.top) return rowKindAbove(row.cells)
  const own = ownValues(row, index, basis.columns, merges)
  const kind = rowKind({ texts: row.cells, own, mergeWidth: merges.width }, basis.context)
  if (!isAfterNote || (kind !== 'data' && kind !== 'title')) return kind
  const texts = new Set(row.cells.filter((text) => text !== ''))
  return texts.size === 1 ? 'note' : kind
}

function contextOf(sheet: SheetTop, form: Form, header: FoundHeader): RowContext {
  const grid = headerGrid(sheet)
  const serial = form.fields.find(({ type }) => type === 'count')?.key ?? ''
  const titles = sheet.rows.slice(0, header.top).flatMap(({ cells }) => cells)
  return {
    headerRows: headerIndexes(header).map((index) => (grid[index] ?? []).map(squeeze)),
    titles: new Set(titles.map((text) => headerKey(text, { remarks: true })).filter(Boolean)),
    anchor: form.anchor,
    serial,
    serialAt: header.columns.find(({ guess }) => guess?.field === serial)?.column ?? null,
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
