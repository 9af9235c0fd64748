import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { FindingCode, FindingParams } from '../../errors/index.js'
import type { Ledger } from '../ledger/index.js'
import type { Mapping } from '../mapping/load.js'
import { copyDatabase, inMigration, ledgerFile, type Opening, readLedger, SIDES } from './open.js'
import { type RunRequest, type RunResult, runMigration } from './run.js'

/** One reason for which rows are kept out, with how many and where to look first. */
export interface Reason {
  readonly entity: string
  readonly code: FindingCode
  readonly field: string
  readonly rows: number
  readonly params: FindingParams<FindingCode>
  readonly places: readonly string[]
}

/** One rule that sets rows aside, with the reason that stands in the mapping: somebody answers for it. */
export interface SetAsideBy {
  readonly entity: string
  readonly kind: 'excluded' | 'interfaced' | 'manual'
  readonly rule: string
  readonly rows: number
  readonly reason: string
  readonly by: string
}

/** What a run would do. */
export interface PlanResult extends RunResult {
  readonly asides: readonly SetAsideBy[]
  readonly reasons: readonly Reason[]
}

/**
 * What a run would do, found by running it on a copy of target and ledger that is thrown away: the numbers are those of the
 * run. The target is only read.
 */
export async function planMigration(
  mapping: Mapping,
  request: Omit<RunRequest, 'migration'> & Pick<Opening, 'secretsDir'> & { readonly mark: string },
): Promise<PlanResult> {
  const real = ledgerFile(mapping)
  const file = `${real}.plan-${request.mark}`
  // A ledger of another version is refused under its own name, not under that of the copy.
  await readLedger(mapping, () => null)
  try {
    if (existsSync(real)) await copyDatabase(real, file)
    return await inMigration(mapping, { ...request, rehearsal: file }, async (migration) => {
      const limits = { ...mapping.limits, quarantine: { after: 0 } }
      const free = { ...migration, mapping: { ...mapping, limits, todos: [] } }
      const result = await runMigration({ ...request, migration: free })
      const { ledger } = migration
      const names = Object.keys(mapping.entities)
      return { ...result, asides: asidesOf(mapping, ledger), reasons: reasonsOf(ledger, names) }
    })
  } finally {
    await Promise.all(SIDES.map((end) => rm(file + end, { force: true })))
  }
}

/** What rules set aside, entity by entity. */
export function asidesOf(mapping: Mapping, ledger: Ledger): readonly SetAsideBy[] {
  return Object.entries(mapping.entities).flatMap(([entity, { exclude, interface: left }]) => {
    const rules = new Map<string, { reason: string; by: string }>([
      ...exclude.map(({ id, reason, approved_by: by }) => [id, { reason, by }] as const),
      ...left.map(({ id, reason, system: by }) => [id, { reason, by }] as const),
    ])
    return ledger.rows.countByRule(ledger.entity(entity)).map((one) => {
      const { reason = '', by = '' } = rules.get(one.rule) ?? {}
      return { entity, ...one, reason, by }
    })
  })
}

/** Why rows are kept out, the most frequent reason first. */
export function reasonsOf(ledger: Ledger, entities: readonly string[]): readonly Reason[] {
  const reasons = new Map<string, Reason & { places: string[]; rows: number }>()
  for (const entity of entities) {
    for (const { flaws, place } of ledger.quarantine.list(ledger.entity(entity), 'open')) {
      for (const { code, field, params } of flaws) {
        const id = `${entity} ${code} ${field}`
        const known = reasons.get(id) ?? { entity, code, field, rows: 0, params, places: [] }
        known.rows += 1
        if (known.places.length < 3) known.places.push(place)
        reasons.set(id, known)
      }
    }
  }
  return [...reasons.values()].sort((a, b) => b.rows - a.rows)
}
