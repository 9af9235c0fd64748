import { existsSync } from 'node:fs'
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { AppError, type Finding, found } from '../errors/index.js'

/** Where a file really went; `note` says so when another program had the wanted one open. */
export interface WrittenFile {
  readonly path: string
  readonly note: Finding | null
}

/**
 * Writes a file whole or not at all (temporary file, fsync, rename), making its folder.
 * If WPS or Excel holds the target, it is saved beside it as `名称 (2).xlsx`. HK-WORK-011 when neither works.
 * `mode` 0o600 makes it for its owner alone.
 */
export async function writeFileAtomic(
  path: string,
  data: string | Uint8Array,
  mode = 0o666,
): Promise<WrittenFile> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`)
  try {
    return await telling(path, async () => {
      await mkdir(dirname(path), { recursive: true })
      await writeDurably(temporary, data, mode)
      return place(temporary, path)
    })
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

/**
 * Writes what may be too long for memory beside its place, durably; the function that it gives moves it there, durably too.
 * HK-WORK-011 when either does not work: the file that is there stays as it is.
 */
export async function stageFile(
  path: string,
  data: AsyncIterable<Uint8Array>,
): Promise<() => Promise<void>> {
  const folder = dirname(path)
  const temporary = join(folder, `.${basename(path)}.part`)
  await telling(path, async () => {
    await mkdir(folder, { recursive: true })
    await writeDurably(temporary, data, 0o666)
  })
  return () =>
    telling(path, async () => {
      await rename(temporary, path)
      if (process.platform !== 'win32') await syncFolder(folder)
    })
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function telling<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isSystemError(error)) throw error
    throw new AppError('HK-WORK-011', { file: path, reason: error.code }, { cause: error })
  }
}

/** `writeFileAtomic` for a file that must not be there yet, unless `force` says to write over it: HK-FORM-001. */
export async function writeFileNew(
  path: string,
  data: string | Uint8Array,
  force: boolean,
): Promise<WrittenFile> {
  if (!force && existsSync(path)) throw new AppError('HK-FORM-001', { files: [path] })
  return await writeFileAtomic(path, data)
}

async function writeDurably(
  path: string,
  data: string | Uint8Array | AsyncIterable<Uint8Array>,
  mode: number,
): Promise<void> {
  const file = await open(path, 'w', mode)
  try {
    await writeFile(file, data)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function place(temporary: string, path: string): Promise<WrittenFile> {
  if (!isOpenInOffice(path)) {
    try {
      await rename(temporary, path)
      return { path, note: null }
    } catch (error) {
      if (!isBusy(error) || !existsSync(path)) throw error
    }
  }
  const written = freeNameBeside(path)
  await rename(temporary, written)
  return { path: written, note: found('HK-WORK-102', { wanted: path, written }, { file: written }) }
}

/**
 * Windows refuses the rename itself; elsewhere only the owner file that WPS, Excel or LibreOffice lays beside
 * an open document tells, and without heeding it their next save would write over ours.
 */
function isOpenInOffice(path: string): boolean {
  if (process.platform === 'win32' || !existsSync(path)) return false
  const name = basename(path)
  return [`~$${name}`, `.~${name}`, `.~lock.${name}#`].some((owner) =>
    existsSync(join(dirname(path), owner)),
  )
}

function freeNameBeside(path: string): string {
  const extension = extname(path)
  const stem = path.slice(0, path.length - extension.length)
  let number = 2
  while (existsSync(`${stem} (${number})${extension}`)) number += 1
  return `${stem} (${number})${extension}`
}

function isBusy(error: unknown): boolean {
  return isSystemError(error) && ['EBUSY', 'EPERM', 'EACCES'].includes(error.code)
}

function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    !(error instanceof AppError)
  )
}
