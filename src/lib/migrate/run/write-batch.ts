import { type Flaw, flaw } from '../flaw.js'
import { type Counts, type Lasting, type LedgerRow, lasting } from '../ledger/index.js'
import { rowHash } from '../mapping/hash.js'
import { Coming } from './coming.js'
import { kept } from './origins.js'
import type { Produced } from './produce.js'
import { Settling, type Writing } from './settle.js'

/**
 * Writes a batch: every row of it ends in exactly one disposition. Runs inside the ledger's transaction. Of two rows with one
 * key the first is taken and the second kept out; what people changed in the target is never written over.
 */
export async function writeBatch(writing: Writing, batch: Produced): Promise<Counts> {
  const work = new BatchWork(writing, batch)
  await work.passKnown()
  await work.carryOut(work.open())
  await work.carryOutWaiting()
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
  /** Unique values that rows of this batch have claimed, and rows that wait to see whether those get them. */
  readonly #claimed = new Set<string>()
  readonly #waiting: Coming[] = []
  readonly #refused: { readonly row: Coming; readonly flaw: Flaw }[] = []
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

  /** The rows that the target is to be given. */
  open(): readonly Coming[] {
    return this.#coming().filter((row) => !this.#isSame(row) && !this.#isMerged(row))
  }

  /** Notes the rows in the ledger, as migrated where nobody had their keys; without those whose key another row of this run has. */
  #coming(): readonly Coming[] {
    const { ledger, entity, run, arrivals, seen } = this.#w
    const rows = this.#mapped()
    const isNew = ledger.rows.add({ entity, run, n: arrivals.count() }, rows)
    return rows.filter((row, at) => {
      row.known = isNew[at] === true ? undefined : ledger.rows.get(entity, row.key)
      if (row.known !== undefined && this.#isTwice(row, row.known)) {
        this.#refused.push({ row, flaw: flaw('HK-MIG-320', { key: row.key }) })
        return false
      }
      row.n = row.known?.n ?? arrivals.take()
      seen.add(row.n)
      return true
    })
  }

  /** The rows of the batch, without those that people key in. */
  #mapped(): readonly Coming[] {
    const { rows } = this.#batch
    const mapped: Coming[] = []
    for (let index = 0; index < rows.count; index += 1) {
      const row = new Coming(rows, index, this.#unique)
      if (!this.#isByHand(row.key)) mapped.push(row)
    }
    return mapped
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
  #isTwice({ index }: Coming, { n, key }: LedgerRow): boolean {
    return this.#w.seen.has(n) || (this.#batch.keptAs?.[index] ?? key) !== key
  }

  #isSame(row: Coming): boolean {
    const { known, hash, own, index, n } = row
    if (known?.hash !== hash || known.dst !== own) return false
    if (known.kind !== 'migrated' && !this.#isBack(row)) return false
    this.settling.remember(n, this.#batch.prints[index], 'migrated')
    this.settling.counts.same += 1
    return true
  }

  /** Whether a row that was kept out is again what was written, for all that anybody can tell of a target that tells nothing. */
  #isBack({ key, known, own: dst, hash, n }: Coming): boolean {
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
    const { key, own: dst, hash, n, known } = row
    const same = JSON.stringify(text.to.same.map((name) => row.value(fields.indexOf(name))))
    const owner = ledger.rows.owner(entity, dst)
    if (owner === undefined || owner.key === key) {
      ledger.rows.own(entity, dst, { key, same })
      this.#claimed.add(dst)
      return false
    }
    if (this.#claimed.has(dst)) {
      this.#waiting.push(row)
      return true
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

  /** Rows whose unique value another row of this batch claimed: that one is in the target by now, or refused. */
  async carryOutWaiting(): Promise<void> {
    for (const row of this.#waiting) {
      this.#claimed.clear()
      if (!this.#isMerged(row)) await this.carryOut([row])
    }
  }

  /** Gives the changes to the target, but not those of rows that people changed there. */
  async carryOut(rows: readonly Coming[]): Promise<void> {
    const updates = rows.filter(({ op }) => op === 'update')
    const edited = updates.length === 0 ? new Set<Coming>() : await this.#edited(updates)
    const open = edited.size === 0 ? rows : rows.filter((row) => !edited.has(row))
    if (open.length === 0) return
    const outcomes = await this.#w.table.apply(open)
    for (const [at, row] of open.entries()) this.#settle(row, outcomes[at] ?? null)
  }

  async #edited(updates: readonly Coming[]): Promise<ReadonlySet<Coming>> {
    const { table, ledger, run, entity } = this.#w
    if (table.isBlind) {
      for (const row of updates) this.#refuse(row, flaw('HK-MIG-333', { dst: row.dst }))
      return new Set(updates)
    }
    const current = await table.get(updates.map(({ dst }) => dst))
    return new Set(
      updates.filter((row) => {
        const { key, dst, known } = row
        const values = current.get(dst)
        const hash = known?.hash ?? 0
        if (values === undefined || rowHash(values) !== hash) {
          this.#refuse(row, flaw('HK-MIG-324', { dst }))
          return true
        }
        ledger.rows.saveBefore(run, entity, { key, hash, row: values.map(kept) })
        return false
      }),
    )
  }

  #settle(row: Coming, refusal: Flaw | null): void {
    const { ledger, entity, run } = this.#w
    const { key, op, own: dst, hash, index, known, n } = row
    if (refusal !== null) {
      if (op === 'create') ledger.rows.disown(entity, dst)
      this.#refuse(row, refusal)
      return
    }
    const migrated = { key, kind: 'migrated', dst, hash, rule: null, run, n } as const
    this.settling.put(known, migrated, { isThere: known === undefined })
    this.settling.remember(n, this.#batch.prints[index], 'migrated')
    if (known?.kind === 'quarantined') ledger.quarantine.setState(entity, key, 'fixed')
    this.settling.counts[op === 'create' ? 'created' : 'updated'] += 1
  }

  async keepOutRefused(): Promise<void> {
    for (const { row, flaw: reason } of this.#refused) {
      const at = this.#batch.at[row.index] ?? 0
      const { key: _, ...origin } = await this.#w.origin(this.#batch.n, at)
      this.settling.keepOut(this.#batch.keptAs?.[row.index] ?? row.key, [reason], origin)
    }
  }

  /** The row is kept out under its own key. */
  #refuse(row: Coming, reason: Flaw): void {
    const { ledger, entity, seen } = this.#w
    if (row.known === undefined) ledger.rows.forget(entity, row.key)
    seen.delete(row.n)
    this.#refused.push({ row, flaw: reason })
  }
}
