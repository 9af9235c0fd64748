import type { Flaw } from '../flaw.js'
import {
  type Arrivals,
  type Counts,
  type Lasting,
  type Ledger,
  type LedgerRow,
  noCounts,
  type Seen,
} from '../ledger/index.js'
import type { EntityText } from '../mapping/schema.js'
import type { TargetTable } from '../targets/model.js'
import type { Origin } from './origins.js'
import type { KeyedOrigin, SetAside } from './produce.js'

/** One entity of a run, ready to be written. */
export interface Writing {
  readonly ledger: Ledger
  readonly table: TargetTable
  readonly text: EntityText
  readonly fields: readonly string[]
  readonly entity: number
  readonly run: number
  readonly origin: (n: number, index: number) => Promise<KeyedOrigin>
  /** The rows of this run that have their disposition. */
  readonly seen: Seen
  readonly arrivals: Arrivals
  /** The day of the run: what goes to the manual list falls due on it. */
  readonly day: string
  /** Keys of rows that people key in, with their rules: they are never written. */
  readonly byHand: ReadonlyMap<string, string>
}

/** Writes dispositions of a batch into the ledger. */
export class Settling {
  readonly counts = noCounts()
  readonly #w: Writing
  /** Whether anything changed that other entities may look up. */
  #isChange = false

  constructor(writing: Writing, read: number) {
    this.#w = writing
    this.counts.read = read
  }

  /** Notes what became of a row; `isThere`: the ledger has it already, word for word. */
  put(
    known: LedgerRow | undefined,
    row: Omit<LedgerRow, 'firstRun'>,
    { isThere = false } = {},
  ): void {
    const { ledger, entity } = this.#w
    if (!isThere) ledger.rows.put(entity, row)
    if (known?.kind === 'quarantined' && row.kind !== 'quarantined') this.#isKeptNoLonger(row.key)
    const [before, after] = [found(known), found(row)]
    this.#isChange ||= before !== after
  }

  /** A row that is kept out no more, wherever it went, is nobody's to mend. */
  #isKeptNoLonger(key: string): void {
    const { quarantine } = this.#w.ledger
    const { entity } = this.#w
    if (quarantine.get(entity, key)?.state === 'open') quarantine.setState(entity, key, 'fixed')
  }

  /** What the row looked like, so that the next run knows it again; -1 when that alone would not say enough. */
  remember(n: number, print = -1, kind: Lasting): void {
    this.#w.arrivals.set(n, print, print < 0 ? null : kind)
  }

  putAside({ key, as, rule, print }: SetAside): void {
    this.#setAside(this.#place(key), { as, rule, print })
  }

  #setAside({ own, known, n }: Placed, { as, rule, print }: Omit<SetAside, 'key'>): void {
    const { ledger, entity, run, day } = this.#w
    this.put(known, { key: own, kind: as, dst: null, hash: null, rule, run, n })
    this.remember(n, print, as)
    if (as === 'manual') ledger.manual.open(entity, { key: own, rule, day })
    this.counts[as] += 1
  }

  /** Keeps a row out, unless somebody has answered for leaving this very row behind. */
  keepOut(wanted: string | null, flaws: readonly Flaw[], { place, raw, rawHash }: Origin): void {
    const { ledger, entity, run, arrivals, byHand } = this.#w
    const placed = this.#place(wanted ?? `@${place}`)
    const { own: key, known, n } = placed
    const rule = byHand.get(key)
    if (rule !== undefined) {
      this.#setAside(placed, { as: 'manual', rule, print: -1 })
      return
    }
    ledger.quarantine.put(entity, { key, place, flaws, raw, rawHash, run })
    const isWaived = ledger.quarantine.get(entity, key)?.state === 'waived'
    const [kind, why] = isWaived
      ? (['excluded', 'waived'] as const)
      : (['quarantined', null] as const)
    this.put(known, { key, kind, dst: null, hash: null, rule: why, run, n })
    arrivals.set(n, 0, null)
    this.counts[kind] += 1
  }

  /** A correction let the row in under its real key: the place where it was kept out is free again. */
  letIn(key: string): void {
    const { ledger, entity, seen } = this.#w
    ledger.quarantine.setState(entity, key, 'fixed')
    const known = ledger.rows.get(entity, key)
    if (known !== undefined && !seen.has(known.n)) ledger.rows.forget(entity, key)
  }

  /** Writes what the next run goes by. */
  finish(): Counts {
    const { ledger, entity, arrivals } = this.#w
    arrivals.flush()
    if (this.#isChange) ledger.change(entity)
    return this.counts
  }

  /** A key that no row of this run has, and the number for it: the second row of a key is kept under `key#2`. */
  #place(wanted: string): Placed {
    const { ledger, entity, seen, arrivals } = this.#w
    let own = wanted
    let known = ledger.rows.get(entity, own)
    for (let n = 2; known !== undefined && seen.has(known.n); n += 1) {
      own = `${wanted}#${n}`
      known = ledger.rows.get(entity, own)
    }
    const n = known?.n ?? arrivals.take()
    seen.add(n)
    return { own, known, n }
  }
}

/** Under which key and number a row is noted. */
interface Placed {
  readonly own: string
  readonly known: LedgerRow | undefined
  readonly n: number
}

/** What a lookup finds of a row. */
function found(row: Pick<LedgerRow, 'kind' | 'dst'> | undefined): string | null {
  return row?.kind === 'migrated' || row?.kind === 'merged' ? row.dst : null
}
