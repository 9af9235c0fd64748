import { AppError } from '../errors/index.js'

const SHEETS_STREAMS = ['Workbook', 'Book', 'WORKBOOK', 'BOOK']
const LAST_LINK = 0xfffffff9

/**
 * Looks into a compound file (.xls and its relatives) before it is parsed: encrypted packages, Word and
 * PowerPoint files and files whose sectors are cut off are named errors (HK-SHEET-016, 005, 007).
 */
export function checkCompound(bytes: Uint8Array, file: string): void {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (hasStream(view, 'EncryptedPackage')) throw new AppError('HK-SHEET-016', { file })
  if (lastSector(view) > sectorsIn(view)) {
    throw new AppError('HK-SHEET-007', { file, damage: 'sectors', at: '' })
  }
  if (SHEETS_STREAMS.some((name) => hasStream(view, name))) return
  throw new AppError('HK-SHEET-005', { file, kind: nameCompound(view) })
}

/** Directory entries hold their names in UTF-16 at the start of a 128-byte slot. */
function hasStream(view: Buffer, name: string): boolean {
  const wanted = Buffer.from(`${name}\0`, 'utf16le')
  for (let at = view.indexOf(wanted); at >= 0; at = view.indexOf(wanted, at + 1)) {
    if (at % 128 === 0) return true
  }
  return false
}

function nameCompound(view: Buffer): string {
  if (hasStream(view, 'WordDocument')) return 'Word (.doc)'
  if (hasStream(view, 'PowerPoint Document')) return 'PowerPoint (.ppt)'
  return 'OLE'
}

function sectorSize(view: Buffer): number {
  return 2 ** Math.min(16, Math.max(7, view.length > 32 ? view.readUInt16LE(30) : 9))
}

function sectorsIn(view: Buffer): number {
  return Math.ceil((view.length - 512) / sectorSize(view))
}

/** How many sectors the allocation table points at; Infinity when the table itself is gone. */
function lastSector(view: Buffer): number {
  if (view.length < 512) return Number.POSITIVE_INFINITY
  const size = sectorSize(view)
  const tables = Math.min(109, view.readUInt32LE(44))
  let last = 0
  for (let i = 0; i < tables; i += 1) {
    const start = 512 + view.readUInt32LE(76 + 4 * i) * size
    if (start + size > view.length) return Number.POSITIVE_INFINITY
    last = Math.max(last, farthest(view.subarray(start, start + size)))
  }
  return last
}

/** Only links count: writers mark sectors that they never use as free, as ends of chains or as zeros. */
function farthest(table: Buffer): number {
  let last = 0
  for (let at = 0; at + 4 <= table.length; at += 4) {
    const next = table.readUInt32LE(at)
    if (next <= LAST_LINK) last = Math.max(last, next + 1)
  }
  return last
}
