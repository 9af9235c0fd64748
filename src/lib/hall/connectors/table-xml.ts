import { AppError } from '../../errors/index.js'
import { type Charset, decodeText } from './charset.js'
import type { TableRow } from './table-source.js'

interface Element {
  readonly name: string
  readonly attributes: TableRow
  text: string
  readonly children: Element[]
}

const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<[?!][^>]*>|<\/\s*([^\s>]+)\s*>|<([^\s/>]+)((?:\s+[^\s=>]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)|</g

/**
 * The rows of an exchange file in XML: every element that holds columns, its attributes and plain child elements, in
 * the charset that the file declares. Entities beyond XML's own five are left as they stand. HK-CONN-012 when the
 * elements do not close.
 */
export function xmlRows(bytes: Uint8Array, file: string): readonly TableRow[] {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  const said = /encoding\s*=\s*["']([\w-]+)/i.exec(head)?.[1]?.toLowerCase() ?? 'utf-8'
  const text = decodeText(bytes, said.startsWith('gb') ? 'gb18030' : 'utf-8')
  return rowsIn(treeOf(text.replace(/^\uFEFF/, ''), file))
}

function treeOf(text: string, file: string): Element {
  const top: Element = { name: '', attributes: {}, text: '', children: [] }
  const open = [top]
  for (const token of text.matchAll(TOKEN)) take(open, token, file)
  if (open.length > 1) throw broken(file, open.at(-1)?.name ?? '')
  return top
}

function take(open: Element[], token: RegExpExecArray, file: string): void {
  const [whole, cdata, closed, name, attributes = '', isEmpty, plain] = token
  const inner = open.at(-1)
  if (inner === undefined || whole === '<') throw broken(file, inner?.name ?? '')
  inner.text += cdata ?? unescaped(plain ?? '')
  if (closed !== undefined) closeElement(open, closed, file)
  if (name === undefined) return
  const element = { name, attributes: attributesIn(attributes), text: '', children: [] }
  inner.children.push(element)
  if (isEmpty === '') open.push(element)
}

function closeElement(open: Element[], name: string, file: string): void {
  const last = open.length > 1 ? open.pop() : undefined
  if (last?.name !== name) throw broken(file, name)
}

function broken(file: string, name: string): AppError {
  return new AppError('HK-CONN-012', { file, detail: `XML <${name}>` })
}

function attributesIn(text: string): TableRow {
  const pairs = text.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)
  return Object.fromEntries(
    [...pairs].map(([, name = '', double, single]) => [name, unescaped(double ?? single ?? '')]),
  )
}

function rowsIn({ children, attributes }: Element, depth = 0): readonly TableRow[] {
  const columns = children.filter(
    (child) => child.children.length === 0 && Object.keys(child.attributes).length === 0,
  )
  const isRow = depth > 1 && (columns.length > 0 || Object.keys(attributes).length > 0)
  if (isRow) {
    const cells = columns.map(({ name, text }) => [name, text.trim()] as const)
    return [{ ...attributes, ...Object.fromEntries(cells) }]
  }
  return children.flatMap((child) => rowsIn(child, depth + 1))
}

const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescaped(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w+));/gi, (whole, ten, hex, name) => {
    if (name !== undefined) return SIGNS[name] ?? whole
    const code = ten === undefined ? Number.parseInt(hex, 16) : Number(ten)
    return code > 0x10ffff ? whole : String.fromCodePoint(code)
  })
}

const ROOT = 'rows'

/** An exchange file with one row more; a new file when there was none. HK-CONN-012 when it has no end to write before. */
export function xmlWith(
  before: Buffer | null,
  row: TableRow,
  charset: Charset,
  file: string,
): Buffer {
  const cells = Object.entries(row).map(([name, value]) => `<${name}>${escaped(value)}</${name}>`)
  const line = charset.encode(`  <row>${cells.join('')}</row>\n`)
  if (before === null) {
    const start = charset.encode(`<?xml version="1.0" encoding="${charset.name}"?>\n<${ROOT}>\n`)
    return Buffer.concat([start, line, charset.encode(`</${ROOT}>\n`)])
  }
  const end = before.lastIndexOf('</')
  if (end < 0) throw broken(file, ROOT)
  return Buffer.concat([before.subarray(0, end), line, before.subarray(end)])
}

/** Text between tags; control characters that XML cannot hold are left out. */
function escaped(value: string): string {
  const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
  const kept = [...value].filter((char) => char >= ' ' || '\t\n\r'.includes(char)).join('')
  return kept.replaceAll(/[&<>]/g, (sign) => signs[sign] ?? sign)
}
