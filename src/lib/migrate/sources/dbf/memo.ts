import { readSync } from 'node:fs'

/** A file of memos (.dbt, .fpt) beside a table. */
export interface MemoFile {
  /** The bytes of the memo that begins at a block; null when the file has no such memo or breaks off inside it. */
  read(block: number): Buffer | null
}

/** A memo file that is open: its descriptor and its size in bytes. */
export interface OpenedFile {
  readonly fd: number
  readonly size: number
}

/** dBase III wrote no lengths; its editor stopped at 5,000 bytes, Clipper at 64 KB. What is longer has lost its end mark. */
const LONGEST_WITHOUT_LENGTH = 1024 * 1024
const DBASE3_BLOCK = 512
const END_MARK = 0x1a

/** FoxPro memos: blocks of any size, each memo with its kind and its length, big endian. */
export function foxproMemos(file: OpenedFile): MemoFile {
  const blockSize = bytesAt(file, 6, 2)?.readUInt16BE() || DBASE3_BLOCK
  return {
    read: (block) => {
      const at = block * blockSize
      const head = bytesAt(file, at, 8)
      return head === null ? null : bytesAt(file, at + 8, head.readUInt32BE(4))
    },
  }
}

/**
 * dBase memos: version IV wrote a mark and the length, little endian; version III wrote text up to an end mark. Programs
 * mixed the two in one file, so each memo is read as it begins.
 */
export function dbaseMemos(file: OpenedFile, isIV: boolean): MemoFile {
  const blockSize = (isIV && bytesAt(file, 20, 2)?.readUInt16LE()) || DBASE3_BLOCK
  return {
    read: (block) => {
      const at = block * blockSize
      const head = bytesAt(file, at, 8)
      if (head === null || head.readUInt32BE() !== 0xffff0800) return untilEndMark(file, at)
      const length = head.readUInt32LE(4)
      return length < 8 ? null : bytesAt(file, at + 8, length - 8)
    },
  }
}

function untilEndMark(file: OpenedFile, at: number): Buffer | null {
  for (let length = DBASE3_BLOCK; length <= LONGEST_WITHOUT_LENGTH; length *= 4) {
    const bytes = bytesAt(file, at, Math.min(length, file.size - at))
    if (bytes === null) return null
    const end = bytes.indexOf(END_MARK)
    if (end >= 0) return bytes.subarray(0, end)
    if (bytes.length < length) return null
  }
  return null
}

/** Bytes of a file; null when it does not hold them all, whatever length somebody claims. */
function bytesAt({ fd, size }: OpenedFile, at: number, length: number): Buffer | null {
  if (at < 0 || length < 0 || at + length > size) return null
  const bytes = Buffer.allocUnsafe(length)
  return readSync(fd, bytes, 0, length, at) === length ? bytes : null
}
