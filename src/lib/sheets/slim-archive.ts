import { AppError } from '../errors/index.js'
import { BinaryPart } from './binary-part.js'
import type { ReadLimits } from './limits.js'
import type { BookFormat } from './model.js'
import { OpenDocumentScan } from './open-document.js'
import { isCutOff, PartSlimmer, type SlimPart } from './slim-part.js'
import { nameArchive, sniffArchive } from './sniff.js'
import { isWordText } from './word-file.js'
import type { Content, PackedPart } from './worker/messages.js'
import { readZipDirectory, type ZipEntry } from './zip-directory.js'
import { checkArchive } from './zip-guard.js'

/** Text of a .docx, whose tables are read like sheets. */
export interface WordContent {
  readonly kind: 'word'
  readonly xml: string
}

/** An archive that is a workbook, ready for the worker, or a .docx. */
export interface OpenableArchive {
  readonly format: BookFormat
  readonly inflatedBytes: number
  readonly content: Content | WordContent
}

const ODS_TEXT = 'content.xml'
/** All that SheetJS looks at in an .ods. */
const ODS_PARTS = ['META-INF/manifest.xml', 'styles.xml', ODS_TEXT]
const WORD_END = /(?:<\/(?:\w+:)?document|<(?:\w+:)?document[^<>]*\/)\s*>\s*$/

/** What the parts of an .xlsx that are neither rows nor strings are called. */
const SHELL_PART = /\.(?:xml|rels|vml)$/i
/** Copies of data that pivot tables keep for themselves, and what other programs put aside. */
const NEEDLESS_PART = /pivotCacheRecords\d*\.xml$|(?:^|[\\/])customXml[\\/]/i

/**
 * Checks an archive entry by entry and readies it for the worker: an .xlsx as its shell with its rows and strings apart,
 * any other workbook whole, a .docx as its text. Errors: those of `checkArchive`, HK-SHEET-005 for anything else.
 */
export async function openArchive(
  bytes: Uint8Array,
  checking: { readonly file: string; readonly limits: ReadLimits },
): Promise<OpenableArchive> {
  const { file } = checking
  const names = readZipDirectory(bytes, file).map(({ name }) => name)
  const format = sniffArchive(bytes, names)
  if (format === 'xlsx') return openXlsx(bytes, checking)
  if (names.some(isWordText)) return openDocx(bytes, checking)
  if (format === 'ods') return openOds(bytes, checking)
  const inflatedBytes = await checkBinary(bytes, checking)
  if (format === null) throw new AppError('HK-SHEET-005', { file, kind: nameArchive(names) })
  return { format, inflatedBytes, content: { kind: 'book', content: bytes } }
}

/** Checks an archive, the parts of an .xlsb in it also for their ends: SheetJS reads what is left without a word. */
async function checkBinary(
  bytes: Uint8Array,
  checking: { readonly file: string; readonly limits: ReadLimits },
): Promise<number> {
  const parts = new Map<string, BinaryPart>()
  const { inflatedBytes } = await checkArchive(bytes, checking, ({ name }) => {
    if (!name.toLowerCase().endsWith('.bin')) return null
    const part = new BinaryPart()
    parts.set(name, part)
    return (chunk) => part.push(chunk)
  })
  const cut = [...parts].find(([name, part]) => part.isCutOff(name))
  if (cut === undefined) return inflatedBytes
  throw new AppError('HK-SHEET-007', { file: checking.file, damage: 'entry', at: cut[0] })
}

async function openOds(
  bytes: Uint8Array,
  checking: { readonly file: string; readonly limits: ReadLimits },
): Promise<OpenableArchive> {
  const scans = new Map(ODS_PARTS.map((name) => [name, new OpenDocumentScan()]))
  const { inflatedBytes, names } = await checkArchive(bytes, checking, ({ name }) => {
    const scan = scans.get(name)
    return scan === undefined ? null : (chunk) => scan.push(chunk)
  })
  const text = scans.get(ODS_TEXT)
  if (text?.isWhole !== true)
    throw new AppError('HK-SHEET-007', { file: checking.file, damage: 'entry', at: ODS_TEXT })
  const { zipSync } = await import('fflate')
  const parts = [...scans].flatMap(([name, { readable }]) =>
    names.includes(name) ? [[name, readable] as const] : [],
  )
  const readable = zipSync(Object.fromEntries(parts), { level: 0 })
  const content = { kind: 'book', content: readable, hidden: text.hidden } as const
  return { format: 'ods', inflatedBytes, content }
}

async function openDocx(
  bytes: Uint8Array,
  checking: { readonly file: string; readonly limits: ReadLimits },
): Promise<OpenableArchive> {
  const chunks: Buffer[] = []
  const { names, inflatedBytes } = await checkArchive(bytes, checking, ({ name }) =>
    isWordText(name) ? (chunk) => chunks.push(chunk) : null,
  )
  const xml = Buffer.concat(chunks).toString('utf8')
  if (!WORD_END.test(xml.slice(-1_000)))
    throw new AppError('HK-SHEET-007', {
      file: checking.file,
      damage: 'entry',
      at: names.find(isWordText) ?? '',
    })
  if (!xml.includes('<w:tbl'))
    throw new AppError('HK-SHEET-005', { file: checking.file, kind: nameArchive(names) })
  return { format: 'docx', inflatedBytes, content: { kind: 'word', xml } }
}

async function openXlsx(
  bytes: Uint8Array,
  checking: { readonly file: string; readonly limits: ReadLimits },
): Promise<OpenableArchive> {
  const { slimmers, inflatedBytes } = await slim(bytes, checking)
  const shell: Record<string, Uint8Array> = {}
  const sheets: PackedPart[] = []
  let strings: PackedPart | null = null
  for (const [entry, slimmer] of slimmers) {
    const part = whole(slimmer.finish(), entry, checking.file)
    const packed = placeOf(entry, bytes)
    sheets.push(packed)
    if (part.kind === 'strings') strings = packed
    else shell[entry.name] = part.content
  }
  const { zipSync } = await import('fflate')
  const content = { kind: 'package', shell: zipSync(shell, { level: 0 }), bytes, sheets, strings }
  return { format: 'xlsx', inflatedBytes, content: content as Content }
}

async function slim(
  bytes: Uint8Array,
  checking: { readonly file: string; readonly limits: ReadLimits },
): Promise<{
  readonly slimmers: ReadonlyMap<ZipEntry, PartSlimmer>
  readonly inflatedBytes: number
}> {
  const { file, limits } = checking
  const slimmers = new Map<ZipEntry, PartSlimmer>()
  let size = 0
  const { inflatedBytes } = await checkArchive(bytes, checking, (entry) => {
    if (!SHELL_PART.test(entry.name) || NEEDLESS_PART.test(entry.name)) return null
    const slimmer = new PartSlimmer(`row-part-${slimmers.size}`)
    slimmers.set(entry, slimmer)
    return (chunk) => {
      const before = slimmer.size
      slimmer.push(chunk)
      size += slimmer.size - before
      if (size > limits.shellBytes)
        throw new AppError('HK-SHEET-008', { file, what: 'shell', limit: limits.shellBytes })
    }
  })
  return { slimmers, inflatedBytes }
}

function whole(part: SlimPart, { name }: ZipEntry, file: string): SlimPart {
  if (!isCutOff(part, name)) return part
  throw new AppError('HK-SHEET-007', { file, damage: 'entry', at: name })
}

function placeOf({ packed, method }: ZipEntry, bytes: Uint8Array): PackedPart {
  const start = packed.byteOffset - bytes.byteOffset
  return { start, end: start + packed.length, method }
}
