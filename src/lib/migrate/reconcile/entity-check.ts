import { entityOf } from '../mapping/compile.js'
import type { EntityText } from '../mapping/schema.js'
import type { Migration } from '../run/open.js'
import { openEntitySource } from '../run/produce.js'
import type { TargetTable } from '../targets/model.js'
import { type Tally, tallyOf } from './measures.js'
import type { EntityBalance, Verdicts } from './model.js'
import type { Sample } from './sample.js'

/** What a reconciliation is asked for. */
export interface ReconcileRequest {
  readonly migration: Migration
  readonly today: string
  readonly signal: AbortSignal
  readonly onEntity?: (entity: string) => void
  /** Rows to be drawn for sign-off, and by which seed. */
  readonly sample?: { readonly size: number; readonly seed: number }
}

/** One entity under examination. */
export interface EntityCheck {
  readonly request: ReconcileRequest
  readonly verdicts: Verdicts
  readonly sample: Sample
  readonly name: string
  readonly entity: number
  readonly text: EntityText
  readonly fields: readonly string[]
  readonly table: TargetTable
  readonly rows: number
  readonly fingerprint: string
  readonly source: Tally
  readonly target: Tally
  /** Keys that more than one row of the source has. */
  readonly twice: ReadonlySet<string>
}

/** Opens the table on both sides, and counts what the source holds. */
export async function openEntity(
  request: ReconcileRequest,
  { verdicts, sample, name }: Pick<EntityCheck, 'verdicts' | 'sample' | 'name'>,
): Promise<EntityCheck> {
  const { mapping, ledger, target } = request.migration
  const text = entityOf(mapping, name)
  const fields = Object.keys(text.fields)
  const entity = ledger.entity(name)
  const { table, unique } = text.to
  const source = await openEntitySource(mapping, name)
  try {
    const kept = ledger.quarantine.list(entity, null).map(({ key }) => key)
    return {
      ...{ request, verdicts, sample, name, entity, text, fields },
      table: await target.table({ table, fields, unique }),
      rows: await source.count(text.from.table),
      fingerprint: await source.fingerprint(text.from.table),
      ...{ source: tallyOf(text, fields), target: tallyOf(text, fields) },
      twice: new Set(kept.flatMap((key) => /^(.*)#\d+$/s.exec(key)?.[1] ?? [])),
    }
  } finally {
    await source.close()
  }
}

/** Level 1: every row of the source has its disposition in the ledger. */
export function checkEquation({
  request,
  verdicts,
  name,
  entity,
  text,
  rows,
}: EntityCheck): EntityBalance {
  const { ledger } = request.migration
  const none = { migrated: 0, merged: 0, excluded: 0, interfaced: 0, manual: 0, quarantined: 0 }
  const kinds = { ...none, ...ledger.rows.countByKind(entity) }
  const sum = Object.values(kinds).reduce((a, b) => a + b, 0)
  const what = 'rows = dispositions'
  verdicts.check({
    entity: name,
    level: 1,
    what,
    where: '*',
    source: String(rows),
    target: String(sum),
  })
  const isKeyless = text.from.key === 'content'
  const repeated = isKeyless ? ledger.rows.repeats(entity, null).count : 0
  return { name, source: rows, ...kinds, repeated }
}
