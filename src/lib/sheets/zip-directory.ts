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
  const { count, start } = directoryAt(view, end)
  const entries: ZipEntry[] = []
  let at = start
  for (let i = 0; i < count; i += 1) {
    if (view.readUInt32LE(at) !== 0x02014b50) throw new RangeError('broken directory')
    const sizes = [28, 30, 32].map((offset) => view.readUInt16LE(at + offset))
    const [name = 0, extra = 0, comment = 0] = sizes
    entries.push(readEntry(view, at, name, extra))
    at += 46 + name + extra + comment
  }
  return entries
}

/** Where the directory begins and how many entries it has; an archive in ZIP64 says so before its end. */
function directoryAt(
  view: Buffer,
  end: number,
): { readonly count: number; readonly start: number } {
  const count = view.readUInt16LE(end + 10)
  const start = view.readUInt32LE(end + 16)
  const locator = end - 20
  const isLong = locator >= 0 && view.readUInt32LE(locator) === 0x07064b50
  if (!isLong || (count !== 0xffff && start !== UNKNOWN_SIZE)) return { count, start }
  const record = Number(view.readBigUInt64LE(locator + 8))
  if (view.readUInt32LE(record) !== 0x06064b50) throw new RangeError('broken directory')
  const [entries, from] = [record + 32, record + 48].map((at) => Number(view.readBigUInt64LE(at)))
  return { count: entries ?? 0, start: from ?? 0 }
}

function readEntry(view: Buffer, at: number, nameSize: number, extraSize: number): ZipEntry {
  const rawName = view.subarray(at + 46, at + 46 + nameSize)
  const name = rawName.toString('utf8')
  const flags = view.readUInt16LE(at + 8)
  const extra = view.subarray(at + 46 + nameSize, at + 46 + nameSize + extraSize)
  const { size, local } = whereabouts(view, at, extra)
  if (view.readUInt32LE(local) !== 0x04034b50) throw new RangeError(`broken entry ${name}`)
  const start = local + 30 + view.readUInt16LE(local + 26) + view.readUInt16LE(local + 28)
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

/**
 * Packed size and offset of an entry. Streaming writers note them in the ZIP64 extra field even when the file is small:
 * there stand, in this order, those of inflated size, packed size and offset that the directory leaves open.
 */
function whereabouts(
  view: Buffer,
  at: number,
  extra: Buffer,
): { readonly size: number; readonly local: number } {
  const said = [24, 20, 42].map((offset) => view.readUInt32LE(at + offset))
  const [, size = 0, local = 0] = said
  if (size !== UNKNOWN_SIZE && local !== UNKNOWN_SIZE) return { size, local }
  let field = 0
  while (extra.readUInt16LE(field) !== 1) field += 4 + extra.readUInt16LE(field + 2)
  let next = field + 4
  const [, longSize = 0, longLocal = 0] = said.map((value) => {
    if (value !== UNKNOWN_SIZE) return value
    next += 8
    return Number(extra.readBigUInt64LE(next - 8))
  })
  return { size: longSize, local: longLocal }
}
