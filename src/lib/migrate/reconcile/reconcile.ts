import { createHash } from 'node:crypto'
import type { Migration } from '../run/open.js'
import { checkAttachments } from './attachments.js'
import {
  checkEquation,
  type EntityCheck,
  openEntity,
  type ReconcileRequest,
} from './entity-check.js'
import { type Compared, compared } from './measures.js'
import { type EntityBalance, type GroupResult, type Reconciliation, Verdicts } from './model.js'
import { checkReferences } from './references.js'
import { Sample } from './sample.js'
import { readSource } from './source-side.js'
import { readTarget } from './target-side.js'

/**
 * Proves a migration, entity by entity: the source is read and mapped once more, the target is read back, and the ledger stands
 * between them. Nothing is written. Level 1: every row of the source has its disposition, groups count alike; 2: sums,
 * extremes and numbers of different values; 3: every row of the target is what the source gives now; 4: no reference is lost.
 */
export async function reconcile(request: ReconcileRequest): Promise<Reconciliation> {
  const { mapping, ledger } = request.migration
  const verdicts = new Verdicts()
  const entities: EntityBalance[] = []
  const sources: Record<string, string> = {}
  const groups: GroupResult[] = []
  const { size, seed } = request.sample ?? { size: 20, seed: 1 }
  const sample = new Sample(seed)
  for (const name of Object.keys(mapping.entities)) {
    request.onEntity?.(name)
    const work = await openEntity(request, { verdicts, sample, name })
    sources[name] = work.fingerprint
    entities.push(checkEquation(work))
    await readSource(work)
    await checkTarget(work, groups)
  }
  const runs = ledger.runs().length
  const { sha256, code } = mapping
  return {
    levels: verdicts.levels(),
    differences: verdicts.differences,
    entities,
    ...{ mapping: sha256, code },
    sources,
    runs,
    groups,
    ...{ sample: sample.drawn(size), seed, ledger: ledgerHash(request.migration) },
  }
}

/** Groups, sums, rows and references as the target tells them; none of it where it tells nothing. */
async function checkTarget(work: EntityCheck, groups: GroupResult[]): Promise<void> {
  const { verdicts, name } = work
  if (work.table.isBlind) {
    for (const level of [2, 3, 4] as const) verdicts.notCheckable(level)
    return
  }
  await readTarget(work)
  for (const one of compared(work.source, work.target)) {
    groups.push({ entity: name, ...one })
    checkMeasure(verdicts, name, one)
  }
  await checkReferences(work)
  await checkAttachments(work)
}

function checkMeasure(verdicts: Verdicts, entity: string, one: Compared): void {
  const { level, group: where, measure: what, source, target, isEqual } = one
  if (isEqual === null) verdicts.notCheckable(level)
  else verdicts.check({ entity, level, what, where, source, target })
}

/** What every row of the ledger says, in one number: a ledger that was touched afterwards has another. */
function ledgerHash({ mapping, ledger }: Migration): string {
  const hash = createHash('sha256')
  for (const name of Object.keys(mapping.entities)) {
    const entity = ledger.entity(name)
    let page = ledger.rows.page(entity, '', PAGE)
    while (page.length > 0) {
      for (const { key, kind, dst, hash: own, rule } of page) {
        hash.update(JSON.stringify([name, key, kind, dst, own, rule]))
      }
      page = ledger.rows.page(entity, page.at(-1)?.key ?? '', PAGE)
    }
  }
  return hash.digest('hex')
}

const PAGE = 5000
