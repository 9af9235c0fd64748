import { RecordGatherer } from './gather-records.js'
import { headerKey } from './header-text.js'
import { mergesByRow, type RowMerges } from './merge-cursor.js'
import type { FormRecord, SheetRow } from './model.js'
import { kindOf, type RowBasis } from './row-basis.js'
import type { RowKind } from './row-kinds.js'
import { basisBelow } from './second-header.js'
import { tickReader } from './ticks.js'

/** What one pass over the rows counts. */
export interface RowTally {
  rows: number
  readonly skipped: Record<Exclude<RowKind, 'data'>, number>
  hidden: { readonly first: number; readonly count: number } | null
}

/** A tally before the first row; a header counts as soon as it is found. */
export function newTally({ height }: RowBasis['header']): RowTally {
  const skipped = { blank: 0, title: 0, header: height, total: 0, note: 0 }
  return { rows: 0, skipped, hidden: null }
}

/** The records in the rows of a sheet, counting as they go. HK-SHEET-036 where a table of another kind begins. */
export function* recordsOf(
  rows: Iterable<SheetRow>,
  basis: RowBasis,
  tally: RowTally,
): Generator<FormRecord> {
  const follower = new RowFollower(basis, tally)
  const mergesAt = mergesByRow(basis.sheet.merges)
  let index = -1
  for (const row of rows) {
    index += 1
    const ended = follower.take(row, index, mergesAt(index))
    if (ended !== null) yield ended
  }
  const last = follower.end()
  if (last !== null) yield last
}

/** Takes the rows of a sheet one by one and gives the records that they end. */
class RowFollower {
  readonly #tally: RowTally
  #basis: RowBasis
  #gatherer: RecordGatherer
  #ticked: (row: SheetRow) => SheetRow
  #isAfterNote = false

  constructor(basis: RowBasis, tally: RowTally) {
    this.#tally = tally
    this.#basis = basis
    this.#gatherer = gathererOf(basis)
    this.#ticked = tickReader(basis.header.columns)
  }

  take(row: SheetRow, index: number, merges: RowMerges): FormRecord | null {
    const { header } = this.#basis
    countRow(row, this.#tally, this.#basis.stamped.includes(index))
    if (index >= header.top && index < header.top + header.height) return null
    const below = index < header.top ? null : basisBelow(this.#basis, row)
    if (below !== null) return this.#goOn(below)
    const kind = kindOf({ row, index, merges, isAfterNote: this.#isAfterNote }, this.#basis)
    this.#isAfterNote = kind === 'note' || (this.#isAfterNote && kind === 'blank')
    if (kind !== 'data') this.#tally.skipped[kind] += 1
    if (kind === 'data') return this.#gatherer.take(this.#ticked(row), index, merges)
    if (kind === 'header' || (kind === 'title' && isOfPage(row, this.#basis))) return null
    const ended = this.#gatherer.pause()
    this.#gatherer.under(headingOf(kind, row, index - header.top))
    return ended
  }

  end(): FormRecord | null {
    return this.#gatherer.pause()
  }

  /** A header of another order: what follows is read by it. */
  #goOn(basis: RowBasis): FormRecord | null {
    const ended = this.#gatherer.pause()
    this.#tally.skipped.header += 1
    this.#isAfterNote = false
    this.#basis = basis
    this.#gatherer = gathererOf(basis)
    this.#ticked = tickReader(basis.header.columns)
    return ended
  }
}

const PAGE = /^(?:第\s*[\d一二三四五六七八九十]+\s*页.*|.*[(（]\s*[续接].*[)）]|.*续表)$/su

/** Whether a title is only printed again on every page: a record may go on below it. */
function isOfPage({ cells }: SheetRow, { context }: RowBasis): boolean {
  const [text = ''] = cells.filter((cell) => cell !== '')
  return PAGE.test(text.trim()) || context.titles.has(headerKey(text, { remarks: true }))
}

function gathererOf({ sheet, form, columns, asides }: RowBasis): RecordGatherer {
  return new RecordGatherer({ sheet: sheet.name, form, columns, asides })
}

/** What a heading below the header says: its cells side by side, a merged text once. Null for any other row. */
function headingOf(kind: RowKind, { cells }: SheetRow, below: number): string | null {
  if (kind !== 'title' || below <= 0) return null
  return [...new Set(cells.filter((text) => text !== ''))].join(' ')
}

/** Counts a row, and a hidden one that is not of our own making. */
export function countRow(row: SheetRow, tally: RowTally, isOurs = false): void {
  tally.rows += 1
  if (!row.hidden || row.cells.length === 0 || isOurs) return
  tally.hidden = { first: tally.hidden?.first ?? row.row, count: (tally.hidden?.count ?? 0) + 1 }
}
