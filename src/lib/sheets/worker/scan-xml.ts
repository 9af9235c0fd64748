// Runs in the worker, sent there as source text (see source.ts): each function may use only the others of this file.
// Rows and strings of an .xlsx are taken apart strictly: whatever stands where it may not is damage, never skipped.

/** A cell as the XML has it: attribute t, style, text of <v> (or of <is>) and of <f>; null when there is none. */
export interface XmlCell {
  readonly column: number
  readonly type: string
  readonly style: number
  readonly value: string | null
  readonly formula: string | null
}

/** A <row>: 0-based number; `cells` in the order of the file. */
export interface XmlRow {
  readonly row: number
  readonly hidden: boolean
  readonly cells: readonly XmlCell[]
}

/** The XML without what makes it hard to scan: the namespace prefix of its elements, comments, CDATA sections. */
export function plainXml(text: string, prefix: string): string {
  const plain = text.includes('<!') ? withoutSections(text) : text
  if (prefix === '') return plain
  return plain.replaceAll(`<${prefix}`, '<').replaceAll(`</${prefix}`, '</')
}

function withoutSections(text: string): string {
  return text.replace(
    /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>/g,
    (_, data: string | undefined) => (data ?? '').replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
  )
}

/** Text with its entities and `_x000D_` escapes resolved. */
export function unescapeXml(text: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
  const plain = text.includes('&')
    ? text.replace(
        /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
        (whole, hex, dec, name) => {
          if (name !== undefined) return named[String(name).toLowerCase()] ?? whole
          const code = hex === undefined ? Number(dec) : Number.parseInt(hex, 16)
          return code > 0x10ffff ? whole : String.fromCodePoint(code)
        },
      )
    : text
  if (!plain.includes('_x')) return plain
  return plain.replace(/_x([\da-f]{4})_/gi, (_, code) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}

/** The texts of the shared strings in a piece of XML that holds whole <si> elements. */
export function scanStrings(xml: string): string[] {
  const strings: string[] = []
  let at = skipSpace(xml, 0)
  while (at < xml.length) {
    const open = openTag(xml, at, '<si')
    const empty = xml.charCodeAt(open - 1) === 47
    const close = empty ? open + 1 : closeTag(xml, open, '</si')
    strings.push(empty ? '' : richText(xml.slice(open + 1, close)))
    at = skipSpace(xml, empty ? close : afterTag(xml, close))
  }
  return strings
}

/** The text of a string item: its runs joined, phonetic guides left out. */
function richText(xml: string): string {
  const end = xml.length - 4
  if (xml.startsWith('<t>') && xml.indexOf('<', 3) === end && xml.endsWith('</t>'))
    return unescapeXml(xml.slice(3, end))
  const runs = xml.includes('<rPh') ? xml.replace(/<rPh[\s>][\s\S]*?<\/rPh\s*>/g, '') : xml
  let text = ''
  const rest = runs.replace(/<t(?:\s[^<>]*)?(?:\/>|>([^<]*)<\/t\s*>)/g, (_, run = '') => {
    text += run
    return ''
  })
  if (/<\/?t[\s>]/.test(rest) || rest.replace(/<[^<>]*>/g, '').trim() !== '')
    throw new Error(xml.slice(0, 40))
  return unescapeXml(text)
}

/** The rows in a piece of XML that holds whole <row> elements; `before` is the row above the first, -1 for none. */
export function scanRows(xml: string, before: number): XmlRow[] {
  const rows: XmlRow[] = []
  let last = before
  let at = skipSpace(xml, 0)
  while (at < xml.length) {
    const open = openTag(xml, at, '<row')
    const empty = xml.charCodeAt(open - 1) === 47
    const close = empty ? open : closeTag(xml, open, '</row')
    const tag = xml.slice(at, open)
    const row = rowNumber(tag, last)
    const hidden = /\shidden\s*=\s*["'](?:1|true)["']/.test(tag)
    rows.push({ row, hidden, cells: empty ? [] : scanCells(xml, open + 1, close) })
    last = row
    at = skipSpace(xml, empty ? close + 1 : afterTag(xml, close))
  }
  return rows
}

function rowNumber(tag: string, last: number): number {
  const said = /\sr\s*=\s*["']\s*(\d+)\s*["'](?=[\s/]|$)/.exec(tag)
  if (said === null && /\sr\s*=/.test(tag)) throw new Error(tag.slice(0, 40))
  const row = said === null ? last + 1 : Number(said[1]) - 1
  if (row <= last || row >= 1_048_576) throw new Error(`row ${row + 1} after row ${last + 1}`)
  return row
}

function scanCells(xml: string, from: number, to: number): XmlCell[] {
  const cells: XmlCell[] = []
  let column = -1
  let at = skipSpace(xml, from)
  while (at < to) {
    if (xml.startsWith('<extLst', at)) {
      at = skipSpace(xml, afterTag(xml, closeTag(xml, at, '</extLst')))
      continue
    }
    const open = openTag(xml, at, '<c')
    const empty = xml.charCodeAt(open - 1) === 47
    const close = empty ? open : closeTag(xml, open, '</c')
    if (close > to) throw new Error(xml.slice(at, at + 40))
    const cell = cellOf(
      xml.slice(at + 2, empty ? open - 1 : open),
      xml.slice(open + 1, close),
      column,
    )
    cells.push(cell)
    column = cell.column
    at = skipSpace(xml, empty ? close + 1 : afterTag(xml, close))
  }
  return cells
}

function cellOf(tag: string, body: string, before: number): XmlCell {
  const plain = isPlain(tag) ? tag : plainAttributes(tag)
  let column = before + 1
  let style = 0
  let type = ''
  let at = plain.indexOf('="')
  while (at >= 0) {
    const end = plain.indexOf('"', at + 2)
    const name = plain.charAt(at - 2) === ' ' ? plain.charAt(at - 1) : ''
    if (name === 'r') column = columnOf(plain.slice(at + 2, end))
    else if (name === 's') style = Number(plain.slice(at + 2, end))
    else if (name === 't') type = plain.slice(at + 2, end)
    at = plain.indexOf('="', end)
  }
  return cellWith(body, column, style, type)
}

/** Whether attributes stand as most writers put them: one space before, double quotes, nothing else. */
function isPlain(tag: string): boolean {
  return /^(?: [\w:]+="[^"<]*")*\s*$/.test(tag)
}

function plainAttributes(tag: string): string {
  const plain = tag.replace(/\s+([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g, ' $1="$2$3"')
  if (!isPlain(plain)) throw new Error(tag.slice(0, 40))
  return plain
}

function cellWith(body: string, column: number, style: number, type: string): XmlCell {
  if (body.startsWith('<v>') && body.indexOf('<', 3) === body.length - 4 && body.endsWith('</v>')) {
    const value = unescapeXml(body.slice(3, -4))
    return { column, type, style, value, formula: null }
  }
  const { v = null, f = null, is = null } = body === '' ? {} : childTexts(body)
  const isInline = type === 'inlineStr' && is !== null
  const value = isInline ? richText(is) : v === null ? null : unescapeXml(v)
  return { column, type, style, value, formula: f === null ? null : unescapeXml(f) }
}

/** The insides of a cell's children by name; '' for an empty one. Anything that is none of a cell's is damage. */
function childTexts(body: string): Record<string, string> {
  const texts: Record<string, string> = {}
  const open = /<(v|f|is|extLst|\w+:\w+)(?:\s[^<>]*?)?(\/?)>/y
  let at = skipSpace(body, 0)
  while (at < body.length) {
    open.lastIndex = at
    const [tag, name = '', empty] = open.exec(body) ?? []
    if (tag === undefined) throw new Error(body.slice(at, at + 40))
    const from = at + tag.length
    const to = empty === '/' ? from : closeTag(body, from, `</${name}`)
    const inside = body.slice(from, to)
    if ((name === 'v' || name === 'f') && inside.includes('<')) throw new Error(inside.slice(0, 40))
    texts[name] = inside
    at = skipSpace(body, empty === '/' ? to : afterTag(body, to))
  }
  return texts
}

/** 0-based column of an address such as AB12. */
function columnOf(address: string): number {
  let column = 0
  for (let at = 0; at < address.length; at += 1) {
    const letter = address.charCodeAt(at) & 0xdf
    if (letter < 65 || letter > 90) break
    column = column * 26 + letter - 64
  }
  if (column < 1 || column > 16_384) throw new Error(address)
  return column - 1
}

function skipSpace(xml: string, from: number): number {
  let at = from
  while (at < xml.length && xml.charCodeAt(at) <= 32) at += 1
  return at
}

/** Index of the `>` of the opening tag that must stand here. */
function openTag(xml: string, at: number, name: string): number {
  const after = xml.charCodeAt(at + name.length)
  const isName = xml.startsWith(name, at) && (after === 62 || after === 47 || after <= 32)
  const end = isName ? xml.indexOf('>', at) : -1
  if (end < 0) throw new Error(xml.slice(at, at + 40))
  return end
}

function closeTag(xml: string, from: number, name: string): number {
  for (let at = xml.indexOf(name, from); at >= 0; at = xml.indexOf(name, at + 1)) {
    const after = xml.charCodeAt(at + name.length)
    if (after === 62 || after <= 32) return at
  }
  throw new Error(xml.slice(from, from + 40))
}

function afterTag(xml: string, at: number): number {
  const end = xml.indexOf('>', at)
  return end < 0 ? xml.length : end + 1
}

/** What the worker gets of this file. */
export const workerFunctions = [
  plainXml,
  withoutSections,
  unescapeXml,
  scanStrings,
  richText,
  scanRows,
  rowNumber,
  scanCells,
  cellOf,
  isPlain,
  plainAttributes,
  cellWith,
  childTexts,
  columnOf,
  skipSpace,
  openTag,
  closeTag,
  afterTag,
]
