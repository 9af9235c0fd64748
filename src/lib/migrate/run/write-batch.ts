import { type Flaw, flaw } from '../flaw.js'
import { type Counts, type Ledger, noCounts } from '../ledger/index.js'
import type { LedgerRow } from '../ledger/model.js'
import type { Aside } from '../mapping/compile.js'
import { rowHash } from '../mapping/hash.js'
import type { EntityText } from '../mapping/schema.js'
import type { Cell } from '../sources/index.js'
import type { Change, TargetTable } from '../targets/model.js'
import { kept, type Origin } from './origins.js'
import type { Produced } from './produce.js'

/** One entity of a run, ready to be written. */
export interface Writing {
  readonly ledger: Ledger
  readonly table: TargetTable
  readonly text: EntityText
  readonly fields: readonly string[]
  readonly entity: number
  readonly run: number
  readonly origin: (n: number, index: number) => Promise<Origin>
  /** The highest key of an entity that was empty when the run began: a higher one is new without a look. Null: always look. */
  readonly frontier: { key: string } | null
  /** The day of the run: what goes to the manual list falls due on it. */
  readonly day: string
}

/** A row that is to be written. */
interface Plan extends Change {
  readonly index: number
  readonly key: string
  readonly hash: number
  readonly known: LedgerRow | undefined
}

/**
 * Writes a batch: every row of it ends in exactly one disposition. Runs inside the ledger's transaction. Of two rows with one
 * key the first is taken and the second kept out; what people changed in the target is never written over.
 */
export async function writeBatch(writing: Writing, batch: Produced): Promise<Counts> {
  const work = new BatchWork(writing, batch)
  const plans: Plan[] = []
  for (let index = 0; index < batch.keys.length; index += 1) {
    const plan = work.plan(index)
    if (plan !== null) plans.push(plan)
  }
  await work.carryOut(plans)
  for (const aside of batch.asides) work.putAside(aside)
  for (const { key, flaws, ...origin } of batch.refused) work.keepOut(key, flaws, origin)
  for (const key of batch.corrected) work.letIn(key)
  await work.keepOutRefused()
  return work.counts
}

class BatchWork {
  readonly counts = noCounts()
  readonly #w: Writing
  readonly #batch: Produced
  /** Keys of this batch that have their disposition. */
  readonly #settled = new Set<string>()
  readonly #refused: { readonly index: number; readonly flaw: Flaw }[] = []

  constructor(writing: Writing, batch: Produced) {
    this.#w = writing
    this.#batch = batch
    this.counts.read = batch.read
  }

  /** What is to be written of a row; null when it is settled without the target. */
  plan(index: number): Plan | null {
    const { ledger, entity, run } = this.#w
    const { keys, dsts, hashes, values } = this.#batch
    const [key = '', dst = '', hash = 0] = [keys[index], dsts[index], hashes[index]]
    const known = this.#isBeyond(key) ? undefined : ledger.rows.get(entity, key)
    if (this.#isTwice(index, known)) {
      this.#refused.push({ index, flaw: flaw('HK-MIG-320', { key }) })
      return null
    }
    this.#settled.add(key)
    if (known?.hash === hash && known.dst === dst && known.kind === 'migrated') {
      ledger.rows.touch(entity, key, run)
      this.counts.same += 1
      return null
    }
    const row = values[index] ?? []
    if (this.#isMerged({ index, key, dst, hash }, row)) return null
    const isThere = known !== undefined && known.dst !== null && known.kind !== 'merged'
    const op = isThere ? 'update' : 'create'
    return { op, dst: isThere ? (known.dst ?? dst) : dst, values: row, index, key, hash, known }
  }

  /** Whether another row of this run has the key, or, for a row out of the quarantine, another row at all. */
  #isTwice(index: number, known: LedgerRow | undefined): boolean {
    const key = this.#batch.keys[index] ?? ''
    const keptAs = this.#batch.keptAs?.[index] ?? key
    const isTaken = known !== undefined && (known.run === this.#w.run || keptAs !== key)
    return isTaken || this.#settled.has(key)
  }

  #isBeyond(key: string): boolean {
    const { frontier } = this.#w
    if (frontier === null || key <= frontier.key) return false
    frontier.key = key
    return true
  }

