import { isUtf8 } from 'node:buffer'
import type { FileHandle } from 'node:fs/promises'
import { AppError } from '../../../errors/index.js'
import { delimiterOf, encodingOf } from '../../../sheets/index.js'
import { piecesOf } from './pieces.js'

/** What a text file turned out to be. */
export interface Survey {
  readonly size: number
  readonly encoding: string
  readonly delimiter: string
  /** `\n` (also of `\r\n`), or `\r` in files of old Macs; as characters and as bytes of the encoding. */
  readonly lineEnd: string
  readonly lineBytes: Buffer
  /** Where the text begins, behind a byte order mark. */
  readonly start: number
}

/** What the mapping says of a file; the rest is found. */
export interface Told {
  readonly encoding?: string | undefined
  readonly delimiter?: string | undefined
}

const LF = Buffer.from('\n')
const HEAD = 256 * 1024

/**
 * Finds the layout of a file. Its encoding by byte order mark, then UTF-8 if every byte fits, then what the first
 * lines that do not fit say (GB18030, or a question: HK-SHEET-012). HK-MIG-004 when some of those lines are UTF-8 and some
 * are not: nobody but the user can tell a damaged UTF-8 file from another encoding.
 */
export async function survey(file: FileHandle, name: string, told: Told): Promise<Survey> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0)
  const head = buffer.subarray(0, bytesRead)
  const wide = wideMark(head)
  const odd = told.encoding === undefined && wide === null ? await notUtf8(file, name, head) : null
  const encoding = canonical(told.encoding ?? wide ?? found(head, odd, name), name)
  return { size: (await file.stat()).size, encoding, ...layout(head, encoding, told) }
}

/** The first lines that are not UTF-8; null when the whole file is. */
async function notUtf8(file: FileHandle, name: string, head: Buffer): Promise<Buffer | null> {
  const lineEnd = head.includes(LF) ? LF : Buffer.from('\r')
  const pieces = piecesOf(file, { name, from: 0, lineEnd })
  for (let piece = await pieces.next(); piece !== null; piece = await pieces.next()) {
    if (!isUtf8(piece.bytes)) return Buffer.from(piece.bytes)
  }
  return null
}

function wideMark(head: Buffer): string | null {
  const mark = head.toString('hex', 0, 2)
  return mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : null
}

/** A superset takes the place of GBK and GB2312: rare names have four bytes (reference/migrate.md, finding 2). */
function canonical(encoding: string, file: string): string {
  try {
    const name = new TextDecoder(encoding).encoding
    return name === 'gbk' ? 'gb18030' : name
  } catch (cause) {
    throw new AppError('HK-SHEET-013', { file, encoding }, { cause })
  }
}

function found(head: Buffer, odd: Buffer | null, name: string): string {
  if (odd === null) return head.includes(0) ? encodingOf(head, name) : 'utf-8'
  const lines = odd.toString('latin1').split('\n')
  const bytes = lines.map((line) => Buffer.from(line, 'latin1'))
  if (bytes.some((line) => isUtf8(line) && /\p{Script=Han}{2}/u.test(line.toString()))) {
    const line = 1 + bytes.findIndex((one) => !isUtf8(one))
    throw new AppError('HK-MIG-004', { file: name, line })
  }
  return encodingOf(odd, name)
}

function layout(head: Buffer, encoding: string, { delimiter }: Told) {
  const bom = /^(?:efbbbf|fffe|feff)/.exec(head.toString('hex', 0, 3))?.[0] ?? ''
  const text = new TextDecoder(encoding).decode(head.subarray(bom.length / 2))
  // The line `sep=;` is for Excel, which does not show it either.
  const said = /^sep=.\r?\n/i.exec(text)?.[0] ?? ''
  const start = bom.length / 2 + bytesOf(said, encoding).length
  const lineEnd = text.includes('\n') || !text.includes('\r') ? '\n' : '\r'
  return {
    start,
    lineEnd,
    lineBytes: bytesOf(lineEnd, encoding),
    delimiter: delimiter ?? delimiterOf(text),
  }
}

function bytesOf(mark: string, encoding: string): Buffer {
  const bytes = Buffer.from(mark, encoding.startsWith('utf-16') ? 'utf16le' : 'latin1')
  return encoding === 'utf-16be' ? bytes.swap16() : bytes
}
