const HEAD_BYTES = 65_536
const TAIL_BYTES = 1_024
/** Rows that have not begun by then are left to the library. */
const LONGEST_HEAD = 2 ** 20
const OPEN_SHEET = /<((?:\w+:)?)worksheet[\s>]/
const OPEN_STRINGS = /<(?:\w+:)?sst[\s>/]/

/** What became of a part: a sheet without its rows, the shared strings (kept nowhere), or a part as it is. */
export interface SlimPart {
  readonly kind: 'sheet' | 'strings' | 'other'
  readonly content: Uint8Array
}

/** The parts that a workbook cannot do without, by their first element. */
const ROOT =
  /<((?:\w+:)?(?:worksheet|workbook|styleSheet|chartsheet|dialogsheet))(?=[\s/>])[^>]*?(\/?)>/

/** Whether a part that a workbook cannot do without stops before its first element has closed; `name` is its path. */
export function isCutOff({ kind, content }: SlimPart, name: string): boolean {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  if (kind === 'strings' || bytes.includes('\0')) return false
  const root = ROOT.exec(bytes.toString('latin1', 0, HEAD_BYTES))
  if (root === null) return /(?:^|[\\/])worksheets[\\/][^\\/]+\.xml$/i.test(name)
  const tail = bytes.toString('latin1', Math.max(0, bytes.length - TAIL_BYTES))
  return root[2] !== '/' && !new RegExp(`</${root[1]}\\s*>\\s*(?:<!--|$)`).test(tail)
}

/**
 * Takes a part of an .xlsx in chunks and keeps it without its bulk: the rows of a sheet give way to one cell that holds
 * `mark`, shared strings are dropped. What is told by the part's first element, never by its name.
 */
export class PartSlimmer {
  readonly #mark: string
  #size = 0
  readonly #kept: Buffer[] = []
  #tail: Buffer = Buffer.alloc(0)
  #prefix = ''
  #stage: 'head' | 'whole' | 'rows' | 'strings' = 'head'
  #isSheet = false

  constructor(mark: string) {
    this.#mark = mark
  }

  /** Bytes held so far. */
  get size(): number {
    return this.#size + this.#tail.length
  }

  push(chunk: Buffer): void {
    if (this.#stage === 'whole') this.#keep(chunk)
    else if (this.#stage === 'rows') this.#skipRows(chunk)
    else if (this.#stage === 'head') this.#look(chunk)
  }

  finish(): SlimPart {
    if (this.#stage === 'strings') return { kind: 'strings', content: new Uint8Array() }
    const isOpen = this.#stage === 'rows'
    const content = Buffer.concat(isOpen ? this.#kept : [...this.#kept, this.#tail])
    return { kind: this.#isSheet ? 'sheet' : 'other', content }
  }

  #look(chunk: Buffer): void {
    this.#tail = Buffer.concat([this.#tail, chunk])
    const text = this.#tail.toString('latin1')
    const sheet = OPEN_SHEET.exec(text)
    if (sheet !== null) this.#lookForRows(text, sheet[1] ?? '')
    else if (OPEN_STRINGS.test(text)) this.#stage = 'strings'
    else if (this.#tail.length > HEAD_BYTES) this.#keepAll()
  }

  #lookForRows(text: string, prefix: string): void {
    const open = new RegExp(`<${prefix}sheetData(?=[\\s/>])[^>]*>`).exec(text)
    if (open === null) {
      if (this.#tail.length > LONGEST_HEAD) this.#keepAll()
      return
    }
    const end = open.index + open[0].length
    if (open[0].endsWith('/>')) {
      this.#keepAll()
      return
    }
    const rest = this.#tail.subarray(end)
    this.#keep(this.#tail.subarray(0, end))
    this.#keep(Buffer.from(this.#markedRow(prefix)))
    this.#tail = Buffer.alloc(0)
    this.#prefix = prefix
    this.#isSheet = true
    this.#stage = 'rows'
    this.#skipRows(rest)
  }

  #keepAll(): void {
    this.#keep(this.#tail)
    this.#tail = Buffer.alloc(0)
    this.#stage = 'whole'
  }

  #keep(bytes: Buffer): void {
    this.#kept.push(bytes)
    this.#size += bytes.length
  }

  #markedRow(prefix: string): string {
    const cell = `<${prefix}c r="A1" t="str"><${prefix}v>${this.#mark}</${prefix}v></${prefix}c>`
    return `<${prefix}row r="1">${cell}</${prefix}row></${prefix}sheetData>`
  }

  /** Keeps only as many bytes as may hold the beginning of the closing tag. */
  #skipRows(chunk: Buffer): void {
    const close = `</${this.#prefix}sheetData`
    const bytes = this.#tail.length === 0 ? chunk : Buffer.concat([this.#tail, chunk])
    const at = bytes.indexOf(close)
    const end = at < 0 ? -1 : bytes.indexOf('>', at)
    if (end < 0) {
      const from = at < 0 ? Math.max(0, bytes.length - close.length) : at
      this.#tail = Buffer.from(bytes.subarray(from))
      return
    }
    this.#keep(Buffer.from(bytes.subarray(end + 1)))
    this.#tail = Buffer.alloc(0)
    this.#stage = 'whole'
  }
}
