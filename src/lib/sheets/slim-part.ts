const HEAD_BYTES = 65_536
const OPEN_SHEET = /<((?:\w+:)?)worksheet[\s>]/
const OPEN_STRINGS = /<(?:\w+:)?sst[\s>/]/

/** What became of a part: a sheet without its rows, the shared strings (kept nowhere), or a part as it is. */
export interface SlimPart {
  readonly kind: 'sheet' | 'strings' | 'other'
  readonly content: Uint8Array
}

/**
 * Takes a part of an .xlsx in chunks and keeps it without its bulk: the rows of a sheet give way to one cell that holds
 * `mark`, shared strings are dropped. What is told by the part's first element, never by its name.
 */
export class PartSlimmer {
  readonly #mark: string
  #kept: Buffer[] = []
  #tail: Buffer = Buffer.alloc(0)
  #prefix = ''
  #stage: 'head' | 'whole' | 'rows' | 'strings' = 'head'
  #isSheet = false

  constructor(mark: string) {
    this.#mark = mark
  }

  push(chunk: Buffer): void {
    if (this.#stage === 'whole') this.#kept.push(chunk)
    else if (this.#stage === 'rows') this.#skipRows(chunk)
    else if (this.#stage === 'head') this.#look(chunk)
  }

  finish(): SlimPart {
    if (this.#stage === 'strings') return { kind: 'strings', content: new Uint8Array() }
    const isCutOff = this.#stage === 'rows'
    const content = Buffer.concat(isCutOff ? this.#kept : [...this.#kept, this.#tail])
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
    if (open === null) return
    const end = open.index + open[0].length
    if (open[0].endsWith('/>')) {
      this.#keepAll()
      return
    }
    const rest = this.#tail.subarray(end)
    this.#kept = [this.#tail.subarray(0, end), Buffer.from(this.#markedRow(prefix))]
    this.#tail = Buffer.alloc(0)
    this.#prefix = prefix
    this.#isSheet = true
    this.#stage = 'rows'
    this.#skipRows(rest)
  }

  #keepAll(): void {
    this.#kept.push(this.#tail)
    this.#tail = Buffer.alloc(0)
    this.#stage = 'whole'
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
    this.#kept.push(Buffer.from(bytes.subarray(end + 1)))
    this.#tail = Buffer.alloc(0)
    this.#stage = 'whole'
  }
}
