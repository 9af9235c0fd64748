import { closeSync, existsSync, mkdirSync, openSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Database } from 'better-sqlite3'
import { instantFrom } from '../../calendar/index.js'
import { AppError } from '../../errors/index.js'
import { takeLock } from '../../workspace/index.js'
import { type Ledger, openLedger } from '../ledger/index.js'
import type { Mapping } from '../mapping/load.js'
import { openTarget } from '../targets/index.js'
import type { Target } from '../targets/model.js'
import { storing } from './store.js'

/** A mapping with its ledger and its target open. Only one process writes to it at a time. */
export interface Migration {
  readonly mapping: Mapping
  readonly ledger: Ledger
  readonly target: Target
  /** The SQLite file that holds the ledger. */
  readonly file: string
}

/** What a migration is opened with. */
export interface Opening {
  /** Wall time in ms: since when somebody writes, and what halls ask to be signed. */
  readonly clock: () => number
  /** A file that takes the ledger's place (and that of an SQLite target): nothing that is written stays. */
  readonly rehearsal?: string
  /** Where the tokens of halls on this machine lie; without it the hall of a workspace is not found. */
  readonly secretsDir?: string
}

/**
 * Works with ledger and target open for writing, and closes them whatever comes of it. HK-WORK-007 while somebody else
 * writes, HK-MIG-023 when the target cannot be opened.
 */
export async function inMigration<T>(
  mapping: Mapping,
  { clock, rehearsal, secretsDir }: Opening,
  work: (migration: Migration) => T | Promise<T>,
): Promise<T> {
  const file = rehearsal ?? ledgerFile(mapping)
  mkdirSync(dirname(file), { recursive: true })
  const release = takeLock(`${file}.hallkit-lock`, instantFrom(clock()))
  try {
    return await inLedger(file, mapping.system, async (database, ledger) => {
      const rehearse = rehearsal !== undefined
      const opening = { database, file: ledgerFile(mapping), rehearse, clock, secretsDir }
      const target = await openTarget(mapping, opening)
      try {
        return await work({ mapping, ledger, target, file })
      } finally {
        await target.close()
      }
    })
  } finally {
    release()
  }
}

/** Works with a ledger; a file that was made for it is gone again when no run was begun. */
async function inLedger<T>(
  file: string,
  system: string,
  work: (database: Database, ledger: Ledger) => Promise<T>,
): Promise<T> {
  const isNew = !existsSync(file)
  let [database, ledger]: [Database | null, Ledger | null] = [null, null]
  try {
    database = await openFile(file)
    ledger = openLedger(database, system)
    return await work(database, ledger)
  } finally {
    const isBegun = (ledger?.runs().length ?? 0) > 0
    database?.close()
    if (isNew && !isBegun) for (const end of SIDES) rmSync(file + end, { force: true })
  }
}

/** What SQLite lays beside a file. */
export const SIDES = ['', '-wal', '-shm'] as const

/** Writes to a target in one go, where it knows such a thing. */
export function wholly<T>(target: Target, work: () => Promise<T>): Promise<T> {
  return target.whole === undefined ? work() : target.whole(work)
}

/** Where the ledger of a mapping lies: in the target when that is an SQLite file, else beside the mapping. */
export function ledgerFile({ folder, file, target }: Mapping): string {
  return target.driver === 'sqlite'
    ? resolve(folder, target.path)
    : file.replace(/(?:\.ya?ml)?$/i, '.ledger.sqlite')
}

/** Copies an SQLite file as it stands, whoever else uses it. */
export async function copyDatabase(from: string, to: string): Promise<void> {
  const { default: Sqlite } = await import('better-sqlite3')
  const database = new Sqlite(from, { readonly: true, fileMustExist: true })
  try {
    makePrivate(to)
    await database.backup(to)
  } finally {
    database.close()
  }
}

/** Reads the ledger of a mapping while others may write; null when nothing was ever migrated. */
export async function readLedger<T>(
  mapping: Mapping,
  read: (ledger: Ledger) => T,
): Promise<T | null> {
  const file = ledgerFile(mapping)
  if (!existsSync(file)) return null
  const { default: Sqlite } = await import('better-sqlite3')
  const database = new Sqlite(file, { readonly: true, timeout: 5000 })
  try {
    const hasLedger = database
      .prepare("SELECT 1 FROM sqlite_schema WHERE name = 'hallkit_manual'")
      .get()
    return hasLedger === undefined ? null : read(openLedger(database, mapping.system))
  } finally {
    database.close()
  }
}

/**
 * Makes the file for its owner alone (0600), for whole rows of people lie in it; SQLite gives its side files the same mode.
 * One that is there keeps the mode that somebody gave it. HK-MIG-023 when it cannot be made.
 */
function makePrivate(file: string): void {
  if (existsSync(file)) return
  try {
    closeSync(openSync(file, 'a', 0o600))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new AppError('HK-MIG-023', { target: file, reason }, { cause: error })
  }
}

/** WAL without a flush for each batch: a kill loses nothing, a power cut at most the last batches, whole. */
async function openFile(file: string): Promise<Database> {
  const { default: Sqlite } = await import('better-sqlite3')
  return storing(file, async () => {
    makePrivate(file)
    const database = new Sqlite(file, { timeout: 5000 })
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = NORMAL')
    database.pragma('cache_size = -64000')
    database.pragma('wal_autocheckpoint = 8000')
    return database
  })
}
