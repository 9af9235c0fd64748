import type { Flaw } from '../flaw.js'
import type { QuarantinedRow } from '../ledger/index.js'
import { openLookups } from '../ledger/lookups.js'
import { type Aside, compileEntity, type EntityWork, entityOf } from '../mapping/compile.js'
import { rowHash } from '../mapping/hash.js'
import type { Mapping } from '../mapping/load.js'
import {
  type Cell,
  findTable,
  openSource,
  type Source,
  type SourceRow,
  type SourceTable,
} from '../sources/index.js'
import { loadKnowledge } from './knowledge.js'
import { fromQuarantine, fromSource, type Origin, type RawBatch } from './origins.js'

/** What is to be read and mapped: plain data, for it may go to a worker. */
export interface Job {
  readonly mapping: Mapping
  readonly entity: string
  /** Where the ledger lies, for lookups. */
  readonly ledger: string
  readonly from: string | null
  /** Rows in a batch, about; and rows in all, null for every one. */
  readonly rows: number
  readonly limit: number | null
  /** Only rows with these keys. */
  readonly keys: readonly string[] | null
  /** Rows that were kept out, instead of those of the source. */
  readonly replay: readonly QuarantinedRow[] | null
  /** Corrections by what the row was when it was corrected. */
  readonly fixes: ReadonlyMap<number, Correction>
  readonly today: string
}

/** Corrected values by column, and the key under which the row was kept out. */
export interface Correction {
  readonly key: string
  readonly values: Readonly<Record<string, string | null>>
}

/** Mapped rows of a batch, packed for the way between threads. */
export interface Produced {
  /** Number of the batch in this production. */
  readonly n: number
  /** Rows of the source that this batch is about. */
  readonly read: number
  readonly keys: readonly string[]
  readonly dsts: readonly string[]
  readonly hashes: readonly number[]
  readonly values: readonly (readonly Cell[])[]
  /** Index of each of these rows in the batch, to ask for its origin. */
  readonly at: readonly number[]
  /** Of rows that had been kept out: the key under which each was. */
  readonly keptAs: readonly string[] | null
  readonly asides: readonly { readonly key: string; readonly as: Aside; readonly rule: string }[]
  readonly refused: readonly Refused[]
  /** Keys under which rows were kept out that are let in now. */
  readonly corrected: readonly string[]
  readonly end: string
  readonly share: number | null
}

/** A row that is kept out. */
export interface Refused extends Origin {
  readonly key: string | null
  readonly flaws: readonly Flaw[]
}

/** Batches of one entity. */
export interface Production {
  readonly batches: AsyncGenerator<Produced>
  /** Where a row of a batch that is not yet done came from. */
  readonly origin: (n: number, index: number) => Promise<Origin>
  /** A batch is written: what it was made of may go. */
  readonly done: (n: number) => void
}

/** Reads, decodes and maps an entity's rows in this thread. */
export function produce(job: Job): Production {
  const kept = new Map<number, RawBatch>()
  const batches = async function* () {
    const { work, source, table, close } = await openWork(job)
    let n = 0
    let left = job.limit ?? Number.POSITIVE_INFINITY
    try {
      const raw =
        job.replay === null ? fromSource(source, table, job) : fromQuarantine(table, job.replay)
      for await (const batch of raw) {
        n += 1
        kept.set(n, batch)
        const packed = packedBatch(batch, { work, table, job, left })
        yield { n, ...packed }
        left -= packed.read
        if (left <= 0) return
      }
    } finally {
      await close()
    }
  }
  return {
    batches: batches(),
    origin: async (n, index) => {
      const found = kept.get(n)
      if (found === undefined) throw new Error(`batch ${n} is gone`)
      return found.origin(index)
    },
    done: (n) => {
      kept.delete(n)
    },
  }
}

