import type { Cell } from '../model.js'
import type { DbfField, DbfLayout } from './layout.js'
import { NULL_FLAGS } from './layout.js'

/** Gives the memo that begins at a block: its bytes, or null when it is lost. */
export type Memos = (block: number) => Buffer | null

/** How a field of a record becomes a cell. `lost` is called when a memo is not there. */
export type CellReader = (record: Buffer, lost: () => void) => Cell

const SPACE = 0x20
const DAY = 24 * 60 * 60
/** Four blanks where a number should be: nobody filled it in. */
const BLANK = 0x20202020
const MEMO_TYPES = 'MGPW'

/** Which fields point into the memo file; in dBase a field of type B does, in Visual FoxPro it is a number. */
export function isMemo({ type, size }: DbfField, isVisualFoxPro: boolean): boolean {
  return MEMO_TYPES.includes(type) || (type === 'B' && !(isVisualFoxPro && size === 8))
}

/** Visual FoxPro writes pointers, numbers and times in binary. */
export function isVisualFoxPro({ version }: DbfLayout): boolean {
  return version >= 0x30 && version <= 0x32
}

/**
 * A reader for each field that people see, in order. Values as stored: numbers, dates and money stay text with every digit,
 * blank is null; times are local text `2004-05-06 07:08:09`, as FoxPro has no zones.
 */
export function cellReaders(
  layout: DbfLayout,
  { encoding, memos }: { encoding: string; memos: Memos },
): readonly CellReader[] {
  const decode = decoderOf(encoding)
  const visual = isVisualFoxPro(layout)
  const nulls = nullFlags(layout)
  return visibleFields(layout).map((field) => {
    const read = isMemo(field, visual)
      ? memoReader(field, decode, memos)
      : plainReader(field, decode, nulls.length.get(field))
    const isNull = nulls.isNull.get(field)
    return isNull === undefined
      ? read
      : (record, lost) => (isNull(record) ? null : read(record, lost))
  })
}

/** The fields without the hidden one of Visual FoxPro. */
export function visibleFields({ fields }: DbfLayout): readonly DbfField[] {
  return fields.filter(({ type }) => type !== NULL_FLAGS)
}

type Decode = (bytes: Buffer) => string
type Flag = (record: Buffer) => boolean

/** Most cells are plain ASCII, for which the decoder would cost more than the reading. */
function decoderOf(encoding: string): Decode {
  const decoder = new TextDecoder(encoding)
  return (bytes) => {
    for (let at = 0; at < bytes.length; at += 1) {
      if ((bytes[at] ?? 0) > 0x7f) return decoder.decode(bytes)
    }
    return bytes.toString('latin1')
  }
}

/** The hidden field has a bit per varying length and a bit per NULL, in the order of the fields. */
function nullFlags({ fields }: DbfLayout) {
  const length = new Map<DbfField, Flag>()
  const isNull = new Map<DbfField, Flag>()
  const hidden = fields.find(({ type }) => type === NULL_FLAGS)
  let bit = 0
  for (const field of hidden === undefined ? [] : fields) {
    if (field.type === 'V' || field.type === 'Q') length.set(field, flag(hidden, bit++))
    if (field.isNullable) isNull.set(field, flag(hidden, bit++))
  }
  return { length, isNull }
}

function flag(hidden: DbfField | undefined, bit: number): Flag {
  const at = (hidden?.at ?? 0) + (bit >> 3)
  return (record) => ((record[at] ?? 0) & (1 << (bit & 7))) !== 0
}

function plainReader(field: DbfField, decode: Decode, isShort: Flag | undefined): CellReader {
  const { at, size } = field
  const whole = (record: Buffer) => record.subarray(at, at + size)
  switch (field.type) {
    case 'C':
      return (record) => textOf(whole(record), decode)
    case 'N':
    case 'F':
    case 'D':
    case 'L':
      return (record) => markOf(whole(record).toString('latin1'))
    case 'I':
      return (record) => record.readInt32LE(at)
    case 'B':
      return (record) => record.readDoubleLE(at)
    case 'Y':
      return (record) => moneyOf(record.readBigInt64LE(at))
    case 'T':
      return (record) => timeOf(record.readInt32LE(at), record.readInt32LE(at + 4))
    case 'V':
      return (record) => decode(varying(whole(record), isShort?.(record) ?? false))
    case 'Q':
      return (record) => Buffer.from(varying(whole(record), isShort?.(record) ?? false))
    default:
      return (record) => Buffer.from(whole(record))
  }
}

function textOf(bytes: Buffer, decode: Decode): string | null {
  let end = bytes.length
  while (end > 0 && (bytes[end - 1] === SPACE || bytes[end - 1] === 0)) end -= 1
  return end === 0 ? null : decode(bytes.subarray(0, end))
}

/** Numbers, dates and yes/no are written in ASCII; blanks, or the question mark of a yes/no, say that nobody filled it in. */
function markOf(text: string): string | null {
  const mark = text.replaceAll('\0', ' ').trim()
  return mark === '' || mark === '?' ? null : mark
}

function moneyOf(tenthousandths: bigint): string {
  const digits = String(tenthousandths < 0n ? -tenthousandths : tenthousandths).padStart(5, '0')
  return `${tenthousandths < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`
}

/**
 * A day by its Julian number and milliseconds since midnight. FoxPro's own arithmetic falls a thousandth short, so that
 * 9:59:59.999 is ten o'clock: seconds are rounded. The calendar is that of Fliegel and Van Flandern.
 */
function timeOf(julian: number, milliseconds: number): string | null {
  if (julian === 0 || julian === BLANK) return null
  const seconds = Math.round(milliseconds / 1000)
  const era = julian + Math.floor(seconds / DAY) + 68_569
  const centuries = Math.floor((4 * era) / 146_097)
  const left = era - Math.floor((146_097 * centuries + 3) / 4)
  const years = Math.floor((4000 * (left + 1)) / 1_461_001)
  const days = left - Math.floor((1461 * years) / 4) + 31
  const months = Math.floor((80 * days) / 2447)
  const day = days - Math.floor((2447 * months) / 80)
  const month = months + 2 - 12 * Math.floor(months / 11)
  const year = 100 * (centuries - 49) + years + Math.floor(months / 11)
  const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
  return `${date} ${two(Math.floor((seconds % DAY) / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

/** A varying field that is not full keeps its length in its last byte. */
function varying(bytes: Buffer, isShort: boolean): Buffer {
  return isShort ? bytes.subarray(0, bytes[bytes.length - 1] ?? 0) : bytes
}

function memoReader(
  { at, size, type, isBinary }: DbfField,
  decode: Decode,
  memos: Memos,
): CellReader {
  const isText = type === 'M' && !isBinary
  return (record, lost) => {
    const block = blockOf(record.subarray(at, at + size))
    if (block === 0) return null
    const bytes = Number.isNaN(block) ? null : memos(block)
    if (bytes === null) {
      lost()
      return null
    }
    return isText ? decode(bytes) : Buffer.from(bytes)
  }
}

/** Ten digits, or four bytes in Visual FoxPro. */
function blockOf(pointer: Buffer): number {
  if (pointer.length === 4) return pointer.readUInt32LE()
  const digits = pointer.toString('latin1').replaceAll('\0', ' ').trim()
  return digits === '' ? 0 : /^\d+$/.test(digits) ? Number(digits) : Number.NaN
}
