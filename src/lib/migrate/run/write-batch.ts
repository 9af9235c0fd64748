import { type Flaw, flaw } from '../flaw.js'
import { type Counts, type Lasting, type LedgerRow, lasting } from '../ledger/index.js'
import { rowHash } from '../mapping/hash.js'
import type { Cell } from '../sources/index.js'
import type { Change } from '../targets/model.js'
import { kept } from './origins.js'
import { keyAt, valuesAt } from './packed.js'
import type { Produced } from './produce.js'
import { Settling, type Writing } from './settle.js'

/** A row as the mapping made it. */
interface Unpacked {
  readonly index: number
  readonly key: string
  readonly dst: string
  readonly hash: number
  readonly values: readonly Cell[]
}

/** A row that is on its way to the target. `n`: its number in the ledger. */
interface Coming extends Unpacked {
  readonly known: LedgerRow | undefined
  readonly n: number
}

/** What is to be written of it; `dst` of an update is the one that it has so far. */
interface Plan extends Change {
  readonly row: Coming
}

/**
 * Writes a batch: every row of it ends in exactly one disposition. Runs inside the ledger's transaction. Of two rows with one
 * key the first is taken and the second kept out; what people changed in the target is never written over.
 */
export async function writeBatch(writing: Writing, batch: Produced): Promise<Counts> {
  const work = new BatchWork(writing, batch)
  await work.passKnown()
  await work.carryOut(work.plans())
  const { settling } = work
  for (const aside of batch.asides) settling.putAside(aside)
  for (const { key, flaws, ...origin } of batch.refused) settling.keepOut(key, flaws, origin)
  for (const key of batch.corrected) settling.letIn(key)
  await work.keepOutRefused()
  return settling.finish()
}

class BatchWork {
  readonly settling: Settling
  readonly #w: Writing
  readonly #batch: Produced
  readonly #refused: { readonly index: number; readonly flaw: Flaw }[] = []
  readonly #unique: number
  readonly #isOwn: boolean

  constructor(writing: Writing, batch: Produced) {
    this.#w = writing
    this.#batch = batch
    this.settling = new Settling(writing, batch.read)
    const { fields, text } = writing
    this.#unique = fields.indexOf(text.to.unique)
    this.#isOwn = 'key' in Object(text.fields[text.to.unique])
  }

  /** Rows that are what they were. */
  async passKnown(): Promise<void> {
    const { seen } = this.#w
    const { ns, at, kinds } = this.#batch.known
    const { counts } = this.settling
    for (let index = 0; index < ns.length; index += 1) {
      const kind = lasting[kinds[index] ?? 0] ?? 'migrated'
      if (seen.add(ns[index] ?? 0)) counts[kind === 'migrated' ? 'same' : kind] += 1
      else await this.#again(at[index] ?? 0, kind)
    }
  }

