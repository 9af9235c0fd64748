const HAN = '汉'.charCodeAt(0)
const OTHER = '符'.charCodeAt(0)
const NONE = 0
const LONG = 48

/** What a character is in a shape: its own sign, or the class that it belongs to. */
const CLASSES = classes()

function classes(): Uint16Array {
  const all = Uint16Array.from({ length: 65_536 }, (_, unit) => (unit < 128 ? unit : OTHER))
  const ranges = [
    [0x30, 0x39, 0x39],
    [0x41, 0x5a, 0x41],
    [0x61, 0x7a, 0x61],
    [0x3400, 0x9fff, HAN],
    [0xd800, 0xdbff, HAN],
    [0xdc00, 0xdfff, NONE],
  ] as const
  for (const [from, to, kind] of ranges) all.fill(kind, from, to + 1)
  for (let unit = 0xff01; unit <= 0xff5e; unit += 1) all[unit] = all[unit - 0xfee0] ?? OTHER
  return all
}

/** The shape of a text: `9{17}A`, `9{4}年9{1}月`; digits 9, letters A and a, Han 汉, other signs 符. Long texts have none (`…`). */
export function shapeOf(text: string): string {
  if (text.length > LONG) return '…'
  let shape = ''
  let last = NONE
  let run = 0
  for (let at = 0; at < text.length; at += 1) {
    const kind = CLASSES[text.charCodeAt(at)] ?? NONE
    if (kind === last || kind === NONE) run += kind === NONE ? 0 : 1
    else {
      shape += written(last, run)
      last = kind
      run = 1
    }
  }
  return shape + written(last, run)
}

function written(kind: number, run: number): string {
  if (kind === NONE) return ''
  return run === 1 ? String.fromCharCode(kind) : `${String.fromCharCode(kind)}{${run}}`
}

/** How often each of some keys came; the first ones get their own counter, all later ones share one. */
export class Tallies {
  readonly #counts = new Map<string, number>()
  readonly #limit: number
  rest = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  add(key: string): void {
    const known = this.#counts.get(key)
    if (known !== undefined) this.#counts.set(key, known + 1)
    else if (this.#counts.size < this.#limit) this.#counts.set(key, 1)
    else this.rest += 1
  }

  /** The most frequent ones first. */
  top(n: number): readonly { readonly text: string; readonly rows: number }[] {
    return [...this.#counts]
      .map(([text, rows]) => ({ text, rows }))
      .sort((a, b) => b.rows - a.rows || (a.text < b.text ? -1 : 1))
      .slice(0, n)
  }
}