async function openWork({ mapping, entity, ledger, today }: Job) {
  const source = await openEntitySource(mapping, entity)
  const lookups = await openLookups(ledger, mapping.system)
  const table = await tableOf(source, entityOf(mapping, entity).from.table)
  const columns = table.columns.map(({ name }) => name)
  const { hasRegion } = await loadKnowledge()
  const work = compileEntity(mapping, entity, { columns, lookup: lookups.find, today, hasRegion })
  const close = async () => {
    lookups.close()
    await source.close()
  }
  return { work, source, table, close }
}

/** Opens the source that an entity is read from. */
export function openEntitySource(mapping: Mapping, entity: string): Promise<Source> {
  const { source } = entityOf(mapping, entity).from
  const options = mapping.source ?? mapping.sources?.[source ?? '']
  if (options === undefined) throw new Error(`no source of ${entity}`)
  const secret = async (kept: string) => mapping.secrets[kept] ?? kept
  return openSource(options, { folder: mapping.folder, secret })
}

/** The table of that name, as the source describes it. HK-MIG-002 when it is not there. */
export async function tableOf(source: Source, name: string): Promise<SourceTable> {
  const tables = await source.describe(name)
  const names = tables.map((table) => table.name)
  const table = tables[names.indexOf(findTable(names, name, ''))]
  if (table === undefined) throw new Error(`no table ${name}`)
  return table
}

interface Packing {
  readonly work: EntityWork
  readonly table: SourceTable
  readonly job: Job
  readonly left: number
}

function packedBatch(batch: RawBatch, packing: Packing): Omit<Produced, 'n'> {
  const { work, job, left } = packing
  const pack = emptyPack(batch.keptAs !== null)
  const wanted = job.keys === null ? null : new Set(job.keys)
  for (const [index, row] of batch.rows.entries()) {
    if (pack.read >= left) break
    if (wanted !== null && !wanted.has(work.keyOf(row) ?? '')) continue
    pack.read += 1
    put(pack, batch, { index, row, packing })
  }
  return { ...pack, end: batch.end, share: batch.share }
}

function emptyPack(isReplay: boolean) {
  return {
    ...{ keys: [] as string[], dsts: [] as string[], hashes: [] as number[], at: [] as number[] },
    values: [] as (readonly Cell[])[],
    keptAs: isReplay ? ([] as string[]) : null,
    asides: [] as { key: string; as: Aside; rule: string }[],
    ...{ refused: [] as Refused[], corrected: [] as string[], read: 0 },
  }
}

interface Putting {
  readonly index: number
  readonly row: SourceRow
  readonly packing: Packing
}

function put(
  pack: ReturnType<typeof emptyPack>,
  batch: RawBatch,
  { index, row, packing }: Putting,
) {
  const { work, table, job } = packing
  const correction = job.fixes.size === 0 ? undefined : job.fixes.get(rowHash(row))
  const damage = correction === undefined ? batch.flaws.get(index) : undefined
  const mapped = work.map(correctedRow(row, correction, table), damage)
  const keptAs = batch.keptAs?.[index] ?? correction?.key
  if (mapped.kind === 'quarantined') {
    const key = batch.keptAs?.[index] ?? mapped.key
    pack.refused.push({ ...batch.origin(index), key, flaws: mapped.flaws })
    return
  }
  if (keptAs !== undefined) pack.corrected.push(keptAs)
  if (mapped.kind !== 'row') {
    pack.asides.push({ key: mapped.key, as: mapped.kind, rule: mapped.rule })
    return
  }
  pack.keys.push(mapped.key)
  pack.dsts.push(mapped.dst)
  pack.hashes.push(mapped.hash)
  pack.values.push(mapped.values)
  pack.at.push(index)
  pack.keptAs?.push(keptAs ?? '')
}

function correctedRow(
  row: SourceRow,
  correction: Correction | undefined,
  { columns }: SourceTable,
): SourceRow {
  if (correction === undefined) return row
  const { values } = correction
  return columns.map(({ name }, index) =>
    name in values ? (values[name] ?? null) : (row[index] ?? null),
  )
}
