import { rowHash } from '../mapping/hash.js'
import type { Cell } from '../sources/index.js'
import { BETWEEN, BLANK } from '../targets/model.js'
import { textHash } from '../text-hash.js'

/** Rows with their keys on their way between threads: one text for all of them, for each text that goes over costs by itself. */
export interface PackedRows {
  /** All values with `BETWEEN` between them: nothing stands for an empty one, `BLANK` for an empty text. */
  readonly text: string
  /** Of every value where it begins in the text, times `KINDS`, and its kind; the last says where the text ends. */
  readonly starts: Uint32Array
  /** How many values a row has. */
  readonly width: number
  /** Rows that are not in the text: there are bytes in them, or more letters than belong there. */
  readonly apart: ReadonlyMap<number, readonly Cell[]>
  readonly keys: string
  /** Of every key where it begins; the last says where they end. */
  readonly keyStarts: Uint32Array
  readonly count: number
}

const KINDS = 4
const TEXT = 0
const NUMBER = 1
const NOTHING = 2
const NO_LETTERS = 3
/** Not in the text at all. */
const BYTES = 4

/** Letters of a row that goes with the others: a batch of such rows stays far below the longest text that there can be. */
const LONG = 16_384

/** Packs rows one by one. */
export class RowPacker {
  readonly #width: number
  readonly #rows: string[] = []
  /** Texts of the row that is being packed. */
  readonly #texts: string[] = []
  readonly #starts: Uint32Array
  readonly #apart = new Map<number, readonly Cell[]>()
  readonly #keys: string[] = []
  readonly #keyStarts: Uint32Array
  #at = 0
  #keysAt = 0

  /** `width` is how many values a row has, `rows` how many there are at most. */
  constructor(width: number, rows: number) {
    this.#width = width
    this.#starts = new Uint32Array(rows * width + 1)
    this.#keyStarts = new Uint32Array(rows + 1)
  }

  add(key: string, values: readonly Cell[]): void {
    const index = this.#keys.length
    const first = index * this.#width
    const end = this.#lay(first, values)
    if (end - this.#at <= LONG) {
      this.#rows.push(this.#texts.join(BETWEEN))
      this.#at = end
    } else this.#apart.set(index, values)
    this.#starts[first + this.#width] = this.#at * KINDS
    this.#keys.push(key)
    this.#keysAt += key.length
    this.#keyStarts[index + 1] = this.#keysAt
  }

  /** Lays out the row's texts; gives where the next row would begin, nowhere when there are bytes in this one. */
  #lay(first: number, values: readonly Cell[]): number {
    let at = this.#at
    for (let column = 0; column < this.#width; column += 1) {
      const value = values[column] ?? null
      const kind = kindOf(value)
      if (kind === BYTES) return Number.POSITIVE_INFINITY
      const text = textOf(value)
      this.#texts[column] = text
      this.#starts[first + column] = at * KINDS + kind
      at += text.length + BETWEEN.length
    }
    return at
  }

  packed(): PackedRows {
    const { length } = this.#keys
    return {
      ...{
        text: this.#rows.join(BETWEEN),
        starts: this.#starts.slice(0, length * this.#width + 1),
      },
      ...{ width: this.#width, apart: this.#apart, keys: this.#keys.join('') },
      keyStarts: this.#keyStarts.slice(0, length + 1),
      count: length,
    }
  }
}

/** A row of a batch: what is asked of it is cut out of the text then, for most rows need little. */
export class PackedRow {
  readonly #rows: PackedRows
  #hash: number | null = null
  readonly index: number
  readonly key: string

  constructor(rows: PackedRows, index: number) {
    this.#rows = rows
    this.index = index
    this.key = rows.keys.slice(rows.keyStarts[index], rows.keyStarts[index + 1])
  }

  /** `rowHash` of its values. */
  get hash(): number {
    this.#hash ??= this.#hashed()
    return this.#hash
  }

  #hashed(): number {
    const { text, width, apart } = this.#rows
    const aside = apart.get(this.index)
    if (aside !== undefined) return rowHash(aside)
    const first = this.index * width
    return textHash(text, this.#start(first), this.#start(first + width) - BETWEEN.length)
  }

  /** Its values as they stand in the text of the batch; null when they do not. */
  get text(): string | null {
    const { text, width, apart } = this.#rows
    if (apart.has(this.index)) return null
    const first = this.index * width
    return text.slice(this.#start(first), this.#start(first + width) - BETWEEN.length)
  }

  get values(): readonly Cell[] {
    const { width } = this.#rows
    const values = new Array<Cell>(width)
    for (let at = 0; at < width; at += 1) values[at] = this.value(at)
    return values
  }

  /** One of its values. */
  value(at: number): Cell {
    const { text, starts, width, apart } = this.#rows
    const aside = apart.get(this.index)
    if (aside !== undefined) return aside[at] ?? null
    const place = this.index * width + at
    const kind = (starts[place] ?? 0) % KINDS
    if (kind === NOTHING) return null
    if (kind === NO_LETTERS) return ''
    const cell = text.slice(this.#start(place), this.#start(place + 1) - BETWEEN.length)
    return kind === NUMBER ? Number(cell) : cell
  }

  #start(place: number): number {
    return Math.floor((this.#rows.starts[place] ?? 0) / KINDS)
  }
}

function kindOf(value: Cell): number {
  if (typeof value === 'string') return value === '' ? NO_LETTERS : TEXT
  if (value === null) return NOTHING
  return typeof value === 'number' ? NUMBER : BYTES
}

/** A value as it stands in the text. */
function textOf(value: Cell): string {
  if (typeof value === 'string') return value === '' ? BLANK : value
  return value === null ? '' : String(value)
}
