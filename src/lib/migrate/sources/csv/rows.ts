import type { Rows } from '../model.js'

const FIRST = 1 << 14

/** Records of a text by the offsets of their fields: a row is cut out when somebody asks for it. */
export class TextRows implements Rows {
  length = 0
  /** Of every field its beginning and its end. */
  #cuts = new Int32Array(FIRST)
  #used = 0
  /** Where the fields of each record begin among the cuts; one more than there are records. */
  #starts = new Int32Array(FIRST)
  /** Records that are no plain stretches of the text. */
  readonly #odd = new Map<number, readonly string[]>()
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  /** A field of the record that is being cut. */
  cut(from: number, end: number): void {
    if (this.#used + 2 > this.#cuts.length) this.#cuts = grown(this.#cuts)
    this.#cuts[this.#used] = from
    this.#cuts[this.#used + 1] = end
    this.#used += 2
  }

  /** The record is complete; `odd` gives its fields where cuts cannot. */
  commit(odd?: readonly string[]): void {
    if (odd !== undefined) this.#odd.set(this.length, odd)
    this.length += 1
    if (this.length === this.#starts.length) this.#starts = grown(this.#starts)
    this.#starts[this.length] = this.#used
  }

  /** The record that is being cut is none. */
  drop(): void {
    this.#used = this.#starts[this.length] ?? 0
  }

  /** How many fields the record that is being cut has. */
  get open(): number {
    return (this.#used - (this.#starts[this.length] ?? 0)) / 2
  }

  /** The fields of the record that is being cut. */
  openFields(): readonly string[] {
    return this.#fields(this.#starts[this.length] ?? 0, this.open)
  }

  at(index: number): readonly string[] | undefined {
    if (index < 0 || index >= this.length) return undefined
    const odd = this.#odd.size === 0 ? undefined : this.#odd.get(index)
    if (odd !== undefined) return odd
    const begin = this.#starts[index] ?? 0
    return this.#fields(begin, ((this.#starts[index + 1] ?? 0) - begin) / 2)
  }

  #fields(begin: number, count: number): readonly string[] {
    const row = new Array<string>(count)
    for (let at = 0; at < count; at += 1) {
      row[at] = this.#text.slice(this.#cuts[begin + 2 * at], this.#cuts[begin + 2 * at + 1])
    }
    return row
  }

  *[Symbol.iterator](): Iterator<readonly string[]> {
    for (let index = 0; index < this.length; index += 1) yield this.at(index) ?? []
  }
}

function grown(full: Int32Array): Int32Array<ArrayBuffer> {
  const more = new Int32Array(full.length * 2)
  more.set(full)
  return more
}
