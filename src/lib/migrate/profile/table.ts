import { rowHash } from '../mapping/hash.js'
import { eachRow, type Source, type SourceTable, type Walk } from '../sources/index.js'
import { ColumnWatch } from './column.js'
import type { ContentKit } from './content.js'
import { type Hashes, Uniqueness } from './distinct.js'
import type { ColumnProfile, TableProfile } from './model.js'

/** What a table is gone through with. */
export interface TableWork {
  readonly source: Source
  /** Number of the source. */
  readonly at: number
  readonly kit: ContentKit
  readonly signal: AbortSignal
  readonly onRows: (table: string, rows: number) => void
}

/** Pairs are tried among so many columns with the most values. */
const PAIRED = 4

/** Goes once over a table (twice, when no single column tells its rows apart), holding one batch at a time. */
export async function profileTable(
  table: SourceTable,
  work: TableWork,
): Promise<{ profile: TableProfile; hashes: readonly Hashes[] }> {
  const watches = table.columns.map(() => new ColumnWatch())
  let damaged = 0
  let rows = 0
  await eachRow(work.source, table, walk(table, work), (row, place, isDamaged) => {
    rows += 1
    if (isDamaged) damaged += 1
    for (const [at, watch] of watches.entries()) watch.add(row[at] ?? null, place)
  })
  const columns = watches.map((watch, at) => {
    const { name = '', type = '' } = table.columns[at] ?? {}
    return watch.profile(name, type, work.kit)
  })
  const single = columns.filter((column) => isKey(column)).map(({ name }) => [name])
  const profile = {
    ...{ source: work.at, name: table.name, rows, damaged, encoding: table.encoding },
    key: table.key,
    candidates: single.length > 0 ? single : await pairsOf(table, work, columns),
    columns,
    unread: (table.unread ?? []).map(({ name }) => name),
    entity: null,
  }
  return { profile, hashes: watches.map((watch) => watch.hashes()) }
}

/** Whether a column tells all rows apart, and not by chance only: days, amounts and telephones do it in small tables. */
export function isKey({ nulls, repeats, content }: ColumnProfile): boolean {
  return nulls === 0 && repeats === 0 && !BY_CHANCE.has(content)
}

/** Contents that are different in each row by chance only, or not at all. */
export const BY_CHANCE: ReadonlySet<string> = new Set([
  'empty',
  'bytes',
  'date',
  'short-date',
  'decimal',
  'phone',
  'person',
])

function walk({ name }: SourceTable, { signal, onRows }: TableWork): Walk {
  return { signal, onRows: (rows) => onRows(name, rows) }
}

/** Pairs of columns without an empty value that tell all rows apart. */
async function pairsOf(
  table: SourceTable,
  work: TableWork,
  columns: TableProfile['columns'],
): Promise<readonly (readonly string[])[]> {
  const full = columns
    .map(({ name, nulls, distinct, content }, at) => ({ name, at, nulls, distinct, content }))
    .filter(({ nulls, distinct, content }) => nulls === 0 && distinct > 1 && content !== 'bytes')
    .sort((a, b) => b.distinct - a.distinct)
    .slice(0, PAIRED)
  const pairs = full.flatMap((a, index) =>
    full
      .slice(index + 1)
      .map((b) => ({ at: [a.at, b.at].sort((x, y) => x - y), watch: new Uniqueness() })),
  )
  if (pairs.length === 0) return []
  await eachRow(work.source, table, walk(table, work), (row) => {
    for (const { at, watch } of pairs) watch.add(rowHash(at.map((index) => row[index] ?? null)))
  })
  const unique = pairs.filter(({ watch }) => watch.repeats === 0)
  return unique.map(({ at }) => at.map((index) => columns[index]?.name ?? ''))
}
