import * as XLSX from '@e965/xlsx'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readBytes } from '../../../src/lib/sheets/index.js'
import { xlsxParts } from './books.js'

const runs = process.env['HALLKIT_LONG'] === '1' ? 2000 : 60
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const STRICT = 'http://purl.oclc.org/ooxml/spreadsheetml/main'

/** A cell as some writer puts it, and what a person sees of it. */
interface Written {
  readonly text: string
  readonly xml: (address: string) => string
}

/** How a writer spells the sheet: namespace, prefix, quotes, white space, whether it says where rows and cells stand. */
interface Spelling {
  readonly namespace: string
  readonly prefix: string
  readonly quote: string
  readonly gap: string
  readonly tellsCells: boolean
  readonly tellsRows: boolean
  readonly dimension: string
}

const word = fc.stringMatching(/^[一-龥a-z&<>"' ]{1,8}$/).map((text) => `字${text.trim()}`)
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const cell = (attributes: string, body: string) => (address: string) =>
  `<c${address}${attributes}>${body}</c>`

const cells: fc.Arbitrary<Written | null> = fc.oneof(
  fc.constant(null),
  word.map((text) => ({
    text,
    xml: cell(' t="inlineStr"', `<is><t>${escaped(text)}</t></is>`),
  })),
  fc.tuple(word, word).map(([a, b]) => ({
    text: a + b,
    xml: cell(
      ' t="inlineStr"',
      `<is><r><rPr><b/></rPr><t>${escaped(a)}</t></r><r><t>${escaped(b)}</t></r></is>`,
    ),
  })),
  word.map((text) => ({ text, xml: cell(' t="str"', `<f>A1&amp;"x"</f><v>${escaped(text)}</v>`) })),
  fc.nat(9).map((index) => ({ text: `共享${index}`, xml: cell(' t="s"', `<v>${index}</v>`) })),
  fc.integer({ min: -1e9, max: 1e9 }).map((value) => ({
    text: String(value),
    xml: cell('', `<v>${value}</v>`),
  })),
  fc.integer({ min: 1, max: 99_999 }).map((value) => ({
    text: String(value / 100),
    xml: cell(' t="n"', `<f t="shared" si="0"/><v>${value / 100}</v>`),
  })),
  fc.boolean().map((value) => ({
    text: value ? 'TRUE' : 'FALSE',
    xml: cell(' t="b"', `<v>${value ? 1 : 0}</v>`),
  })),
  fc.constantFrom('#N/A', '#REF!', '#DIV/0!').map((text) => ({
    text,
    xml: cell(' t="e"', `<v>${text}</v>`),
  })),
  fc.constant({ text: '2015-04-09', xml: cell(' t="d"', '<v>2015-04-09</v>') }),
  fc.constant({ text: '', xml: (address: string) => `<c${address}/>` }),
)

const spellings: fc.Arbitrary<Spelling> = fc.record({
  namespace: fc.constantFrom(MAIN, STRICT),
  prefix: fc.constantFrom('', '', 'x:', 'ns2:'),
  quote: fc.constantFrom('"', '"', "'"),
  gap: fc.constantFrom('', '', '\n  ', '<!-- 说明 -->'),
  tellsCells: fc.boolean(),
  tellsRows: fc.boolean(),
  dimension: fc.constantFrom('', '<dimension ref="A1"/>', '<dimension ref="A1:XFD1048576"/>'),
})

const tables = fc.array(fc.array(cells, { maxLength: 6 }), { minLength: 1, maxLength: 8 })

function sheetXml(rows: readonly (readonly (Written | null)[])[], how: Spelling): string {
  const body = rows.map((row, at) => rowXml(row, at, how)).join(how.gap)
  const plain = `<worksheet>${how.dimension}<sheetData>${how.gap}${body}</sheetData></worksheet>`
  const named = plain.replace(/<(\/?)(?=[a-zA-Z])/g, `<$1${how.prefix}`)
  const declared = how.prefix === '' ? 'xmlns' : `xmlns:${how.prefix.slice(0, -1)}`
  return named
    .replace(/(?<=\s\w+=)"([^"']*)"/g, `${how.quote}$1${how.quote}`)
    .replace('worksheet>', `worksheet ${declared}="${how.namespace}">`)
}

/** Rows and cells may leave out where they stand only as long as none before was left out itself. */
function rowXml(row: readonly (Written | null)[], at: number, how: Spelling): string {
  const inside = row.map((one, column) => {
    const address = ` r="${XLSX.utils.encode_cell({ r: at, c: column })}"`
    const needed = how.tellsCells || row.slice(0, column).includes(null)
    return one === null ? '' : one.xml(needed ? address : '')
  })
  return `<row${how.tellsRows ? ` r="${at + 1}"` : ''}>${inside.join(how.gap)}</row>`
}

function archive(xml: string): Uint8Array {
  const strings = Array.from({ length: 10 }, (_, at) => `<si><t>共享${at}</t></si>`).join('')
  const parts = xlsxParts('')
  return zipSync({
    ...parts,
    'xl/worksheets/sheet1.xml': strToU8(xml),
    'xl/sharedStrings.xml': strToU8(`<sst xmlns="${MAIN}">${strings}</sst>`),
    '[Content_Types].xml': strToU8(
      new TextDecoder()
        .decode(parts['[Content_Types].xml'])
        .replace(
          '</Types>',
          '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
        ),
    ),
  })
}

function trimmed(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const cut = rows.map((cells) => cells.slice(0, cells.findLastIndex((text) => text !== '') + 1))
  return cut.slice(0, cut.findLastIndex((row) => row.length > 0) + 1)
}

/** What SheetJS alone says of the same bytes. */
function byLibrary(bytes: Uint8Array): readonly (readonly string[])[] {
  const book = XLSX.read(bytes, { dense: true, cellDates: true, UTC: true })
  const data = book.Sheets[book.SheetNames[0] ?? '']?.['!data'] ?? []
  return trimmed(Array.from(data, (row) => Array.from(row ?? [], (one) => shown(one))))
}

function shown(one: XLSX.CellObject | undefined): string {
  const { t, v, w = '' } = one ?? {}
  if (v instanceof Date) return v.toISOString().slice(0, 10)
  if (t === 'b') return v === true ? 'TRUE' : 'FALSE'
  return t === 'e' ? w : String(v ?? '').trim()
}

/** SheetJS loses rows between comments, and cells of writers who leave places out, which ours keeps. */
function isForLibrary({ prefix, quote, gap, tellsCells, tellsRows }: Spelling): boolean {
  return prefix === '' && quote === '"' && !gap.includes('<!') && tellsCells && tellsRows
}

test(`${runs} sheets of many spellings say what was written, and what SheetJS says of them`, async () => {
  await fc.assert(
    fc.asyncProperty(tables, spellings, async (rows, how) => {
      const filled = [[{ text: '起', xml: cell(' t="str"', '<v>起</v>') }], ...rows]
      const bytes = archive(sheetXml(filled, how))
      const book = await readBytes(bytes, '表.xlsx')
      const texts = book.sheets[0]?.rows.map(({ cells: one }) => one)
      expect(texts).toEqual(trimmed(filled.map((row) => row.map((one) => one?.text.trim() ?? ''))))
      if (isForLibrary(how)) expect(texts).toEqual(byLibrary(bytes))
    }),
    { numRuns: runs, seed: 20150409 },
  )
})
