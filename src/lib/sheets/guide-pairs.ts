import { cellAddress, parseRange } from './address.js'
import {
  type GuideWords,
  inlinePair,
  type Label,
  labelOf,
  smallTable,
  strangeLabel,
} from './guide-words.js'
import type { RowMerges } from './merge-cursor.js'
import type { SheetRow } from './model.js'

/** A cell with a text of its own, or filled by a merge from above. */
export interface GuideCell {
  readonly column: number
  readonly text: string
  readonly isOwn: boolean
}

/** A label with what stands beside it; `cell` is where the value stands, or would. */
export interface GuidePair {
  readonly label: Label
  readonly name: string
  readonly at: string
  readonly value: string
  readonly cell: string
  readonly column: number
}

/** How the labels of one sheet are told. */
export interface GuideLayout {
  readonly words: GuideWords
  /** Columns in which names stand. */
  readonly columns: ReadonlySet<number>
  /** Fields that are named outright somewhere. */
  readonly taken: ReadonlySet<string>
  /** Last column of each merged cell, by its upper left corner. */
  readonly edges: ReadonlyMap<string, number>
}

/** The filled cells of a row. */
export function cellsOf(
  { cells }: SheetRow,
  index: number,
  merges: RowMerges,
): readonly GuideCell[] {
  return cells.flatMap((text, column) =>
    text === '' ? [] : { column, text, isOwn: merges.origin(column) === index },
  )
}

/** Last columns of merged cells. */
export function edgesOf(merges: readonly string[]): ReadonlyMap<string, number> {
  return new Map(
    merges.flatMap((name) => {
      const range = parseRange(name)
      return range === null ? [] : [[`${range.top}:${range.left}`, range.right] as const]
    }),
  )
}

/** The labels of a row with their values, from left to right. */
export function pairsIn(
  cells: readonly GuideCell[],
  index: number,
  layout: GuideLayout,
): readonly GuidePair[] {
  if (smallTable(cells, layout.words) !== null) return []
  const pairs: GuidePair[] = []
  let heading: string | null = null
  for (let at = 0; at < cells.length; at += 1) {
    const found = pairAt(cells, at, { index, heading }, layout)
    if (found === null && pairs.length === 0) heading = cells[at]?.text ?? null
    if (found === null) continue
    pairs.push(found.pair)
    if (found.tookNext) at += 1
  }
  return pairs
}

interface LabelPlace {
  readonly index: number
  readonly heading: string | null
}

function pairAt(
  cells: readonly GuideCell[],
  at: number,
  { index, heading }: LabelPlace,
  layout: GuideLayout,
): { readonly pair: GuidePair; readonly tookNext: boolean } | null {
  const [cell, next] = cells.slice(at, at + 2)
  if (cell?.isOwn !== true) return null
  const label = labelAt(cell, next, heading, layout)
  if (label !== null) {
    const tookNext = next !== undefined && !names(next, cell.text, layout)
    return { pair: pairOf(cell, label, tookNext ? next : undefined, index, layout), tookNext }
  }
  const inline = inlinePair(cell.text, layout.words)
  if (inline === null) return null
  const place = cellAddress(cell.column, index + 1)
  return { pair: { ...inline, at: place, cell: place, column: cell.column }, tookNext: false }
}

function labelAt(
  { column, text }: GuideCell,
  next: GuideCell | undefined,
  heading: string | null,
  { words, columns, taken }: GuideLayout,
): Label | null {
  const label = labelOf(text, heading, words)
  if (label !== null) return label
  if (!columns.has(column) || next === undefined || columns.has(next.column)) return null
  return strangeLabel(text, words, taken)
}

/** Whether a cell is a label itself and no value. */
function names({ text, isOwn }: GuideCell, heading: string, { words }: GuideLayout): boolean {
  return isOwn && labelOf(text, heading, words) !== null
}

function pairOf(
  { column, text }: GuideCell,
  label: Label,
  value: GuideCell | undefined,
  index: number,
  { edges }: GuideLayout,
): GuidePair {
  const beside = (edges.get(`${index}:${column}`) ?? column) + 1
  const to = value?.column ?? beside
  return {
    ...{ label, name: text, at: cellAddress(column, index + 1) },
    ...{ value: value?.text ?? '', cell: cellAddress(to, index + 1), column: to },
  }
}