  /** A unique value that another row holds already: one thing in the target, or a contradiction. */
  #isMerged(
    row: { index: number; key: string; dst: string; hash: number },
    values: readonly Cell[],
  ) {
    const { ledger, entity, text, fields, run } = this.#w
    const isOwn = 'key' in Object(text.fields[text.to.unique])
    if (isOwn) return false
    const same = JSON.stringify(text.to.same.map((name) => values[fields.indexOf(name)] ?? null))
    const owner = ledger.rows.owner(entity, row.dst)
    if (owner === undefined || owner.key === row.key) {
      ledger.rows.own(entity, row.dst, { key: row.key, same })
      return false
    }
    if (text.to.on_duplicate === 'merge' && owner.same === same) {
      const { key, dst, hash } = row
      ledger.rows.put(entity, { key, kind: 'merged', dst, hash, rule: owner.key, run })
      this.counts.merged += 1
      return true
    }
    this.#refuse(row.index, flaw('HK-MIG-323', { other: owner.key, fields: text.to.same }))
    return true
  }

  /** Gives the changes to the target, but not those of rows that people changed there. */
  async carryOut(plans: readonly Plan[]): Promise<void> {
    const updates = plans.filter(({ op }) => op === 'update')
    const edited = updates.length === 0 ? new Set<Plan>() : await this.#edited(updates)
    const open = plans.filter((plan) => !edited.has(plan))
    if (open.length === 0) return
    const outcomes = await this.#w.table.apply(open)
    for (const [at, plan] of open.entries()) this.#settle(plan, outcomes[at] ?? null)
  }

  async #edited(updates: readonly Plan[]): Promise<ReadonlySet<Plan>> {
    const { table, ledger, run, entity } = this.#w
    const current = await table.get(updates.map(({ dst }) => dst))
    return new Set(
      updates.filter(({ dst, key, known, index }) => {
        const row = current.get(dst)
        const hash = known?.hash ?? 0
        if (row === undefined || rowHash(row) !== hash) {
          this.#refuse(index, flaw('HK-MIG-324', { dst }))
          return true
        }
        ledger.rows.saveBefore(run, entity, { key, hash, row: row.map(kept) })
        return false
      }),
    )
  }

  #settle({ op, index, key, hash, known }: Plan, refusal: Flaw | null): void {
    if (refusal !== null) {
      this.#refuse(index, refusal)
      return
    }
    const { ledger, entity, run } = this.#w
    const dst = this.#batch.dsts[index] ?? ''
    ledger.rows.put(entity, { key, kind: 'migrated', dst, hash, rule: null, run })
    if (known?.kind === 'quarantined') ledger.quarantine.setState(entity, key, 'fixed')
    this.counts[op === 'create' ? 'created' : 'updated'] += 1
  }

  putAside({ key, as, rule }: { key: string; as: Aside; rule: string }): void {
    const { ledger, entity, run, day } = this.#w
    const own = this.#free(key)
    this.#settled.add(own)
    ledger.rows.put(entity, { key: own, kind: as, dst: null, hash: null, rule, run })
    if (as === 'manual') ledger.manual.open(entity, { key: own, rule, day })
    this.counts[as] += 1
  }

  /** Keeps a row out, unless somebody has answered for leaving this very row behind. */
  keepOut(wanted: string | null, flaws: readonly Flaw[], { place, raw, rawHash }: Origin): void {
    const { ledger, entity, run } = this.#w
    const key = this.#free(wanted ?? `@${place}`)
    this.#settled.add(key)
    ledger.quarantine.put(entity, { key, place, flaws, raw, rawHash, run })
    const isWaived = ledger.quarantine.get(entity, key)?.state === 'waived'
    const [kind, rule] = isWaived
      ? (['excluded', 'waived'] as const)
      : (['quarantined', null] as const)
    ledger.rows.put(entity, { key, kind, dst: null, hash: null, rule, run })
    this.counts[kind] += 1
  }

  /** A correction let the row in under its real key: the place where it was kept out is free again. */
  letIn(key: string): void {
    const { ledger, entity } = this.#w
    ledger.quarantine.setState(entity, key, 'fixed')
    if (!this.#settled.has(key)) ledger.rows.forget(entity, key)
  }

  async keepOutRefused(): Promise<void> {
    for (const { index, flaw: reason } of this.#refused) {
      const origin = await this.#w.origin(this.#batch.n, this.#batch.at[index] ?? 0)
      const key = this.#batch.keptAs?.[index] ?? this.#batch.keys[index] ?? null
      this.keepOut(key, [reason], origin)
    }
  }

  /** The row is kept out under its own key. */
  #refuse(index: number, reason: Flaw): void {
    this.#settled.delete(this.#batch.keys[index] ?? '')
    this.#refused.push({ index, flaw: reason })
  }

  /** A key that no row of this run has: the second row of a key is kept under `key#2`. */
  #free(wanted: string): string {
    const { ledger, entity, run } = this.#w
    this.#isBeyond(wanted)
    let key = wanted
    for (let n = 2; this.#settled.has(key) || ledger.rows.get(entity, key)?.run === run; n += 1) {
      key = `${wanted}#${n}`
    }
    return key
  }
}
