import type { FileHandle } from 'node:fs/promises'
import { z } from 'zod'
import { type Flaw, flaw } from '../../flaw.js'
import type { SourceBatch } from '../model.js'
import { type Piece, piecesOf } from './pieces.js'
import { recordsOf } from './records.js'
import type { Survey } from './survey.js'

/** What is asked of a file: how wide a row must be (null: any), the lines above the first row, where to begin. */
export interface RecordOrder {
  readonly name: string
  readonly width: number | null
  readonly above: number
  readonly from?: string | null
  readonly rows?: number
}

/** `byte` is where a line begins, `row` the number of the last physical row before it. */
const positionSchema = z.strictObject({ byte: z.int().nonnegative(), row: z.int().nonnegative() })

interface Batch extends SourceBatch {
  readonly rows: string[][]
  readonly numbers: number[]
  readonly flaws: Map<number, Flaw>
}

/** From here on a record that is still open is one whose quotation mark was forgotten. */
const LONGEST = 1024 * 1024

/**
 * The records of a file in batches; a position is the offset of the byte where a record begins. Wholly blank lines are no
 * rows, but are counted, so that a row's number is the one that Excel shows.
 */
export async function* readRecords(
  file: FileHandle,
  looked: Survey,
  { name, width, above, from = null, rows = 1 }: RecordOrder,
): AsyncGenerator<Batch> {
  const start = positionOf(from, looked)
  const pieces = piecesOf(file, { name, from: start.byte, lineEnd: looked.lineBytes })
  let row = start.row
  let batch = empty()
  for (let piece = await pieces.next(); piece !== null; piece = await pieces.next()) {
    const { records, flaws, open } = cut(piece, looked)
    if (open > 0) pieces.keep(open)
    for (const [index, record] of records.entries()) {
      row += 1
      if (row > above) add(batch, record, { row, width, broken: flaws.get(index) })
    }
    if (batch.rows.length < rows && !piece.isLast) continue
    const byte = piece.end - open
    yield { ...batch, end: JSON.stringify({ byte, row }), share: byte / looked.size }
    batch = empty()
  }
}

/** The records of a piece, and how many of its bytes belong to one that goes on behind it. */
function cut({ bytes, isLast }: Piece, looked: Survey) {
  const text = new TextDecoder(looked.encoding, { ignoreBOM: true }).decode(bytes)
  const found = recordsOf({ text, isLast, givenUp: bytes.length >= LONGEST }, looked)
  return { ...found, open: found.rest === '' ? 0 : bytesOfLines(bytes, found.rest, looked) }
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

function empty() {
  const rows: string[][] = []
  const numbers: number[] = []
  return { rows, numbers, flaws: new Map<number, Flaw>() }
}

interface Line {
  readonly row: number
  readonly width: number | null
  readonly broken: Flaw | undefined
}

function add(
  batch: ReturnType<typeof empty>,
  record: string[],
  { row, width, broken }: Line,
): void {
  if (record.length === 1 && record[0]?.trim() === '' && width !== 1) return
  const found = broken ?? flawOf(record, width)
  if (found !== undefined) batch.flaws.set(batch.rows.length, found)
  batch.rows.push(record)
  batch.numbers.push(row)
}

function flawOf(record: readonly string[], width: number | null): Flaw | undefined {
  if (width === null || record.length === width) return undefined
  return flaw('HK-MIG-201', { expected: width, found: record.length })
}
