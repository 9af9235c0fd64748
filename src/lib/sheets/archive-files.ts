import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../errors/index.js'
import { defaultLimits, type ReadLimits } from './limits.js'
import { sniff, sniffArchive } from './sniff.js'
import { readZipDirectory, type ZipEntry } from './zip-directory.js'
import { inflateEntry } from './zip-guard.js'

/**
 * A file inside an archive: `name` is its own name without any folder, `folders` are those around it there, outermost
 * first, to be shown and never opened; `entry` tells it apart from others of that name.
 */
export interface ArchivedFile {
  readonly name: string
  readonly folders: readonly string[]
  readonly entry: number
}

/** What office programs, desktops and packers leave beside the files of people. */
const LITTER = /^(?:~\$|\.|Thumbs\.db$|desktop\.ini$)/iu

/** What the first entry of an office file is called. */
const OFFICE = /^(?:\[Content_Types\]\.xml|mimetype|_rels|docProps|xl|word|ppt)/

/**
 * The files inside a .zip that holds other files (workbooks are .zip files too: null for those and for what is no .zip).
 * Names come out readable whether they were written in UTF-8 or GBK; folders and paths count for nothing.
 * Errors: HK-SHEET-007, -008 and -016 of a damaged, overgrown or encrypted archive.
 */
function archivedFiles(bytes: Uint8Array, file: string): readonly ArchivedFile[] | null {
  if (sniff(bytes).kind !== 'zip') return null
  const entries = readZipDirectory(bytes, file)
  const names = entries.map(({ name }) => name)
  if (sniffArchive(bytes, names) !== null || names.includes('[Content_Types].xml')) return null
  return entries.flatMap((entry, index) => {
    const name = ownName(entry)
    if (name === '' || LITTER.test(name) || isMacShadow(entry)) return []
    return { name, folders: pathOf(entry).slice(0, -1).filter(isFolder), entry: index }
  })
}

/**
 * The same for a file on disk, of which no more than the first bytes are read when those tell. Pipes and devices, which
 * would keep whoever opens them waiting, are never opened.
 */
export async function listArchive(path: string): Promise<readonly ArchivedFile[] | null> {
  if (!(await stat(path)).isFile()) return null
  const file = await open(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(64), 0, 64, 0)
    if (sniff(buffer).kind !== 'zip' || OFFICE.test(buffer.toString('latin1', 30))) return null
    return archivedFiles(await file.readFile(), basename(path))
  } finally {
    await file.close()
  }
}

/** One file out of an archive, within the same caps as any archive (HK-SHEET-007 to -009, -016). */
export async function extractFile(
  bytes: Uint8Array,
  file: string,
  wanted: number,
  limits: ReadLimits = defaultLimits,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const entries = readZipDirectory(bytes, file)
  const entry = entries[wanted]
  if (entry === undefined) throw new AppError('HK-SHEET-007', { file, damage: 'directory', at: '' })
  return { name: ownName(entry), bytes: await inflateEntry(entry, { file, limits }) }
}

function ownName(entry: ZipEntry): string {
  return pathOf(entry).at(-1) ?? ''
}

function pathOf({ rawName, isUtf8 }: ZipEntry): readonly string[] {
  const name = isUtf8 ? rawName.toString('utf8') : localName(rawName)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: names with them are made to mislead
  const clean = name.replace(/[\u0000-\u001f\u007f\u202a-\u202e]/gu, '')
  return clean
    .replaceAll('\\', '/')
    .split('/')
    .map((part) => part.trim())
}

function isFolder(name: string): boolean {
  return !/^\.*$|:/u.test(name)
}

/** Packers on Chinese Windows write GBK and do not say so; others write UTF-8 and do not say so either. */
function localName(raw: Buffer): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(raw)
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
    }
  }
  return raw.toString('latin1')
}

function isMacShadow({ name }: ZipEntry): boolean {
  return name.startsWith('__MACOSX/')
}
