/**
 * Which rows of an entity a run has seen, by their numbers: a bit for each, so that a hundred million rows fit into memory.
 * What came since the last batch is kept with it as stretches (`0-4095 5000`), so that an interrupted run knows it again.
 */
export class Seen {
  #bits = new Uint8Array(1 << 12)
  #fresh: number[] = []
  #count = 0

  constructor(stretches: readonly string[] = []) {
    for (const [from, to] of stretches.flatMap(read)) {
      for (let n = from; n <= to; n += 1) this.add(n)
    }
    this.#fresh = []
  }

  /** How many rows were seen. */
  get count(): number {
    return this.#count
  }

  has(n: number): boolean {
    return ((this.#bits[n >>> 3] ?? 0) & (1 << (n & 7))) !== 0
  }

  /** Notes a row; false when it was seen before. */
  add(n: number): boolean {
    if (this.has(n)) return false
    const at = n >>> 3
    if (at >= this.#bits.length) this.#bits = grown(this.#bits, at)
    this.#bits[at] = (this.#bits[at] ?? 0) | (1 << (n & 7))
    this.#count += 1
    this.#fresh.push(n)
    return true
  }

  delete(n: number): void {
    if (!this.has(n)) return
    this.#bits[n >>> 3] = (this.#bits[n >>> 3] ?? 0) & ~(1 << (n & 7))
    this.#count -= 1
  }

  /** What came since this was asked last. */
  stretches(): string {
    const fresh = Float64Array.from(this.#fresh).sort()
    this.#fresh = []
    const parts: string[] = []
    let from = -1
    let to = -2
    for (const n of fresh) {
      if (!this.has(n) || n === to) continue
      if (n !== to + 1) {
        if (from >= 0) parts.push(stretch(from, to))
        from = n
      }
      to = n
    }
    if (from >= 0) parts.push(stretch(from, to))
    return parts.join(' ')
  }
}

function stretch(from: number, to: number): string {
  return from === to ? String(from) : `${from}-${to}`
}

function read(text: string): (readonly [number, number])[] {
  const parts = text === '' ? [] : text.split(' ')
  return parts.map((part) => {
    const [from = '', to = from] = part.split('-')
    return [Number(from), Number(to)]
  })
}

function grown(full: Uint8Array, at: number): Uint8Array<ArrayBuffer> {
  const more = new Uint8Array(Math.max(full.length * 2, at + 1))
  more.set(full)
  return more
}
