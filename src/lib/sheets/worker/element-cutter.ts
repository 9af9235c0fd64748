import type * as Xml from './scan-xml.js'

// Runs in the worker, sent there as source text (see source.ts); these names are there too.
declare const plainXml: typeof Xml.plainXml

/** Cuts the inside of one element out of bytes that come in chunks, into pieces of whole children. */
export class ElementCutter {
  readonly #element: string
  readonly #child: string
  /** Prefix of the element's namespace with its colon; null until the element opens. */
  #prefix: string | null = null
  #rest: Buffer = Buffer.alloc(0)
  #isDone = false

  constructor(element: string, child: string) {
    this.#element = element
    this.#child = child
  }

  /** True once the element has closed. */
  get isDone(): boolean {
    return this.#isDone
  }

  /** Takes a chunk, gives the children that are whole now: '' when none is. */
  cut(chunk: Buffer): string {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    const prefix = this.#prefix ?? this.#open()
    if (prefix === null || this.#isDone) return ''
    const close = this.#rest.indexOf(`</${prefix}${this.#element}`)
    this.#isDone = close >= 0
    const end = close >= 0 ? close : this.#lastChild(`<${prefix}${this.#child}`)
    const piece = this.#rest.toString('utf8', 0, end)
    this.#rest = this.#rest.subarray(end)
    return plainXml(piece, prefix)
  }

  #open(): string | null {
    const pattern = new RegExp(`<((?:\\w+:)?)${this.#element}(?=[\\s/>])[^>]*>`)
    const open = pattern.exec(this.#rest.toString('latin1'))
    if (open === null) return null
    const [tag, prefix = ''] = open
    this.#prefix = prefix
    this.#isDone = tag.endsWith('/>')
    this.#rest = this.#rest.subarray(open.index + tag.length)
    return prefix
  }

  /** Where the last child begins: everything before it is whole. */
  #lastChild(open: string): number {
    let at = this.#rest.lastIndexOf(open)
    while (at > 0 && !/[\s/>]/.test(String.fromCharCode(this.#rest[at + open.length] ?? 0))) {
      at = this.#rest.lastIndexOf(open, at - 1)
    }
    return Math.max(0, at)
  }
}

/** What the worker gets of this file. */
export const workerFunctions = [ElementCutter]
