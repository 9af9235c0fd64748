import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { AppError } from '../errors/index.js'
import { listArchive } from '../sheets/index.js'
import type { InboxFile } from './model.js'

/** What office programs and desktops leave beside the files of people. */
const LITTER = /^(?:~\$|\.|Thumbs\.db$|desktop\.ini$)/iu

/**
 * The files that paths name, folders and archives walked, in a stable order, each once. Litter of office programs is
 * left out. A file is named relative to `root` when it lies there, else by its whole path, always with `/`.
 * Errors: HK-INBOX-004 no such path, HK-INBOX-005 nothing found.
 */
export async function collectFiles(
  paths: readonly string[],
  root: string,
): Promise<readonly InboxFile[]> {
  const found = (await Promise.all(paths.map((path) => expand(resolve(path))))).flat()
  const files: InboxFile[] = []
  for (const path of new Set(found)) files.push(...(await open(path, root)))
  if (files.length === 0) throw new AppError('HK-INBOX-005', { paths })
  return files.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** An archive of files gives its files, named as if it were a folder; one that cannot be opened stays a file, to be told of. */
async function open(path: string, root: string): Promise<readonly InboxFile[]> {
  const name = nameOf(path, root)
  const inside = await listArchive(path).catch((error: unknown) => {
    if (error instanceof AppError || isSystemError(error)) return null
    throw error
  })
  if (inside === null || inside.length === 0) return [{ path, name }]
  const names = inside.map((file) => [...file.folders, file.name].join('/'))
  return inside.map((file, index) => {
    const own = names[index] ?? file.name
    const isRepeated = names.indexOf(own) !== index
    return { path, name: `${name}/${isRepeated ? `${index + 1}/` : ''}${own}`, entry: file.entry }
  })
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}

/** Where the shell does not expand `*.xlsx` (Windows), we do: * and ? in the last part of a path. */
async function expand(path: string): Promise<readonly string[]> {
  const wanted = basename(path)
  if (!/[*?]/u.test(wanted) || existsSync(path)) return walk(path)
  const names = await readdir(dirname(path)).catch((cause: unknown) => {
    if (!isMissing(cause)) throw cause
    throw new AppError('HK-INBOX-004', { path }, { cause })
  })
  const hits = names.filter((name) => !LITTER.test(name) && matches(name, wanted))
  if (hits.length === 0) throw new AppError('HK-INBOX-004', { path })
  return (await Promise.all(hits.map((name) => walk(join(dirname(path), name))))).flat()
}

function matches(name: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/gu, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`, 'iu').test(name)
}

async function walk(path: string): Promise<readonly string[]> {
  const about = await stat(path).catch((cause: unknown) => {
    if (!isMissing(cause)) throw cause
    throw new AppError('HK-INBOX-004', { path }, { cause })
  })
  if (!about.isDirectory()) return [path]
  const entries = await readdir(path, { withFileTypes: true })
  const kept = entries.filter(({ name }) => !LITTER.test(name))
  return (
    await Promise.all(
      kept.map((entry) => {
        const inside = join(path, entry.name)
        return entry.isDirectory() ? walkInside(inside) : [inside]
      }),
    )
  ).flat()
}

/** A folder within a folder; one that may not be looked into stands for itself, to be told of among the files. */
async function walkInside(path: string): Promise<readonly string[]> {
  return walk(path).catch((error: unknown) => {
    if (isSystemError(error)) return [path]
    throw error
  })
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

function nameOf(path: string, root: string): string {
  const inside = relative(resolve(root), path)
  const isOutside = inside === '' || inside.startsWith('..') || isAbsolute(inside)
  return (isOutside ? path : inside).split(sep).join('/')
}
