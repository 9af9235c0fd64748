import type { FileHandle } from 'node:fs/promises'
import { AppError } from '../../../errors/index.js'

/** Bytes of a text file from the beginning of a line to the end of a line. */
export interface Piece {
  readonly bytes: Buffer
  /** Offset of the byte behind the piece. */
  readonly end: number
  readonly isLast: boolean
}

/** A text file, piece by piece. */
export interface Pieces {
  /** The next piece, null behind the last one. HK-MIG-003 when a line is longer than 16 MB. */
  next(): Promise<Piece | null>
  /** The last `count` bytes of the piece are wanted again, with more behind them: a record is not yet complete. */
  keep(count: number): void
}

const BLOCK = 128 * 1024
const LONGEST = 16 * 1024 * 1024

/**
 * Opens a text file at the beginning of a line. A line break is never part of another character in UTF-8, GBK or GB18030,
 * so that each piece can be decoded by itself; `lineEnd` is the break in the file's encoding.
 */
export function piecesOf(
  file: FileHandle,
  {
    name,
    from,
    lineEnd,
    block = BLOCK,
  }: { name: string; from: number; lineEnd: Buffer; block?: number },
): Pieces {
  let start = from
  let size = block
  let isOver = false
  let last: Piece | null = null
  const next = async (): Promise<Piece | null> => {
    if (isOver) return null
    const block = await blockAt(file, start, size)
    const isLast = block.length < size
    const cut = isLast ? block.length : lastBreak(block, lineEnd)
    if (cut === 0 && !isLast) {
      if (size >= LONGEST)
        throw new AppError('HK-MIG-003', { file: name, byte: start, megabytes: 16 })
      size *= 2
      return next()
    }
    start += cut
    isOver = isLast
    last = { bytes: block.subarray(0, cut), end: start, isLast }
    return last
  }
  return {
    next: async () => {
      const piece = await next()
      return piece?.bytes.length === 0 ? null : piece
    },
    keep: (count) => {
      start -= count
      size = count === last?.bytes.length ? size * 2 : block
    },
  }
}

async function blockAt(file: FileHandle, start: number, size: number): Promise<Buffer> {
  const block = Buffer.allocUnsafe(size)
  let filled = 0
  while (filled < size) {
    const { bytesRead } = await file.read(block, filled, size - filled, start + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return block.subarray(0, filled)
}

/** The offset behind the last line break; 0 when there is none. A wide break stands at an even offset. */
function lastBreak(block: Buffer, mark: Buffer): number {
  let at = block.lastIndexOf(mark)
  while (at > 0 && at % mark.length !== 0) at = block.lastIndexOf(mark, at - 1)
  return at < 0 ? 0 : at + mark.length
}
