import { type Finding, found } from '../../errors/index.js'
import type { Run } from '../ledger/index.js'
import { entityOf } from '../mapping/compile.js'
import type { Migration } from './open.js'

/**
 * What a hall was sent before a run was broken off, and what the source no longer has by now: the ledger knows nothing of it, and
 * it may well lie in the hall (HK-MIG-406). Asked when a whole run has gone through an entity; what the ledger does know is
 * forgotten on the way.
 */
export async function sentAndGone(
  { mapping, ledger, target }: Migration,
  run: Run,
  { name, entity }: { readonly name: string; readonly entity: number },
): Promise<readonly Finding[]> {
  const { to, fields } = entityOf(mapping, name)
  const { table, unique } = to
  const { unsure } = await target.table({ table, unique, fields: Object.keys(fields) })
  const sent = unsure?.list() ?? []
  if (unsure === undefined || sent.length === 0) return []
  const held = new Set(ledger.rows.heldOf(entity, sent))
  unsure.forget([...held])
  if (run.kind !== 'full') return []
  const waiting = ledger.quarantine.list(entity, null).flatMap(({ flaws }) => flaws)
  const keptOut = new Set(waiting.flatMap(({ params }) => ('dst' in params ? [params.dst] : [])))
  const gone = sent.filter((dst) => !held.has(dst) && !keptOut.has(dst))
  if (gone.length === 0) return []
  return [found('HK-MIG-406', { entity: name, count: gone.length, sample: gone.slice(0, 5) })]
}
