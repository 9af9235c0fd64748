import { readableMarkup } from './open-document-markup.js'
import type { HiddenParts } from './worker/messages.js'

const TAG =
  /<(\/?)(?:table:(table|table-row|table-column|shapes)|style:(style|table-properties))(?=[\s/>])([^>]*)>/g
const LONGEST_TAG = 65_536
const TAIL = 200
const END = /<\/office:document(?:-content)?\s*>\s*$/

interface Table {
  readonly style: string
  readonly rows: [number, number][]
  readonly columns: [number, number][]
  row: number
  column: number
}

/**
 * Follows the text of an OpenDocument spreadsheet in pieces, for what SheetJS does not tell: what its sheets hide. Keeps
 * the text as SheetJS reads it right.
 */
export class OpenDocumentScan {
  readonly #decoder = new TextDecoder()
  readonly #tables: Table[] = []
  readonly #hiddenStyles = new Set<string>()
  readonly #readable: Buffer[] = []
  #style = ''
  /** Tables open now, and shapes, which hold tables of their own. */
  #depth = 0
  #rest = ''
  #tail = ''

  push(chunk: Uint8Array): void {
    const text = this.#rest + this.#decoder.decode(chunk, { stream: true })
    const open = text.lastIndexOf('<')
    const end = open > text.lastIndexOf('>') ? open : text.length
    for (const [, slash, table, style, attributes = ''] of text.slice(0, end).matchAll(TAG)) {
      if (table === 'table' || table === 'shapes') this.#nest(table, slash === '/', attributes)
      else if (slash !== '/') this.#take(table ?? style ?? '', attributes)
    }
    this.#readable.push(Buffer.from(readableMarkup(text.slice(0, end))))
    this.#rest = text.slice(end)
    if (this.#rest.length > LONGEST_TAG) this.#letGo()
    this.#tail = text.slice(-TAIL)
  }

  /** Whether the text ends as it should: it was not cut off. */
  get isWhole(): boolean {
    return END.test(this.#tail)
  }

  /** The whole text, for SheetJS. */
  get readable(): Uint8Array {
    return Buffer.concat([...this.#readable, Buffer.from(this.#rest)])
  }

  /** What each sheet hides, in the order of the sheets. */
  get hidden(): readonly HiddenParts[] {
    return this.#tables.map(({ style, rows, columns }) => ({
      isHidden: this.#hiddenStyles.has(style),
      rows,
      columns,
    }))
  }

  /** What does not end is no tag: it goes on as it stands. */
  #letGo(): void {
    this.#readable.push(Buffer.from(this.#rest))
    this.#rest = ''
  }

  #nest(name: string, isEnd: boolean, attributes: string): void {
    if (attributes.endsWith('/')) return
    if (!isEnd && this.#depth === 0 && name === 'table') {
      const style = attributeOf(attributes, 'table:style-name')
      this.#tables.push({ style, rows: [], columns: [], row: 0, column: 0 })
    }
    this.#depth += isEnd ? -1 : 1
  }

  #take(name: string, attributes: string): void {
    const table = this.#tables.at(-1)
    if (name === 'style') this.#style = attributeOf(attributes, 'style:name')
    else if (name === 'table-properties') {
      if (attributeOf(attributes, 'table:display') === 'false') this.#hiddenStyles.add(this.#style)
    } else if (table !== undefined && this.#depth === 1) advance(table, name, attributes)
  }
}

function advance(table: Table, name: string, attributes: string): void {
  const isHidden = /^(?:collapse|filter)$/.test(attributeOf(attributes, 'table:visibility'))
  const kind = name === 'table-row' ? 'row' : 'column'
  const count = Number(attributeOf(attributes, `table:number-${kind}s-repeated`) || 1)
  if (isHidden) table[`${kind}s`].push([table[kind], table[kind] + count - 1])
  table[kind] += count
}

function attributeOf(attributes: string, name: string): string {
  return new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(attributes)?.[1] ?? ''
}
