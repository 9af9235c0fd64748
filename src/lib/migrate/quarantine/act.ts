import { AppError } from '../../errors/index.js'
import { nearest } from '../../text/index.js'
import { entityOf } from '../mapping/compile.js'
import type { Migration } from '../run/open.js'
import { openEntitySource, tableOf } from '../run/produce.js'
import type { Standing } from '../targets/model.js'
import { requireAbsent, sentFor } from './unsure.js'

/** Which row of the quarantine somebody decides about, who, and why. */
export interface Decision {
  readonly entity: string
  readonly key: string
  readonly by: string
  readonly reason: string
}

/**
 * Leaves a row behind on somebody's word: from the next run on it counts as not migrated, as long as it is the same row.
 * HK-MIG-043 for one that may be in the hall.
 */
export async function waiveRow(
  migration: Migration,
  { entity, key, by, reason }: Decision,
): Promise<void> {
  await requireAbsent(migration, entity, requireRow(migration, entity, key))
  const { ledger } = migration
  ledger.quarantine.waive(ledger.entity(entity), key, by, reason)
}

/** What somebody found in the hall: a record of which nobody knew whether it was taken is there, or it is not. */
export interface Found extends Decision {
  readonly found: Exclude<Standing, 'unknown'>
}

/**
 * Writes down whether a row is in the hall: from the next run on one that is there counts as migrated, one that is not is
 * sent again. HK-MIG-043 for a row of which everything is known.
 */
export async function settleRow(
  migration: Migration,
  { entity, key, by, reason, found }: Found,
): Promise<void> {
  const sent = await sentFor(migration, entity, requireRow(migration, entity, key))
  if (sent === null) throw new AppError('HK-MIG-043', { key, standing: 'absent' })
  sent.settle(found)
  const { ledger } = migration
  ledger.quarantine.note(ledger.entity(entity), key, by, reason)
}

/**
 * Writes down corrected values of a row by column of the source; they hold for this very row, and the next run or replay takes
 * them. HK-MIG-010 for a column that is not there, HK-MIG-026 for a row that is not kept out.
 */
export async function fixRow(
  migration: Migration,
  {
    entity,
    key,
    by,
    reason,
    values,
  }: Decision & { readonly values: Readonly<Record<string, string | null>> },
): Promise<void> {
  const known = requireRow(migration, entity, key)
  const { mapping, ledger } = migration
  const source = await openEntitySource(mapping, entity)
  try {
    const { columns } = await tableOf(source, entityOf(mapping, entity).from.table)
    const names = columns.map(({ name }) => name)
    for (const column of Object.keys(values)) {
      if (names.includes(column)) continue
      throw new AppError('HK-MIG-010', { entity, column, nearest: nearest(column, names) })
    }
  } finally {
    await source.close()
  }
  const all = { ...known.fix, ...values }
  ledger.quarantine.fix(ledger.entity(entity), key, { values: all, by, reason })
}

/** The row, as long as somebody has to decide about it. HK-MIG-026 for any other. */
function requireRow({ mapping, ledger }: Migration, entity: string, key: string) {
  entityOf(mapping, entity)
  const id = ledger.entity(entity)
  const known = ledger.quarantine.get(id, key)
  if (known !== undefined && known.state !== 'fixed' && known.state !== 'manual') return known
  const keys = ledger.quarantine.list(id, 'open').map((row) => row.key)
  throw new AppError('HK-MIG-026', { entity, key, nearest: nearest(key, keys) })
}