  /** The same row came before in this run: set aside once more, or kept out. */
  async #again(index: number, kind: Lasting): Promise<void> {
    const { key, ...from } = await this.#w.origin(this.#batch.n, index)
    const known = this.#w.ledger.rows.get(this.#w.entity, key ?? '')
    if (kind === 'migrated' || known === undefined) {
      this.settling.keepOut(key, [flaw('HK-MIG-320', { key: key ?? '' })], from)
    } else {
      this.settling.putAside({ key: known.key, as: kind, rule: known.rule ?? '', print: -1 })
    }
  }

  plans(): readonly Plan[] {
    const plans: Plan[] = []
    for (const row of this.#coming()) {
      if (this.#isSame(row) || this.#isMerged(row)) continue
      const { known, dst, values, hash } = row
      const there = known === undefined || known.kind === 'merged' ? null : known.dst
      const op = there === null ? 'create' : 'update'
      plans.push({ op, dst: there ?? dst, values, hash, row })
    }
    return plans
  }

  /** Notes the rows in the ledger, as migrated where nobody had their keys; without those whose key another row of this run has. */
  #coming(): readonly Coming[] {
    const { ledger, entity, run, arrivals, seen } = this.#w
    const rows = this.#unpacked()
    const isNew = ledger.rows.add({ entity, run, n: arrivals.count() }, rows)
    const coming: Coming[] = []
    for (const [at, { key, index, dst, hash, values }] of rows.entries()) {
      const known = isNew[at] === true ? undefined : ledger.rows.get(entity, key)
      if (known !== undefined && this.#isTwice(index, known)) {
        this.#refused.push({ index, flaw: flaw('HK-MIG-320', { key }) })
        continue
      }
      const n = known?.n ?? arrivals.take()
      seen.add(n)
      coming.push({ index, key, dst, hash, values, known, n })
    }
    return coming
  }

  /** The rows of the batch, without those that people key in. */
  #unpacked(): readonly Unpacked[] {
    const { rows } = this.#batch
    const unpacked: Unpacked[] = []
    for (const [index, hash] of rows.hashes.entries()) {
      const key = keyAt(rows, index)
      if (this.#isByHand(key)) continue
      const values = valuesAt(rows, index)
      unpacked.push({ index, key, dst: String(values[this.#unique]), hash, values })
    }
    return unpacked
  }

  /** Whether people key the row in: it is set aside then, unless another row of this run has its key. */
  #isByHand(key: string): boolean {
    const { byHand, ledger, entity, seen } = this.#w
    const rule = byHand.get(key)
    if (rule === undefined || seen.has(ledger.rows.get(entity, key)?.n ?? -1)) return false
    this.settling.putAside({ key, as: 'manual', rule, print: -1 })
    return true
  }

  /** Whether another row of this run has the key, or, for a row out of the quarantine, another row at all. */
  #isTwice(index: number, { n, key }: LedgerRow): boolean {
    return this.#w.seen.has(n) || (this.#batch.keptAs?.[index] ?? key) !== key
  }

  #isSame(row: Coming): boolean {
    const { known, hash, dst, index, n } = row
    if (known?.hash !== hash || known.dst !== dst) return false
    if (known.kind !== 'migrated' && !this.#isBack(row)) return false
    this.settling.remember(n, this.#batch.prints[index], 'migrated')
    this.settling.counts.same += 1
    return true
  }

  /** Whether a row that was kept out is again what was written, for all that anybody can tell of a target that tells nothing. */
  #isBack({ key, known, dst, hash, n }: Coming): boolean {
    const { table, ledger, entity, run } = this.#w
    if (!table.isBlind || known === undefined || known.kind === 'merged') return false
    this.settling.put(known, { key, kind: 'migrated', dst, hash, rule: null, run, n })
    if (known.kind === 'quarantined') ledger.quarantine.setState(entity, key, 'fixed')
    return true
  }

  /** A unique value that another row holds already: one thing in the target, or a contradiction. */
  #isMerged(row: Coming): boolean {
    if (this.#isOwn) return false
    const { ledger, entity, text, fields, run } = this.#w
    const { key, dst, hash, n, known, values } = row
    const same = JSON.stringify(text.to.same.map((name) => values[fields.indexOf(name)] ?? null))
    const owner = ledger.rows.owner(entity, dst)
    if (owner === undefined || owner.key === key) {
      ledger.rows.own(entity, dst, { key, same })
      return false
    }
    if (text.to.on_duplicate === 'merge' && owner.same === same) {
      const merged = { key, kind: 'merged', dst, hash, rule: owner.key, run, n } as const
      this.settling.put(known, merged)
      this.settling.counts.merged += 1
      return true
    }
    this.#refuse(row, flaw('HK-MIG-323', { other: owner.key, fields: text.to.same }))
    return true
  }

  /** Gives the changes to the target, but not those of rows that people changed there. */
  async carryOut(plans: readonly Plan[]): Promise<void> {
    const updates = plans.filter(({ op }) => op === 'update')
    const edited = updates.length === 0 ? new Set<Plan>() : await this.#edited(updates)
    const open = edited.size === 0 ? plans : plans.filter((plan) => !edited.has(plan))
    if (open.length === 0) return
    const outcomes = await this.#w.table.apply(open)
    for (const [at, plan] of open.entries()) this.#settle(plan, outcomes[at] ?? null)
  }

  async #edited(updates: readonly Plan[]): Promise<ReadonlySet<Plan>> {
    const { table, ledger, run, entity } = this.#w
    if (table.isBlind) {
      for (const { dst, row } of updates) this.#refuse(row, flaw('HK-MIG-333', { dst }))
      return new Set(updates)
    }
    const current = await table.get(updates.map(({ dst }) => dst))
    return new Set(
      updates.filter(({ dst, row }) => {
        const values = current.get(dst)
        const hash = row.known?.hash ?? 0
        if (values === undefined || rowHash(values) !== hash) {
          this.#refuse(row, flaw('HK-MIG-324', { dst }))
          return true
        }
        ledger.rows.saveBefore(run, entity, { key: row.key, hash, row: values.map(kept) })
        return false
      }),
    )
  }

  #settle({ op, row }: Plan, refusal: Flaw | null): void {
    const { ledger, entity, run } = this.#w
    if (refusal !== null) {
      if (op === 'create') ledger.rows.disown(entity, row.dst)
      this.#refuse(row, refusal)
      return
    }
    const { key, dst, hash, known, n, index } = row
    const migrated = { key, kind: 'migrated', dst, hash, rule: null, run, n } as const
    this.settling.put(known, migrated, { isThere: known === undefined })
    this.settling.remember(n, this.#batch.prints[index], 'migrated')
    if (known?.kind === 'quarantined') ledger.quarantine.setState(entity, key, 'fixed')
    this.settling.counts[op === 'create' ? 'created' : 'updated'] += 1
  }

  async keepOutRefused(): Promise<void> {
    for (const { index, flaw: reason } of this.#refused) {
      const { key: _, ...origin } = await this.#w.origin(this.#batch.n, this.#batch.at[index] ?? 0)
      const key = this.#batch.keptAs?.[index] ?? keyAt(this.#batch.rows, index)
      this.settling.keepOut(key, [reason], origin)
    }
  }

  /** The row is kept out under its own key. */
  #refuse({ index, key, known, n }: Coming, reason: Flaw): void {
    const { ledger, entity, seen } = this.#w
    if (known === undefined) ledger.rows.forget(entity, key)
    seen.delete(n)
    this.#refused.push({ index, flaw: reason })
  }
}
