import type { LedgerRow } from '../ledger/index.js'
import type { Change } from '../targets/model.js'
import { PackedRow, type PackedRows } from './packed.js'

/** A row on its way to the target, as a change of it. */
export class Coming extends PackedRow implements Change {
  /** The value of the target's unique field that the mapping made. */
  readonly own: string
  /** What the ledger knew of it, and its number there. */
  known: LedgerRow | undefined
  n = 0

  constructor(rows: PackedRows, index: number, unique: number) {
    super(rows, index)
    this.own = String(this.value(unique))
  }

  get op(): Change['op'] {
    return this.#there === null ? 'create' : 'update'
  }

  /** Of an update the one that it has so far. */
  get dst(): string {
    return this.#there ?? this.own
  }

  get #there(): string | null {
    const { known } = this
    return known === undefined || known.kind === 'merged' ? null : known.dst
  }
}
