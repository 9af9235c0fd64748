/** Key of the n-th row with that content: `#1k2x`, `#1k2x#2`. */
function keyAt(content: number, n: number): string {
  const key = `#${content.toString(36)}`
  return n === 1 ? key : `${key}#${n}`
}

/**
 * Keys for the rows of a table where nothing tells rows apart but what they hold: the hash of that, and behind it a number for
 * a row that repeats another word for word. Such rows are one like the other, so that the order in which they come makes no
 * difference; 16 to 32 bytes a row.
 */
export class Occurrences {
  readonly #isTaken: ((key: string) => boolean) | null
  #slots = new Float64Array(1 << 12)
  #used = 0
  /** How often contents came that came more than once. */
  readonly #repeats = new Map<number, number>()

  /** `isTaken`: keys that are given to other rows already; null for none. */
  constructor(isTaken: ((key: string) => boolean) | null) {
    this.#isTaken = isTaken
  }

  /** The key of the next row with that content (`rowHash`). */
  next(content: number): string {
    let n = this.#add(content) ? 0 : (this.#repeats.get(content) ?? 1)
    let key: string
    do {
      n += 1
      key = keyAt(content, n)
    } while (this.#isTaken?.(key) === true)
    if (n > 1) this.#repeats.set(content, n)
    return key
  }

  /** Notes a content; false when it came before. */
  #add(content: number): boolean {
    if (this.#used * 2 >= this.#slots.length) this.#grow()
    const at = slotOf(this.#slots, content)
    if (this.#slots[at] === content + 1) return false
    this.#slots[at] = content + 1
    this.#used += 1
    return true
  }

  #grow(): void {
    const more = new Float64Array(this.#slots.length * 2)
    for (const mark of this.#slots) if (mark !== 0) more[slotOf(more, mark - 1)] = mark
    this.#slots = more
  }
}

/** Where a content stands, or may stand: 0 marks a free place. */
function slotOf(slots: Float64Array, content: number): number {
  let at = content % slots.length
  while (slots[at] !== 0 && slots[at] !== content + 1) at = (at + 1) % slots.length
  return at
}
