import { cellAddress } from './address.js'
import {
  cellsOf,
  type GuideCell,
  type GuideLayout,
  type GuidePair,
  pairsIn,
} from './guide-pairs.js'
import { labelOf, smallTable } from './guide-words.js'
import { headerKey } from './header-text.js'
import type { RowMerges } from './merge-cursor.js'
import type { FormRecord, SheetRow } from './model.js'
import { rowKindAbove } from './row-kinds.js'

/** What became of a row. */
export type GuideRowKind = 'record' | 'blank' | 'title' | 'note'

interface Open {
  readonly rows: number[]
  readonly values: Record<string, string>
  readonly cells: Record<string, string>
  readonly lines: Record<string, string>[]
  readonly asides: string[]
  /** Names by which its fields were called. */
  readonly names: Map<string, string>
  readonly weak: Map<string, GuidePair>
}

/** A column of a small table in a guide. */
export interface GuideColumn {
  readonly field: string
  readonly text: string
  readonly at: string
}

/** What a guide is gathered by; rows above the index `top` hold no label. `onPair` and `onColumn` are told of every name. */
export interface GuideGathering {
  readonly layout: GuideLayout
  readonly top: number
  readonly sheet: string
  readonly anchor: string
  readonly onPair?: (pair: GuidePair, index: number) => void
  readonly onColumn?: (column: GuideColumn) => void
}

/** Gathers the rows of a guide into records: one for each time that its first label, or the anchor's, comes again. */
export class GuideGatherer {
  readonly #at: GuideGathering
  #open: Open = newRecord()
  #opener: string | null = null
  #table: ReadonlyMap<number, string> | null = null
  /** Values of the last row of labels, by their columns: what stands below goes on with them. */
  #last: ReadonlyMap<number, GuidePair> = new Map()

  constructor(at: GuideGathering) {
    this.#at = at
  }

  /** Takes a row; gives what it is, and the record that it ends. */
  take(
    row: SheetRow,
    index: number,
    merges: RowMerges,
  ): { readonly kind: GuideRowKind; readonly ended: FormRecord | null } {
    const cells = cellsOf(row, index, merges)
    if (cells.length === 0) return this.#aside('blank')
    if (index < this.#at.top) return this.#aside(rowKindAbove(row.cells))
    if (this.#goesOnInTable(cells, row)) return this.#kept(row)
    const table = smallTable(
      cells.filter(({ isOwn }) => isOwn),
      this.#at.layout.words,
    )
    if (table !== null) {
      this.#table = table
      for (const [column, field] of table)
        this.#at.onColumn?.({
          field,
          text: row.cells[column] ?? '',
          at: cellAddress(column, row.row),
        })
      return this.#kept(row)
    }
    return this.#takePairs(row, index, cells)
  }

  /** The last record. */
  end(): FormRecord | null {
    const { rows } = this.#open
    return rows.length === 0 ? null : this.#close()
  }

  #takePairs(
    row: SheetRow,
    index: number,
    cells: readonly GuideCell[],
  ): { readonly kind: GuideRowKind; readonly ended: FormRecord | null } {
    const pairs = pairsIn(cells, index, this.#at.layout)
    if (pairs.length === 0) return this.#goesOn(row, cells)
    this.#table = null
    const ended = this.#begins(pairs) ? this.#close() : null
    for (const pair of pairs) {
      this.#at.onPair?.(pair, index)
      this.#put(pair)
    }
    this.#opener ??= keyOf(pairs[0])
    this.#open.rows.push(row.row)
    this.#last = new Map(pairs.map((pair) => [pair.column, pair]))
    return { kind: 'record', ended }
  }

  #begins(pairs: readonly GuidePair[]): boolean {
    const { names, rows } = this.#open
    if (rows.length === 0) return false
    const known = names.get(this.#at.anchor)
    return pairs.some((pair) => {
      const key = keyOf(pair)
      return key === this.#opener || (pair.label.field === this.#at.anchor && key === known)
    })
  }

  #put(pair: GuidePair): void {
    const { values, cells, names, weak, asides } = this.#open
    const { field, isWeak } = pair.label
    if (this.#at.layout.words.asides(pair.name)) asides.push(pair.value)
    if (field === null || (values[field] ?? '') !== '') return
    if (isWeak) {
      weak.set(field, pair)
      return
    }
    values[field] = pair.value
    cells[field] = pair.cell
    names.set(field, keyOf(pair))
  }

  /** A row without a label: more of the value above, a heading, or something that is no field. */
  #goesOn(
    row: SheetRow,
    cells: readonly GuideCell[],
  ): { readonly kind: GuideRowKind; readonly ended: FormRecord | null } {
    const own = cells.filter(({ isOwn }) => isOwn)
    if (own.length > 0 && own.every(({ column }) => column > 0 && this.#last.has(column))) {
      for (const { column, text } of own) this.#append(this.#last.get(column), text)
      return this.#kept(row)
    }
    this.#last = new Map()
    this.#table = null
    if (new Set(cells.map(({ text }) => text)).size === 1)
      return this.#aside(rowKindAbove(row.cells))
    return this.#kept(row)
  }

  #append(pair: GuidePair | undefined, text: string): void {
    const { values, cells } = this.#open
    const field = pair?.label.field ?? null
    if (pair === undefined || field === null || cells[field] !== pair.cell) return
    values[field] = [values[field], text].filter(Boolean).join('\n')
  }

  #goesOnInTable(cells: readonly GuideCell[], { cells: texts, row }: SheetRow): boolean {
    const table = this.#table
    if (table === null) return false
    const { words } = this.#at.layout
    const own = cells.filter(({ isOwn }) => isOwn)
    const said = [...table].flatMap(([column, field]) => {
      const text = texts[column] ?? ''
      return text === '' ? [] : { column, field, text }
    })
    const isOther = said.length === 0 || own.some(({ text }) => labelOf(text, null, words) !== null)
    if (isOther) return false
    const { values, cells: places, lines } = this.#open
    for (const { column, field, text } of said) {
      if (!own.some((cell) => cell.column === column)) continue
      if ((values[field] ?? '') === '') places[field] = cellAddress(column, row)
      values[field] = [values[field], text].filter(Boolean).join('\n')
    }
    if (said.some(({ field }) => words.lines.has(field)))
      lines.push(Object.fromEntries(said.map(({ field, text }) => [field, text])))
    return true
  }

  #kept(row: SheetRow): { readonly kind: GuideRowKind; readonly ended: null } {
    this.#open.rows.push(row.row)
    return { kind: 'record', ended: null }
  }

  #aside(kind: GuideRowKind): { readonly kind: GuideRowKind; readonly ended: null } {
    if (kind !== 'blank') this.#last = new Map()
    this.#table = null
    return { kind, ended: null }
  }

  #close(): FormRecord {
    const { rows, values, cells, lines, asides, weak } = this.#open
    for (const [field, pair] of weak) {
      if ((values[field] ?? '') !== '') continue
      values[field] = pair.value
      cells[field] = pair.cell
    }
    this.#open = newRecord()
    this.#last = new Map()
    this.#table = null
    const record = { sheet: this.#at.sheet, row: rows[0] ?? 0, rows, values, cells, upright: true }
    return {
      ...record,
      ...(lines.length > 1 ? { lines } : {}),
      ...(asides.length > 0 ? { asides } : {}),
    }
  }
}

function newRecord(): Open {
  const own = { rows: [], values: {}, cells: {}, lines: [], asides: [] }
  return { ...own, names: new Map(), weak: new Map() }
}

function keyOf(pair: GuidePair | undefined): string {
  return headerKey(pair?.name ?? '', { remarks: true })
}
