import { AppError } from '../../errors/index.js'
import { entityOf } from '../mapping/compile.js'
import { rowHash } from '../mapping/hash.js'
import type { Cell } from '../sources/index.js'
import type { TargetTable } from '../targets/model.js'
import { type Migration, wholly } from './open.js'
import { cellOf } from './origins.js'

/** What a rollback did to an entity. `kept`: rows that people changed since, by key. */
export interface RolledBack {
  readonly name: string
  readonly removed: number
  readonly restored: number
  readonly kept: readonly string[]
}

/**
 * Takes back what a run did, the last entity first: rows that it created go, rows that it updated are as they were. Only rows
 * that nobody changed since; the others stay and are listed. `dryRun` only counts. HK-MIG-025 for a run that never was.
 */
export async function rollBack(
  migration: Migration,
  {
    run,
    entities,
    dryRun,
    at,
  }: { run: number; entities: readonly string[] | null; dryRun: boolean; at: string },
): Promise<readonly RolledBack[]> {
  const { mapping, ledger, target } = migration
  const known = ledger.runs().map(({ id }) => id)
  if (!known.includes(run)) throw new AppError('HK-MIG-025', { run, known: known.map(String) })
  const names = Object.keys(mapping.entities).filter((name) => entities?.includes(name) ?? true)
  const done: RolledBack[] = []
  const takeAll = async () => {
    for (const name of names.toReversed()) {
      const take = () => takeBack(migration, { name, run, dryRun })
      done.push(dryRun ? await take() : await ledger.atomic(take))
    }
  }
  await (dryRun ? takeAll() : wholly(target, takeAll))
  if (!dryRun && entities === null) ledger.end(run, 'rolled-back', at)
  return done
}

interface Taking {
  readonly name: string
  readonly run: number
  readonly dryRun: boolean
}

async function takeBack(migration: Migration, taking: Taking): Promise<RolledBack> {
  const { mapping, ledger, target } = migration
  const { name, run, dryRun } = taking
  const text = entityOf(mapping, name)
  const entity = ledger.entity(name)
  const { table: place, unique } = text.to
  const table = await target.table({ table: place, fields: Object.keys(text.fields), unique })
  const rows = ledger.rows.broughtBy(entity, run)
  // Whatever became of a row since: it is there when it has its own place.
  const migrated = rows.filter(({ kind, dst }) => kind !== 'merged' && dst !== null)
  const current = await table.get(migrated.map(({ dst }) => dst ?? ''))
  const isOurs = (dst: string | null, hash: number | null) => {
    const values = current.get(dst ?? '')
    return values === undefined || rowHash(values) === hash
  }
  const ours = migrated.filter(({ dst, hash }) => isOurs(dst, hash))
  const restored = await restore(migration, table, { ...taking, entity })
  const wanted = ours.map(({ dst }) => dst ?? '')
  const staying = dryRun ? (table.isLasting ? wanted : []) : await table.remove(wanted)
  const free = ours.filter(({ dst }) => !staying.includes(dst ?? ''))
  const kept = migrated.filter((row) => !free.includes(row)).map(({ key }) => key)
  if (!dryRun) {
    for (const { key, dst } of rows) {
      if (kept.includes(key)) continue
      if (dst !== null) ledger.rows.disown(entity, dst)
      ledger.rows.forget(entity, key)
    }
    ledger.quarantine.remove(entity, run)
    ledger.restOn(entity, '')
    ledger.change(entity)
  }
  return { name, removed: free.length, restored: restored.done, kept: [...kept, ...restored.kept] }
}

/** Rows as they were before the run changed them. */
async function restore(
  { ledger }: Migration,
  table: TargetTable,
  { entity, run, dryRun }: Taking & { entity: number },
) {
  const kept: string[] = []
  let done = 0
  for (const { key, hash, row } of ledger.rows.befores(run, entity)) {
    const known = ledger.rows.get(entity, key)
    const dst = known?.dst ?? ''
    const values = (await table.get([dst])).get(dst)
    if (values === undefined || rowHash(values) !== known?.hash) {
      kept.push(key)
      continue
    }
    done += 1
    if (dryRun) continue
    const before: readonly Cell[] = row.map(cellOf)
    await table.apply([{ op: 'update', dst, values: before, text: null, hash }])
    ledger.rows.put(entity, {
      key,
      kind: 'migrated',
      dst,
      hash,
      rule: null,
      run: known.firstRun,
      n: known.n,
    })
  }
  return { done, kept }
}
