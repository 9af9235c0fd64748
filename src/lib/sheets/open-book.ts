import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { AppError } from '../errors/index.js'
import { extractFile } from './archive-files.js'
import { checkCompound } from './compound-guard.js'
import { encodingOf } from './decode-text.js'
import { delimiterOf } from './delimiter.js'
import { defaultLimits, type ReadLimits } from './limits.js'
import type { BookFormat, OpenBook } from './model.js'
import { OpenDocumentScan } from './open-document.js'
import { openSheet } from './open-sheet.js'
import { type OpenedFile, openRows, prepareWorker } from './row-reader.js'
import { type OpenableArchive, openArchive } from './slim-archive.js'
import { sniff, sniffText } from './sniff.js'
import { openWordText } from './word-file.js'
import type { Content } from './worker/messages.js'
import { readableXml } from './xml-2003.js'

/**
 * `encoding` overrides the ladder for text files; `entry` names a file inside an archive (see `listArchive`); `limits`
 * are for tests and unusual machines.
 */
export interface ReadBookOptions {
  readonly encoding?: string
  readonly entry?: number
  /** Numbers with all their digits and days with their time, also where the format of the cell hides them. */
  readonly exact?: boolean
  readonly limits?: Partial<ReadLimits>
}

interface Given {
  readonly file: string
  readonly bytes: Uint8Array
  /** Where the bytes lie on disk, when they do. */
  readonly path: string | null
  readonly sha256: string
  readonly limits: ReadLimits
  readonly encoding: string | undefined
}

interface Openable {
  readonly format: BookFormat
  readonly encoding: string | null
  readonly inflatedBytes: number
  readonly content: OpenableArchive['content']
}

/**
 * Opens a table file for reading row by row: workbooks (.xlsx .xlsm .xlsb .xls .et .ods), tables of a .docx, HTML or XML
 * under any name, delimited text. The bytes decide, never the name. `file` in the result and in every error (HK-SHEET-001
 * to 017) is the base name. Close it when done.
 */
export async function openBook(path: string, options: ReadBookOptions = {}): Promise<OpenBook> {
  const file = basename(path)
  const limits = { ...defaultLimits, ...options.limits }
  const bytes = await load(path, file, limits)
  if (options.entry === undefined) return openLoaded(bytes, file, options, path)
  const inner = await extractFile(bytes, file, options.entry, limits)
  return openLoaded(inner.bytes, inner.name, options)
}

/** The same for bytes in hand, which stay as they are; `file` is the name to show. */
export function openBytes(
  bytes: Uint8Array,
  file: string,
  options: ReadBookOptions = {},
): Promise<OpenBook> {
  return openLoaded(Uint8Array.from(bytes), file, options)
}

/** The bytes are given away. */
async function openLoaded(
  bytes: Uint8Array,
  file: string,
  options: ReadBookOptions,
  path: string | null = null,
): Promise<OpenBook> {
  const limits = { ...defaultLimits, ...options.limits }
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const { format, encoding, inflatedBytes, content } = await openableOf({
    ...{ file, bytes, path, sha256, limits },
    encoding: options.encoding,
  })
  const opened =
    content.kind === 'word'
      ? openWordText(content.xml, file, limits)
      : await openRows({ file, limits, inflatedBytes, exact: options.exact === true }, content)
  try {
    const sheets = sheetsOf(opened, file, limits)
    return { file, sha256, format, encoding, sheets, close: () => opened.close() }
  } catch (error) {
    opened.close()
    throw error
  }
}

function sheetsOf(opened: OpenedFile, file: string, limits: ReadLimits): OpenBook['sheets'] {
  const broken = opened.sheets.find((sheet) => sheet.broken)
  if (broken !== undefined)
    throw new AppError('HK-SHEET-007', { file, damage: 'sheet', at: broken.name })
  const sheets = opened.sheets.map((about, index) =>
    openSheet({ file, opened, limits }, index, about),
  )
  if (sheets.every(({ head }) => head.length === 0)) throw new AppError('HK-SHEET-004', { file })
  return sheets
}

async function load(path: string, file: string, limits: ReadLimits): Promise<Uint8Array> {
  try {
    const about = await stat(path)
    if (about.isDirectory()) {
      await readdir(path) // one that may not be looked into says so
      throw new AppError('HK-SHEET-002', { file })
    }
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

async function openableOf(given: Given): Promise<Openable> {
  const { bytes, file } = given
  const seen = sniff(bytes)
  if (seen.kind === 'other') throw new AppError('HK-SHEET-005', { file, kind: seen.name })
  if (seen.kind !== 'text') prepareWorker(given.limits)
  if (seen.kind === 'zip') return { encoding: null, ...(await openArchive(bytes, given)) }
  if (seen.kind === 'text') return textOf(given)
  if (seen.kind === 'compound') checkCompound(bytes, file)
  const content: Content = { kind: 'book', content: bytes }
  return { format: 'xls', encoding: null, inflatedBytes: bytes.length * 10, content }
}

const SAMPLE_BYTES = 65_536

function textOf({ file, bytes, path, sha256, encoding: named }: Given): Openable {
  const encoding = encodingOf(bytes, file, named)
  const decoder = new TextDecoder(encoding)
  const sample = decoder.decode(bytes.subarray(0, SAMPLE_BYTES), { stream: true })
  const format = sniffText(sample)
  if (typeof format !== 'string') throw new AppError('HK-SHEET-005', { file, kind: format.kind })
  const inflatedBytes = bytes.length * 4
  if (format === 'csv') {
    const from = path === null ? bytes : { path: resolve(path), sha256 }
    const content = { kind: 'text', from, encoding, delimiter: delimiterOf(sample) } as const
    return { format, encoding, inflatedBytes, content }
  }
  const text = sample + decoder.decode(bytes.subarray(SAMPLE_BYTES))
  if (isCutOff(text, format))
    throw new AppError('HK-SHEET-007', { file, damage: 'sectors', at: '' })
  if (format === 'ods') {
    const scan = new OpenDocumentScan()
    scan.push(Buffer.from(text))
    const content = { kind: 'book', content: text, hidden: scan.hidden } as const
    return { format, encoding, inflatedBytes, content }
  }
  if (format === 'xml')
    return {
      format,
      encoding,
      inflatedBytes,
      content: { kind: 'book', content: readableXml(text) },
    }
  if (!/<t(?:able|r|d|h)\b/i.test(text)) throw new AppError('HK-SHEET-005', { file, kind: 'HTML' })
  return { format, encoding, inflatedBytes, content: { kind: 'html', text } }
}

/** Text that ends inside its table lost rows on the way; the library would read what is left without a word. */
function isCutOff(text: string, format: BookFormat): boolean {
  if (format !== 'html') return !/<\/(?:\w+:)?(?:Workbook|document)\s*>\s*$/.test(text)
  const lower = text.toLowerCase()
  return lower.lastIndexOf('<table') > lower.lastIndexOf('</table') && !lower.includes('</html')
}
