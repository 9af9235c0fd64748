import { AppError } from '../errors/index.js'

/** One entry of an archive's central directory; `packed` is the slice of the file that holds it. */
export interface ZipEntry {
  readonly name: string
  /** The name's bytes; `isUtf8` when the archive says that they are UTF-8. */
  readonly rawName: Buffer
  readonly isUtf8: boolean
  readonly method: number
  readonly crc: number
  readonly encrypted: boolean
  readonly packed: Uint8Array
}

const END_SIZE = 22
const END_SEARCH = END_SIZE + 0xffff
const UNKNOWN_SIZE = 0xffffffff

/** Entries of a zip archive. Throws HK-SHEET-007 when the directory or an entry lies outside the file. */
export function readZipDirectory(bytes: Uint8Array, file: string): readonly ZipEntry[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return readEntries(view, findEnd(view))
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw new AppError('HK-SHEET-007', { file, damage: 'directory', at: cause.message }, { cause })
  }
}

function findEnd(view: Buffer): number {
  const first = Math.max(0, view.length - END_SEARCH)
  const at = view.subarray(first).lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (at < 0 || first + at + END_SIZE > view.length) throw new RangeError('no end of directory')
  return first + at
}

function readEntries(view: Buffer, end: number): ZipEntry[] {
  const count = view.readUInt16LE(end + 10)
  const entries: ZipEntry[] = []
  let at = view.readUInt32LE(end + 16)
  for (let i = 0; i < count; i += 1) {
    if (view.readUInt32LE(at) !== 0x02014b50) throw new RangeError('broken directory')
    const sizes = [28, 30, 32].map((offset) => view.readUInt16LE(at + offset))
    const [name = 0, extra = 0, comment = 0] = sizes
    entries.push(readEntry(view, at, name, extra))
    at += 46 + name + extra + comment
  }
  return entries
}

function readEntry(view: Buffer, at: number, nameSize: number, extraSize: number): ZipEntry {
  const rawName = view.subarray(at + 46, at + 46 + nameSize)
  const name = rawName.toString('utf8')
  const flags = view.readUInt16LE(at + 8)
  const extra = view.subarray(at + 46 + nameSize, at + 46 + nameSize + extraSize)
  const local = view.readUInt32LE(at + 42)
  if (view.readUInt32LE(local) !== 0x04034b50) throw new RangeError(`broken entry ${name}`)
  const start = local + 30 + view.readUInt16LE(local + 26) + view.readUInt16LE(local + 28)
  const size = packedSize(view, at, extra)
  if (start + size > view.length) throw new RangeError(`entry ${name} is cut off`)
  return {
    name,
    rawName,
    isUtf8: (flags & 0x800) !== 0,
    method: view.readUInt16LE(at + 10),
    crc: view.readUInt32LE(at + 16),
    encrypted: (flags & 1) === 1,
    packed: view.subarray(start, start + size),
  }
}

/** Streaming writers note sizes in the ZIP64 extra field even when the file is small. */
function packedSize(view: Buffer, at: number, extra: Buffer): number {
  const size = view.readUInt32LE(at + 20)
  if (size !== UNKNOWN_SIZE) return size
  const before = view.readUInt32LE(at + 24) === UNKNOWN_SIZE ? 8 : 0
  let field = 0
  while (extra.readUInt16LE(field) !== 1) field += 4 + extra.readUInt16LE(field + 2)
  return Number(extra.readBigUInt64LE(field + 4 + before))
}
