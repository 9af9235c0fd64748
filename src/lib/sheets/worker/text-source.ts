import type * as Crypto from 'node:crypto'
import type * as Fs from 'node:fs'
import type * as Cell from './cell-text.js'
import type { Content, OddCell, RowBlock, RowText } from './messages.js'
import type { Source } from './sources.js'

// Runs in the worker, sent there as source text (see source.ts); these names are there too.
declare const cleanText: typeof Cell.cleanText
declare const crypto: typeof Crypto
declare const fs: typeof Fs
declare const isShortened: typeof Cell.isShortened

type Text = Extract<Content, { kind: 'text' }>
type Csv = typeof import('csv-parse')

/** Delimited text as one sheet. */
export function textSource(csv: Csv, content: Text): Source {
  const nothing = { merges: [], hiddenColumns: [], widths: [] }
  const sheet = { name: '', hidden: 0, broken: false, ...nothing }
  return { sheets: [sheet], rows: () => textRows(csv, content) }
}

/** A cell with line breaks is still one row, a blank line is one too: rows are those that Excel shows. */
async function* textRows(csv: Csv, { from, encoding, delimiter }: Text): AsyncGenerator<RowBlock> {
  let records: string[][] = []
  const parser = csv.parse({
    delimiter,
    record_delimiter: '\n',
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: false,
    on_record: (record: string[]) => {
      records.push(record)
      return null
    },
  })
  let failure: Error | null = null
  parser.on('error', (error) => {
    failure = error
  })
  let row = 0
  let isFirst = true
  for (const piece of decoded(chunksOf(from), encoding)) {
    const text = isFirst ? ruled(piece, delimiter) : piece
    await new Promise<void>((done) => parser.write(text, () => done()))
    if (failure !== null) throw failure
    if (isFirst) records.shift()
    isFirst = false
    yield blockOf(records, row)
    row += records.length
    records = []
  }
  await new Promise<void>((done) => {
    parser.once('error', () => done()).once('end', () => done())
    parser.resume()
    parser.end()
  })
  if (failure !== null) throw failure
  yield blockOf(records, row)
}

/**
 * The first piece behind a line of blanks as long as most lines: the parser holds every line against the first, and makes
 * an error of each that differs, which it then forgives; a title above the table would make one of every row.
 */
function ruled(piece: string, delimiter: string): string {
  const counts = new Map<number, number>()
  for (const line of piece.split('\n', 200)) {
    if (line.includes('"')) continue
    const count = line.split(delimiter).length - 1
    counts.set(count, (counts.get(count) ?? 0) + 1)
  }
  const [usual] = [...counts].sort(([, a], [, b]) => b - a)
  return `${delimiter.repeat(usual?.[0] ?? 0)}\n${piece}`
}

/** The bytes in chunks. A file that changed since it was looked at is told when its end is reached. */
function* chunksOf(from: Text['from']): Generator<Uint8Array> {
  if (from instanceof Uint8Array) {
    for (let at = 0; at < from.length; at += 65_536) yield from.subarray(at, at + 65_536)
    return
  }
  const hash = crypto.createHash('sha256')
  const file = fs.openSync(from.path, 'r')
  try {
    const buffer = Buffer.alloc(65_536)
    for (let size = fs.readSync(file, buffer); size > 0; size = fs.readSync(file, buffer)) {
      const chunk = buffer.subarray(0, size)
      hash.update(chunk)
      yield chunk
    }
  } finally {
    fs.closeSync(file)
  }
  if (hash.digest('hex') !== from.sha256)
    throw Object.assign(new Error(from.path), { code: 'FILE_CHANGED' })
}

/** The text in pieces, every line break a \n; a first line `sep=;` is an order to Excel and no row. */
function* decoded(chunks: Iterable<Uint8Array>, encoding: string): Generator<string> {
  const decoder = new TextDecoder(encoding)
  let kept = ''
  let isFirst = true
  for (const chunk of chunks) {
    const piece = kept + decoder.decode(chunk, { stream: true })
    kept = piece.endsWith('\r') ? '\r' : ''
    const text = (kept === '' ? piece : piece.slice(0, -1)).replace(/\r\n?/g, '\n')
    yield isFirst ? text.replace(/^sep=.\n/i, '') : text
    isFirst = false
  }
  yield (kept + decoder.decode()).replace(/\r\n?/g, '\n')
}

function blockOf(records: readonly string[][], first: number): RowBlock {
  const odd: OddCell[] = []
  const rows = records.map((record, at): RowText => {
    const row = first + at
    const cells = record.map((cell, column) => {
      const word = cleanText(unwrap(cell))
      if (isShortened(word)) odd.push({ kind: 'damaged', row, column, text: word })
      return word
    })
    return { row, hidden: false, cells }
  })
  return { rows, odd }
}

/** Exports protect long digits as ="0123…"; a person sees the digits. Old programs end a file with one \x1a. */
function unwrap(cell: string): string {
  if (cell === '\x1a') return ''
  return cell.startsWith('="') && /^="[^"]*"$/.test(cell) ? cell.slice(2, -1) : cell
}

/** What the worker gets of this file. */
export const workerFunctions = [textSource, textRows, ruled, chunksOf, decoded, blockOf, unwrap]
