/** How many different values a column has: exact while they fit, else estimated; and some of them, chosen by chance of their hash. */
export interface Distinct {
  readonly count: number
  readonly isExact: boolean
}

const KEPT = 512

/**
 * The least hashes of a column (k minimum values, Bar-Yossef et al. 2002): the same values give the same sketch in any order,
 * two sketches tell how much of one column is in another. Memory does not grow with the rows; the estimate is within some 5 %.
 */
export class Sketch {
  #kept = new Map<number, string>()
  #threshold = Number.POSITIVE_INFINITY

  add(hash: number, text: string): void {
    if (hash >= this.#threshold || this.#kept.has(hash)) return
    this.#kept.set(hash, text.length > 64 ? text.slice(0, 64) : text)
    if (this.#kept.size >= 2 * KEPT) this.#prune()
  }

  #prune(): void {
    const least = [...this.#kept].sort(([a], [b]) => a - b).slice(0, KEPT)
    this.#threshold = least.at(-1)?.[0] ?? 0
    this.#kept = new Map(least)
  }

  /** How many different values were added. */
  get distinct(): Distinct {
    if (this.#threshold === Number.POSITIVE_INFINITY)
      return { count: this.#kept.size, isExact: true }
    this.#prune()
    return { count: Math.round((KEPT - 1) * (HASHES / this.#threshold)), isExact: false }
  }

  /** Some of the values, no matter how often each occurs. */
  get sample(): readonly string[] {
    return [...this.#kept.values()]
  }

  /** What remains for `shareIn` once the table is read. */
  hashes(): Hashes {
    const all = [...this.#kept.keys()].sort((a, b) => a - b)
    return { least: all.slice(0, KEPT), isAll: all.length <= KEPT && !this.#isCut }
  }

  get #isCut(): boolean {
    return this.#threshold !== Number.POSITIVE_INFINITY
  }
}

/** Number of hashes that there are (53 bits). */
const HASHES = 2 ** 53

/** The least hashes of a column; `isAll`: it has no others. */
export interface Hashes {
  readonly least: readonly number[]
  readonly isAll: boolean
}

/**
 * How much of a column stands in another one, 0 to 1, and of how many values that is known; null when the sketches share no
 * ground.
 */
export function shareIn(part: Hashes, whole: Hashes): { share: number; of: number } | null {
  const edge = whole.isAll ? Number.POSITIVE_INFINITY : (whole.least.at(-1) ?? 0)
  const known = part.least.filter((hash) => hash <= edge)
  if (known.length === 0) return null
  const there = new Set(whole.least)
  return { share: known.filter((hash) => there.has(hash)).length / known.length, of: known.length }
}

/** Up to how many rows a column is watched for a value that comes twice: 64 MB at most. */
const WATCHED = 2 ** 22

/** So many rows may repeat an earlier value before a column is no key with some dirt, but no key. */
const FORGIVEN = 100

/**
 * Watches a column for values that come again; forgets everything once they are many. Beyond four million rows nobody knows
 * (null). Of a thousand such columns, one may show a repetition that is none, by chance of its hashes.
 */
export class Uniqueness {
  #table: Float64Array | null = new Float64Array(2 ** 12)
  #count = 0
  #repeats: number | null = 0

  add(hash: number): void {
    if (this.#table === null) return
    if (!this.#insert(this.#table, hash + 1)) {
      this.#repeats = (this.#repeats ?? 0) + 1
      if (this.#repeats > FORGIVEN) this.#table = null
      return
    }
    this.#count += 1
    if (this.#count > WATCHED) this.#forget()
    else if (this.#count * 2 > this.#table.length) this.#grow(this.#table)
  }

  /** Rows that repeat an earlier value, up to a hundred and one; null when nobody knows. */
  get repeats(): number | null {
    return this.#repeats
  }

  #insert(table: Float64Array, value: number): boolean {
    const mask = table.length - 1
    let at = (value ^ (value / 2 ** 21)) & mask
    while (table[at] !== 0) {
      if (table[at] === value) return false
      at = (at + 1) & mask
    }
    table[at] = value
    return true
  }

  #grow(old: Float64Array): void {
    const table = new Float64Array(old.length * 2)
    for (const value of old) if (value !== 0) this.#insert(table, value)
    this.#table = table
  }

  #forget(): void {
    this.#repeats = null
    this.#table = null
  }
}
