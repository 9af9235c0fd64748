import { BETWEEN, NOTHING, rowHash } from '../mapping/hash.js'
import type { Cell } from '../sources/index.js'
import { textHash } from '../text-hash.js'

/** A row with its key as one text, or as it is when there are bytes in it. */
type PackedRow = string | { readonly key: string; readonly values: readonly Cell[] }

/** Rows with their keys on their way between threads: one text for a row, for each text that goes over costs by itself. */
export interface PackedRows {
  readonly rows: readonly PackedRow[]
  /** `rowHash` of each row. */
  readonly hashes: Float64Array
  /** How many values a row has; its key stands behind them. */
  readonly width: number
  /** Of every value and key its end in the text of its row, times `KINDS`, and its kind. */
  readonly ends: Uint32Array
}

const KINDS = 3
const TEXT = 0
const NUMBER = 1
const EMPTY = 2

/** Packs rows one by one. */
export class RowPacker {
  readonly #width: number
  readonly #rows: PackedRow[] = []
  readonly #hashes: number[] = []
  #ends: Uint32Array
  /** Texts of the row that is being packed, its key behind its values. */
  readonly #texts: string[] = []

  /** `width` is how many values a row has, `rows` how many there are at most. */
  constructor(width: number, rows: number) {
    this.#width = width
    this.#ends = new Uint32Array(rows * (width + 1))
  }

  add(key: string, values: readonly Cell[]): void {
    const end = this.#lay(key, values)
    const text = end < 0 ? '' : this.#texts.join(BETWEEN)
    this.#hashes.push(end < 0 ? rowHash(values) : textHash(text, 0, end))
    this.#rows.push(end < 0 ? { key, values } : text)
  }

  /** Lays out the row's texts and notes their ends; gives the end of the last value, -1 when there are bytes in the row. */
  #lay(key: string, values: readonly Cell[]): number {
    const first = this.#rows.length * (this.#width + 1)
    let [at, hasBytes] = [0, false]
    for (let index = 0; index < this.#width; index += 1) {
      const value = values[index] ?? null
      const text = textOf(value)
      hasBytes ||= typeof value === 'object' && value !== null
      this.#texts[index] = text
      this.#ends[first + index] = (at + text.length) * KINDS + kindOf(value)
      at += text.length + BETWEEN.length
    }
    this.#texts[this.#width] = key
    this.#ends[first + this.#width] = (at + key.length) * KINDS + TEXT
    return hasBytes ? -1 : at - BETWEEN.length
  }

  packed(): PackedRows {
    const { length } = this.#rows
    return {
      ...{ rows: this.#rows, hashes: new Float64Array(this.#hashes), width: this.#width },
      ends: this.#ends.slice(0, length * (this.#width + 1)),
    }
  }
}

/** The key of a row. */
export function keyAt({ rows, width, ends }: PackedRows, index: number): string {
  const row = rows[index] ?? ''
  return typeof row === 'string' ? String(valueIn(row, ends, index * (width + 1), width)) : row.key
}

/** The values of a row. */
export function valuesAt({ rows, width, ends }: PackedRows, index: number): readonly Cell[] {
  const row = rows[index] ?? ''
  if (typeof row !== 'string') return row.values
  const values = new Array<Cell>(width)
  const first = index * (width + 1)
  for (let at = 0; at < width; at += 1) values[at] = valueIn(row, ends, first, at)
  return values
}

/** A value of the row whose ends begin at `first`. */
function valueIn(row: string, ends: Uint32Array, first: number, at: number): Cell {
  const end = ends[first + at] ?? 0
  const kind = end % KINDS
  if (kind === EMPTY) return null
  const from = at === 0 ? 0 : Math.floor((ends[first + at - 1] ?? 0) / KINDS) + BETWEEN.length
  const text = row.slice(from, Math.floor(end / KINDS))
  return kind === NUMBER ? Number(text) : text
}

function textOf(value: Cell): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  return value === null ? NOTHING : ''
}

function kindOf(value: Cell): number {
  if (typeof value === 'string') return TEXT
  return value === null ? EMPTY : NUMBER
}
