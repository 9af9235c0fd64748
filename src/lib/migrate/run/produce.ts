import type { Flaw } from '../flaw.js'
import type { QuarantinedRow } from '../ledger/index.js'
import { openLookups } from '../ledger/lookups.js'
import { functionsOf } from '../mapping/code.js'
import { type Aside, compileEntity, type EntityWork, entityOf } from '../mapping/compile.js'
import type { Mapping } from '../mapping/load.js'
import { findTable, openSource, type Source, type SourceTable } from '../sources/index.js'
import { loadKnowledge } from './knowledge.js'
import { Occurrences } from './occurrences.js'
import { fromQuarantine, fromSource, type Origin, type RawBatch } from './origins.js'
import { packedBatch } from './pack.js'
import type { PackedRows } from './packed.js'
import { changedSince } from './since.js'

/** What is to be read and mapped: plain data, for it may go to a worker. */
export interface Job {
  readonly mapping: Mapping
  readonly entity: string
  /** The run that it is for; null for a reading that settles nothing. */
  readonly run: number | null
  /** Where the ledger lies, for lookups. */
  readonly ledger: string
  readonly from: string | null
  /** Rows in a batch, about; and rows in all, null for every one. */
  readonly rows: number
  readonly limit: number | null
  /** Only rows with these keys. */
  readonly keys: readonly string[] | null
  /** Only rows that were changed at this moment or later. */
  readonly since: string | null
  /** Rows that were kept out, instead of those of the source. */
  readonly replay: readonly QuarantinedRow[] | null
  /** Whether rows that are what they were are passed over. */
  readonly follow: boolean
  /** Corrections by what the row was when it was corrected. */
  readonly fixes: ReadonlyMap<number, readonly Correction[]>
  readonly today: string
}

/** Corrected values by column, and the key under which the row was kept out. */
export interface Correction {
  readonly key: string
  readonly values: Readonly<Record<string, string | null>>
}

/** Mapped rows of a batch, packed for the way between threads: no object for a row or a value. */
export interface Produced {
  /** Number of the batch in this production. */
  readonly n: number
  /** Rows of the source that this batch is about. */
  readonly read: number
  /** Rows that are what they were: number in the ledger, index in the batch. */
  readonly known: {
    readonly ns: Float64Array
    readonly at: Int32Array
    /** Places in `lasting`. */
    readonly kinds: Uint8Array
  }
  readonly rows: PackedRows
  readonly prints: Float64Array
  /** Index of each of these rows in the batch, to ask for its origin. */
  readonly at: Int32Array
  /** Of rows that had been kept out: the key under which each was. */
  readonly keptAs: readonly string[] | null
  readonly asides: readonly SetAside[]
  readonly refused: readonly Refused[]
  /** Keys under which rows were kept out that are let in now. */
  readonly corrected: readonly string[]
  readonly end: string
  readonly share: number | null
}

/** A row that a rule sets aside. */
export interface SetAside {
  readonly key: string
  readonly as: Aside
  readonly rule: string
  readonly print: number
}

/** A row that is kept out. */
export interface Refused extends Origin {
  readonly key: string | null
  readonly flaws: readonly Flaw[]
}

/** Where a row came from, and its key. */
export interface KeyedOrigin extends Origin {
  readonly key: string | null
}

/** Batches of one entity. */
export interface Production {
  readonly batches: AsyncGenerator<Produced>
  /** Where a row of a batch that is not yet done came from, and its key. */
  readonly origin: (n: number, index: number) => Promise<KeyedOrigin>
  /** A batch is written: what it was made of may go. */
  readonly done: (n: number) => void
}

/** Reads, decodes and maps an entity's rows in this thread. */
export function produce(job: Job): Production {
  const kept = new Map<number, RawBatch>()
  let keyOf: EntityWork['keyOf'] = () => null
  const batches = async function* () {
    const opened = await openWork(job)
    const { source, table, close } = opened
    keyOf = opened.work.keyOf
    let n = 0
    let left = job.limit ?? Number.POSITIVE_INFINITY
    try {
      const raw =
        job.replay === null
          ? fromSource(source, table, { ...job, changed: changedOf(job, table) })
          : fromQuarantine(table, job.replay)
      for await (const batch of raw) {
        n += 1
        kept.set(n, batch)
        const packed = packedBatch(batch, { ...opened, job, left })
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
      return { ...found.origin(index), key: keyOf(found.rows.at(index) ?? []) }
    },
    done: (n) => {
      kept.delete(n)
    },
  }
}

function changedOf({ mapping, entity, since }: Job, table: SourceTable) {
  return changedSince(entityOf(mapping, entity), table, since)
}

async function openWork({ mapping, entity, run, ledger, today, follow, replay }: Job) {
  const source = await openEntitySource(mapping, entity)
  const lookups = await openLookups(ledger, mapping.system)
  const table = await tableOf(source, entityOf(mapping, entity).from.table)
  const columns = table.columns.map(({ name }) => name)
  const program = await functionsOf(mapping)
  const known = { ...(await loadKnowledge()), code: program.code }
  const work = compileEntity(mapping, entity, { columns, lookup: lookups.find, today, ...known })
  const follower = follow ? lookups.follow(entity, { byKey: work.isKeyless }) : null
  const settled = replay === null ? lookups.settledBy(entity, run) : lookups.isKnown(entity)
  const occurrences = work.isKeyless ? new Occurrences(settled) : null
  const close = async () => {
    lookups.close()
    await source.close()
  }
  return { work, program, source, table, follower, occurrences, close }
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
