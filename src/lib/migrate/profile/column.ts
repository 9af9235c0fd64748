import { rowHash } from '../mapping/hash.js'
import type { Cell } from '../sources/index.js'
import { type Content, type ContentKit, contentOf, dayOf } from './content.js'
import { type Hashes, Sketch, Uniqueness } from './distinct.js'
import type { ColumnProfile } from './model.js'
import { shapeOf, Tallies } from './shape.js'
import { SignCounts } from './sign-counts.js'

const SHAPES = 64
/** Columns with more values than this show none of them: they may be people. */
const VALUES = 30

/** Watches one column go by. What it keeps does not grow with the rows. */
export class ColumnWatch {
  #nulls = 0
  #rows = 0
  #longest = 0
  #bytes = 0
  readonly #unique = new Uniqueness()
  readonly #sketch = new Sketch()
  readonly #shapes = new Tallies(SHAPES)
  readonly #values = new Tallies(VALUES + 1)
  readonly #numbers = new Ends<number>()
  readonly #days = new Ends<string>()
  readonly #signs = new SignCounts()

  add(cell: Cell, place: () => string): void {
    this.#rows += 1
    if (cell instanceof Uint8Array) {
      this.#bytes += 1
      this.#longest = Math.max(this.#longest, cell.length)
      return
    }
    const text = cell === null ? '' : String(cell)
    if (text.trim() === '') {
      this.#nulls += 1
      return
    }
    this.#addText(text)
    this.#signs.add(text, place)
  }

  #addText(text: string): void {
    const hash = rowHash([text])
    this.#unique.add(hash)
    this.#sketch.add(hash, text)
    this.#shapes.add(shapeOf(text))
    this.#values.add(text)
    this.#longest = Math.max(this.#longest, text.length)
    if (/^[+-]?\d[\d,]{0,40}(?:\.\d+)?$/.test(text)) {
      this.#numbers.add(Number(text.replaceAll(',', '')), text)
    }
    if (/^(?:1[89]|20)\d\d[-/.年]?\d/.test(text)) this.#addDay(text)
  }

  #addDay(text: string): void {
    const day = dayOf(text)
    if (day !== null) this.#days.add(day, day)
  }

  /** What it held, once all rows have gone by; nothing is said of what it means. */
  profile(name: string, type: string, kit: ContentKit): ColumnProfile {
    const { count: distinct, isExact } = this.#sketch.distinct
    const content: Content = this.#bytes > 0 ? 'bytes' : contentOf(this.#sketch.sample, kit)
    const ends = this.#ends(content)
    const isFew = distinct <= VALUES && content !== 'id-number' && content !== 'phone'
    return {
      ...{ name, type, nulls: this.#nulls, distinct, isExact, ...ends },
      repeats: this.#bytes > 0 ? null : this.#unique.repeats,
      ...{ longest: this.#longest, content, shapes: this.#shapes.top(3) },
      values: isFew && this.#rows >= 2 * distinct ? this.#values.top(VALUES) : [],
      signs: this.#signs.list(),
      meaning: null,
    }
  }

  #ends(content: Content): { min: string; max: string } {
    if (content === 'date') return this.#days.shown()
    return content === 'integer' || content === 'decimal' || content === 'region'
      ? this.#numbers.shown()
      : { min: '', max: '' }
  }

  hashes(): Hashes {
    return this.#sketch.hashes()
  }
}

/** The least and the greatest of what came, as it was written. */
class Ends<T extends number | string> {
  #min: { value: T; text: string } | null = null
  #max: { value: T; text: string } | null = null

  add(value: T, text: string): void {
    if (this.#min === null || value < this.#min.value) this.#min = { value, text }
    if (this.#max === null || value > this.#max.value) this.#max = { value, text }
  }

  shown(): { min: string; max: string } {
    return { min: this.#min?.text ?? '', max: this.#max?.text ?? '' }
  }
}
