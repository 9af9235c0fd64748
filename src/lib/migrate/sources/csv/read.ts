import type { FileHandle } from 'node:fs/promises'
import { z } from 'zod'
import type { SourceBatch } from '../model.js'
import { piecesOf } from './pieces.js'
import { cutRecords } from './records.js'
import type { Survey } from './survey.js'

/** What is asked of a file: how wide a row must be (null: any), the lines above the first row, where to begin. */
export interface RecordOrder {
  readonly name: string
  readonly width: number | null
  readonly above: number
  /** The header line: where it comes again, it is no row. */
  readonly header: readonly string[]
  readonly from?: string | null
  readonly rows?: number
}

/** `byte` is where a line begins, `row` the number of the last physical row before it. */
const positionSchema = z.strictObject({ byte: z.int().nonnegative(), row: z.int().nonnegative() })

/** From here on a record that is still open is one whose quotation mark was forgotten. */
const LONGEST = 1024 * 1024

/** What DOS puts behind a text (`copy a+b c`): control-Z. */
const END_MARK = String.fromCharCode(0x1a)

/** Bytes of a row, about: so much is read at once for a batch. */
const ROW = 64
const LEAST = 64 * 1024

/**
 * The records of a file in batches; a position is the offset of the byte where a record begins. Wholly blank lines are no
 * rows, but are counted, so that a row's number is the one that Excel shows.
 */
export async function* readRecords(
  file: FileHandle,
  looked: Survey,
  { name, width, above, header, from = null, rows = 1 }: RecordOrder,
): AsyncGenerator<SourceBatch> {
  const start = positionOf(from, looked)
  const block = Math.max(LEAST, rows * ROW)
  const pieces = piecesOf(file, { name, from: start.byte, lineEnd: looked.lineBytes, block })
  const decoder = new TextDecoder(looked.encoding, { ignoreBOM: true })
  let row = start.row
  for (let piece = await pieces.next(); piece !== null; piece = await pieces.next()) {
    const { bytes, isLast } = piece
    const givenUp = bytes.length >= LONGEST
    const whole = decoder.decode(bytes)
    const text = isLast && whole.endsWith(END_MARK) ? whole.slice(0, -1) : whole
    const { end, ...cut } = cutRecords({ text, isLast, givenUp, row, above, width, header }, looked)
    const open = end < text.length ? bytesOfLines(bytes, text.slice(end), looked) : 0
    if (open > 0) pieces.keep(open)
    row = cut.row
    const byte = piece.end - open
    if (cut.rows.length === 0 && !isLast) continue
    yield { ...cut, end: JSON.stringify({ byte, row }), share: byte / looked.size }
  }
}

/** A record begins behind a line break, so that its bytes are found by counting breaks from the end. */
function bytesOfLines(bytes: Buffer, rest: string, { lineEnd, lineBytes }: Survey): number {
  let lines = rest.split(lineEnd).length
  let at = bytes.length
  while (lines > 0 && at >= 0) {
    at = at === 0 ? -1 : bytes.lastIndexOf(lineBytes, at - 1)
    if (at % lineBytes.length === 0) lines -= 1
  }
  return bytes.length - (at < 0 ? 0 : at + lineBytes.length)
}

function positionOf(from: string | null, { start }: Survey): z.output<typeof positionSchema> {
  return from === null ? { byte: start, row: 0 } : positionSchema.parse(JSON.parse(from))
}
