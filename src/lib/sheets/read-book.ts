import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../errors/index.js'
import { buildSheet } from './build-sheet.js'
import { checkCompound } from './compound-guard.js'
import { decodeText } from './decode-text.js'
import { defaultLimits, type ReadLimits } from './limits.js'
import type { Book, BookFormat, Sheet } from './model.js'
import { readDelimited } from './read-delimited.js'
import { nameArchive, sniff, sniffArchive, sniffText } from './sniff.js'
import { parseWorkbook } from './workbook-parser.js'
import { checkArchive } from './zip-guard.js'

/** `encoding` overrides the ladder for text files; `limits` are for tests and unusual machines. */
export interface ReadBookOptions {
  readonly encoding?: string
  readonly limits?: Partial<ReadLimits>
}

type Content = Pick<Book, 'format' | 'encoding' | 'sheets'>

interface Opened {
  readonly file: string
  readonly bytes: Uint8Array
  readonly limits: ReadLimits
  readonly encoding: string | undefined
}

/**
 * Reads a table file whole: workbooks (.xlsx .xlsm .xlsb .xls .et .ods), HTML or XML under any name, delimited text.
 * The bytes decide, never the name. `file` in the result and in every error (HK-SHEET-001 to 016) is the base name.
 */
export async function readBook(path: string, options: ReadBookOptions = {}): Promise<Book> {
  const file = basename(path)
  const limits = { ...defaultLimits, ...options.limits }
  return readBytes(await load(path, file, limits), file, options)
}

/** The same for bytes in hand; `file` is the name to show. */
export async function readBytes(
  bytes: Uint8Array,
  file: string,
  options: ReadBookOptions = {},
): Promise<Book> {
  const limits = { ...defaultLimits, ...options.limits }
  const content = await readContent({ file, bytes, limits, encoding: options.encoding })
  if (content.sheets.every(({ rows }) => rows.length === 0)) {
    throw new AppError('HK-SHEET-004', { file })
  }
  return { file, sha256: createHash('sha256').update(bytes).digest('hex'), ...content }
}

async function load(path: string, file: string, limits: ReadLimits): Promise<Uint8Array> {
  try {
    const about = await stat(path)
    if (about.isDirectory()) throw new AppError('HK-SHEET-002', { file })
    if (!about.isFile()) throw new AppError('HK-SHEET-003', { file, reason: 'ENOTFILE' })
    if (about.size === 0) throw new AppError('HK-SHEET-004', { file })
    if (about.size > limits.fileBytes) {
      throw new AppError('HK-SHEET-008', { file, what: 'file', limit: limits.fileBytes })
    }
    return await readFile(path)
  } catch (cause) {
    if (!(cause instanceof Error) || !('code' in cause) || cause instanceof AppError) throw cause
    if (cause.code === 'ENOENT') throw new AppError('HK-SHEET-001', { file }, { cause })
    throw new AppError('HK-SHEET-003', { file, reason: String(cause.code) }, { cause })
  }
}

function readContent(opened: Opened): Promise<Content> {
  const seen = sniff(opened.bytes)
  if (seen.kind === 'other') {
    throw new AppError('HK-SHEET-005', { file: opened.file, kind: seen.name })
  }
  if (seen.kind === 'zip') return readArchive(opened)
  if (seen.kind === 'text') return readText(opened)
  if (seen.kind === 'compound') checkCompound(opened.bytes, opened.file)
  return readWorkbook(opened, 'xls', opened.bytes, opened.bytes.length * 10)
}

async function readArchive(opened: Opened): Promise<Content> {
  const archive = await checkArchive(opened.bytes, opened)
  const format = sniffArchive(opened.bytes, archive.names)
  if (format === null) {
    throw new AppError('HK-SHEET-005', { file: opened.file, kind: nameArchive(archive.names) })
  }
  return readWorkbook(opened, format, opened.bytes, archive.inflatedBytes)
}

async function readText(opened: Opened): Promise<Content> {
  const { text, encoding } = decodeText(opened.bytes, opened.file, opened.encoding)
  const format = sniffText(text)
  if (format === 'csv') {
    return { format, encoding, sheets: [await readDelimited(text, opened)] }
  }
  const content = await readWorkbook(opened, format, text, opened.bytes.length * 4)
  return { ...content, encoding }
}

async function readWorkbook(
  { file, limits }: Opened,
  format: BookFormat,
  content: Uint8Array | string,
  inflatedBytes: number,
): Promise<Content> {
  const packed = await parseWorkbook({ file, content, inflatedBytes, limits })
  const broken = packed.sheets.find((sheet) => sheet.broken)
  if (broken !== undefined)
    throw new AppError('HK-SHEET-007', { file, damage: 'sheet', at: broken.name })
  const sheets: Sheet[] = packed.sheets.map((sheet) => buildSheet(sheet, file))
  return { format, encoding: null, sheets }
}
