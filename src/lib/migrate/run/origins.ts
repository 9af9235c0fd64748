import { type Flaw, isDamage } from '../flaw.js'
import type { QuarantinedRow } from '../ledger/index.js'
import { rowHash } from '../mapping/hash.js'
import {
  type Cell,
  type Reading,
  type Source,
  type SourceBatch,
  type SourceRow,
  type SourceTable,
  shownOf,
} from '../sources/index.js'

/** Where a row came from and what it was. */
export interface Origin {
  /** `办件.csv:17`, or table and number. */
  readonly place: string
  /** By column; bytes as `{ base64 }`. */
  readonly raw: Readonly<Record<string, unknown>>
  readonly rawHash: number
}

/** Rows as they come, from the source or out of the quarantine. */
export interface RawBatch extends Pick<SourceBatch, 'rows' | 'prints' | 'flaws' | 'end' | 'share'> {
  /** Under which key each row was kept out, when it was. */
  readonly keptAs: readonly string[] | null
  readonly origin: (index: number) => Origin
}

/** The rows of a table behind a position. */
export async function* fromSource(
  source: Source,
  table: SourceTable,
  { from, rows, changed }: Omit<Reading, 'table'>,
): AsyncGenerator<RawBatch> {
  for await (const batch of source.read({
    table: table.name,
    from,
    rows,
    changed: changed ?? null,
  })) {
    yield { ...batch, keptAs: null, origin: (index) => originOf(batch, index, table) }
  }
}

/** Rows that were kept out, as they were then. */
export async function* fromQuarantine(
  { columns }: SourceTable,
  kept: readonly QuarantinedRow[],
): AsyncGenerator<RawBatch> {
  const damaged = kept.flatMap(({ flaws }, index) => {
    const damage = flaws.find(({ code }) => isDamage(code))
    return damage === undefined ? [] : [[index, damage] as const]
  })
  yield {
    rows: kept.map(({ raw }) => rowOf(raw, columns)),
    flaws: new Map<number, Flaw>(damaged),
    ...{ end: '', share: 1, keptAs: kept.map(({ key }) => key) },
    origin: (index) => {
      const { place = '', raw = {}, rawHash = 0 } = kept[index] ?? {}
      return { place, raw, rawHash }
    },
  }
}

function originOf(batch: SourceBatch, index: number, table: SourceTable): Origin {
  const row = batch.rows.at(index) ?? []
  const names = table.columns.map(({ name }) => name)
  const place = `${shownOf(table, batch)}:${batch.numbers[index]}`
  const raw = Object.fromEntries(row.map((cell, at) => [names[at] ?? `#${at + 1}`, kept(cell)]))
  return { place, raw, rawHash: rowHash(row) }
}

/** A cell as JSON. */
export function kept(cell: Cell): unknown {
  return cell instanceof Uint8Array ? { base64: Buffer.from(cell).toString('base64') } : cell
}

/** The row again, with the fields that were too many behind it, so that its hash is what it was. */
function rowOf(raw: QuarantinedRow['raw'], columns: SourceTable['columns']): SourceRow {
  const names = columns.map(({ name }) => name)
  const all = Object.keys(raw)
  const extra = all.filter((name) => !names.includes(name))
  const there = names.filter((name, index) => name in raw || index < all.length - extra.length)
  return [...there, ...extra].map((name) => cellOf(raw[name]))
}

/** A cell out of JSON. */
export function cellOf(value: unknown): Cell {
  if (typeof value === 'object' && value !== null && 'base64' in value) {
    return Buffer.from(String(value.base64), 'base64')
  }
  return typeof value === 'string' || typeof value === 'number' ? value : null
}
