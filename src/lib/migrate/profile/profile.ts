import { type Finding, found } from '../../errors/index.js'
import { loadKnowledge } from '../run/knowledge.js'
import {
  findTable,
  isHeadless,
  openSource,
  type Place,
  type Source,
  type SourceOptions,
  type SourceTable,
} from '../sources/index.js'
import { guessTable, type TableGuess } from '../starter/guess.js'
import { loadMeanings } from '../starter/meanings.js'
import type { PointedAt } from '../survey.js'
import { withAlike } from './alike.js'
import type { Hashes } from './distinct.js'
import type { Fingered, Profile } from './model.js'
import { referencesOf } from './references.js'
import { profileTable } from './table.js'

/** What is to be looked through. */
export interface ProfileRequest {
  readonly pointed: PointedAt
  /** Only these tables; null for all. */
  readonly tables: readonly string[] | null
  readonly today: string
  readonly signal: AbortSignal
  readonly onRows: (table: string, rows: number) => void
}

/**
 * Looks through old data once, in memory that does not grow with it: what each column holds, which columns tell rows apart,
 * which stand for rows of other tables. Reads only. HK-MIG-002 for a table that no source has.
 */
export async function profileSources(request: ProfileRequest): Promise<Profile> {
  const { sources, folder, secret } = request.pointed
  const meanings = await loadMeanings()
  const { hasRegion } = await loadKnowledge()
  const { today, signal, onRows } = request
  const fingered: Fingered[] = []
  const joined: SourceOptions[] = []
  for (const [at, options] of sources.entries()) {
    const source = await openAlike(options, { folder, secret }, joined)
    try {
      for (const table of wanted(await source.describe(), request.tables, sources.length === 1)) {
        const work = { source, at: at + 1, kit: { today, hasRegion }, signal, onRows }
        const { profile, hashes } = await profileTable(table, work)
        fingered.push(...named(guessTable(profile, meanings), hashes))
      }
    } finally {
      await source.close()
    }
  }
  const tables = [...new Set(fingered.map(({ table }) => table))]
  return { sources: joined, tables, references: referencesOf(fingered) }
}

/** Opens a source, its tables of one form together; `joined` is told how. */
async function openAlike(
  options: SourceOptions,
  place: Place,
  joined: SourceOptions[],
): Promise<Source> {
  const source = await openSource(options, place)
  const alike = withAlike(options, await source.describe())
  joined.push(alike)
  if (alike === options) return source
  await source.close()
  return openSource(alike, place)
}

/** HK-MIG-002 for a table that no source has. */
function wanted(
  tables: readonly SourceTable[],
  names: readonly string[] | null,
  isOnlySource: boolean,
) {
  if (names === null) return tables
  const all = tables.map(({ name }) => name)
  const known = isOnlySource ? names : names.filter((name) => all.includes(name))
  const found = new Set(known.map((name) => findTable(all, name, '')))
  return tables.filter(({ name }) => found.has(name))
}

/** A table's columns with what they seem to be. */
function named(guess: TableGuess, hashes: readonly Hashes[]): readonly Fingered[] {
  const columns = guess.columns.map(({ column, is }) => ({ ...column, meaning: is?.field ?? null }))
  const table = { ...guess.table, columns, entity: guess.entity?.id ?? null }
  return columns.map((column, at) => ({ table, column, hashes: hashes[at] ?? NONE }))
}

const NONE: Hashes = { least: [], isAll: true }

/** What in a profile somebody must look at: characters that were lost or mistaken, damaged rows, columns that cannot be read. */
export function profileFindings({ tables }: Profile): readonly Finding[] {
  return tables.flatMap(({ name: table, damaged, unread, columns }) => [
    ...columns.flatMap(({ name: column, signs }) =>
      signs.map(({ sign, rows, places }) =>
        found('HK-MIG-501', { table, column, sign, rows, places }),
      ),
    ),
    ...(damaged === 0 ? [] : [found('HK-MIG-502', { table, rows: damaged })]),
    ...(unread.length === 0 ? [] : [found('HK-MIG-503', { table, columns: unread })]),
    ...(isHeadless(columns) ? [found('HK-MIG-506', { table, columns: columns.length })] : []),
  ])
}
