import { AppError, type ProblemParams } from '../../../errors/index.js'

/** A field of a dBase or FoxPro table, as its descriptor says. */
export interface DbfField {
  readonly name: string
  /** The letter of the descriptor: C N F D L M I B Y T V Q G P W 0. */
  readonly type: string
  /** Where the field begins in a record; byte 0 is the deletion mark. */
  readonly at: number
  readonly size: number
  readonly isNullable: boolean
  readonly isBinary: boolean
}

/** What the header of a .dbf file says. */
export interface DbfLayout {
  readonly version: number
  /** Records that the header claims; what the file really holds is checked by `recordsOf`. */
  readonly claimed: number
  readonly headerLength: number
  readonly recordLength: number
  /** The language driver byte: 0x4D and 0x7A are code page 936, 0x4F and 0x78 are 950, 0 says nothing. */
  readonly language: number
  readonly fields: readonly DbfField[]
}

/** What is wrong with a file that is no such table. */
type DbfFault = ProblemParams<'HK-MIG-006'>['reason']

const DESCRIPTOR = 32
const HEADER_END = 0x0d
/** The hidden field in which Visual FoxPro keeps which fields are NULL. */
export const NULL_FLAGS = '0'

/**
 * Reads the header of a dBase III to V, FoxBase+, FoxPro 2 or Visual FoxPro table. HK-MIG-006 for anything else, with what
 * is wrong; dBase II and dBase 7 are named, because their owners can export them.
 */
export function layoutOf(header: Buffer, file: string): DbfLayout {
  const refuse = (reason: DbfFault): never => {
    throw new AppError('HK-MIG-006', { file, reason })
  }
  if (header.length < DESCRIPTOR + 1) refuse('short')
  const version = header.readUInt8(0)
  if (version === 0x02) refuse('dbase2')
  if ((version & 0x07) === 0x04) refuse('dbase7')
  const headerLength = header.readUInt16LE(8)
  const recordLength = header.readUInt16LE(10)
  if (headerLength < DESCRIPTOR + 1 || recordLength < 2) refuse('header')
  if (header.length < headerLength) refuse('short')
  const described = descriptors(header.subarray(DESCRIPTOR, headerLength))
  if (described.length === 0) refuse('fields')
  const fields = placed(described, recordLength)
  if (fields === null) return refuse('length')
  const claimed = header.readUInt32LE(4)
  return { version, claimed, headerLength, recordLength, language: header.readUInt8(29), fields }
}

/** How many bytes of a file its header takes, read from the first 32. */
export function headerLengthOf(start: Buffer): number {
  return start.length < DESCRIPTOR ? start.length : Math.max(DESCRIPTOR + 1, start.readUInt16LE(8))
}

interface Descriptor {
  readonly name: Buffer
  readonly type: string
  readonly size: number
  readonly decimals: number
  readonly flags: number
}

function descriptors(bytes: Buffer): Descriptor[] {
  const found: Descriptor[] = []
  for (let at = 0; at + DESCRIPTOR <= bytes.length; at += DESCRIPTOR) {
    if (bytes[at] === HEADER_END) break
    const one = bytes.subarray(at, at + DESCRIPTOR)
    const end = one.indexOf(0)
    found.push({
      name: one.subarray(0, end < 0 || end > 11 ? 11 : end),
      type: String.fromCharCode(one.readUInt8(11)).toUpperCase(),
      size: one.readUInt8(16),
      decimals: one.readUInt8(17),
      flags: one.readUInt8(18),
    })
  }
  return found
}

/**
 * Fields with their places, null when their sizes do not make a record. Clipper keeps the length of a text field beyond
 * 255 bytes in the decimals; other programs leave rubbish there, so that the plain reading goes first.
 */
function placed(described: readonly Descriptor[], recordLength: number): DbfField[] | null {
  const plain = described.map(({ size }) => size)
  const long = described.map(({ type, size, decimals }) =>
    type === 'C' ? size + decimals * 256 : size,
  )
  const sizes = [plain, long].find((one) => sum(one) + 1 === recordLength)
  if (sizes === undefined) return null
  const decoder = new TextDecoder('gb18030')
  let at = 1
  return described.map(({ name, type, flags }, index) => {
    const size = sizes[index] ?? 0
    const field = { name: decoder.decode(name).trim(), type, at, size }
    at += size
    return { ...field, isNullable: (flags & 0x02) !== 0, isBinary: (flags & 0x04) !== 0 }
  })
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0)
}
