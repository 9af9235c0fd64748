import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { z } from 'zod'
import { AppError } from '../errors/index.js'

/** Who writes in a workspace. `started` is wall time as the caller gave it. */
export interface LockHolder {
  readonly pid: number
  readonly host: string
  readonly started: string
}

const holderSchema = z.strictObject({ pid: z.int(), host: z.string(), started: z.string() })

/** Lock files held by this very process: its own number in a file it does not hold is left from an earlier life. */
const held = new Set<string>()

/**
 * Takes the workspace's one writer's place and gives the function that frees it. A holder that died on
 * this machine is replaced; a living one, or one of another machine, is refused by name (HK-WORK-007).
 */
export function takeLock(file: string, started: string): () => void {
  const mine: LockHolder = { pid: process.pid, host: hostname(), started }
  while (!create(file, mine)) {
    const holder = readLock(file)
    if (holder && isAlive(holder, file)) throw new AppError('HK-WORK-007', { ...holder, file })
    clearStale(file)
  }
  held.add(file)
  return () => {
    if (held.delete(file)) rmSync(file, { force: true })
  }
}

/** Who holds a lock file, null when nobody does or its text was cut off by a kill. */
export function readLock(file: string): LockHolder | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    if (isCode(error, ['ENOENT'])) return null
    throw error
  }
}

/** True while the holder runs; of another machine we cannot know, so it counts as running. */
export function isAlive(holder: LockHolder, file: string): boolean {
  if (holder.host !== hostname()) return true
  if (holder.pid === process.pid) return held.has(file)
  try {
    process.kill(holder.pid, 0)
    return true
  } catch (error) {
    return isCode(error, ['EPERM'])
  }
}

/** The lock appears with its text in one act, so that nobody meets it half written. */
function create(file: string, holder: LockHolder): boolean {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify(holder))
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (isCode(error, ['EEXIST'])) return false
    return createUnlinked(file, holder, error)
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Memory sticks (exFAT) know no hard links. */
function createUnlinked(file: string, holder: LockHolder, cause: unknown): boolean {
  if (!isCode(cause, ['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP'])) throw cause
  try {
    writeFileSync(file, JSON.stringify(holder), { flag: 'wx' })
    return true
  } catch (error) {
    if (isCode(error, ['EEXIST'])) return false
    throw error
  }
}

/** Moves a dead lock away; if another process took it over in between, its live lock is put back. */
function clearStale(file: string): void {
  const aside = `${file}.stale-${process.pid}`
  try {
    renameSync(file, aside)
  } catch (error) {
    if (isCode(error, ['ENOENT'])) return
    throw error
  }
  const moved = readLock(aside)
  if (moved && isAlive(moved, file)) renameSync(aside, file)
  else rmSync(aside, { force: true })
}

function isCode(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}
