import type { Flaw } from '../flaw.js'
import type { Cell } from '../sources/index.js'

/** What a target has to know of an entity: its table, its fields in the order of values, the one that is unique. */
export interface Shape {
  readonly table: string
  readonly fields: readonly string[]
  readonly unique: string
}

/** What stands between the values of a row that are one text. */
export const BETWEEN = '\u001f'
/** What stands for an empty text among them: an empty value has nothing at its place. */
export const BLANK = '\u0000'

/** One row to be written. `dst` is the value of the unique field. */
export interface Change {
  readonly op: 'create' | 'update'
  readonly dst: string
  readonly values: readonly Cell[]
  /** The values with `BETWEEN` between them, nothing for an empty one and `BLANK` for an empty text, where they are at hand so. */
  readonly text: string | null
  /** Of the values (`rowHash`). */
  readonly hash: number
}

/** A row read back, its values in the order of the shape's fields. */
export interface TargetRow {
  readonly dst: string
  readonly values: readonly Cell[]
}

/** What is known of a row that was sent: nobody knows whether it was taken, or it is there, or somebody found that it is not. */
export type Standing = 'unknown' | 'there' | 'absent'

/** Where a target remembers what was sent and not answered. */
export interface Unsure {
  /** Null for a row that was not sent, or whose outcome the ledger knows. */
  readonly of: (dst: string) => Standing | null
  /** What a person found: a row that is there counts as migrated, one that is absent may be sent again. */
  readonly settle: (dst: string, found: Exclude<Standing, 'unknown'>) => void
  /** Everything that is remembered as there, or as unknown. */
  readonly list: () => readonly string[]
  /** The ledger knows what became of these. */
  readonly forget: (dsts: readonly string[]) => void
}

/**
 * One table of a target. Writing is idempotent: a create that was done before is done. Where the ledger lies in the
 * target (SQLite), all of it is inside the ledger's transaction.
 */
export interface TargetTable {
  /** Fields that cannot be read back as they were written; none when not given. */
  readonly unreadable?: readonly string[]
  /** Nothing at all can be read back: what was written can only be counted by the ledger. */
  readonly isBlind?: boolean
  /** Given where nobody but a person can tell what became of a call that was not answered. */
  readonly unsure?: Unsure
  /** Nothing can be taken out again, whoever asks. */
  readonly isLasting?: boolean
  /** Nobody else writes to it: a row of no entity is a change of what was written. */
  readonly isOwn?: boolean
  /** What became of each change: null when it is done, or why the target refused that row. */
  apply(changes: readonly Change[]): Promise<readonly (Flaw | null)[]>
  /** The rows with these unique values that are there. */
  get(dsts: readonly string[]): Promise<ReadonlyMap<string, readonly Cell[]>>
  /** Every row, in pages, in bytewise order of the unique field. */
  rows(): AsyncGenerator<readonly TargetRow[]>
  /** Takes rows out; gives those that the target would not give back. */
  remove(dsts: readonly string[]): Promise<readonly string[]>
}

/** Where rows go. */
export interface Target {
  table(shape: Shape): Promise<TargetTable>
  /** Around all that a run or a rollback writes, where others are to see it complete or not at all; not when it only looks. */
  whole?<T>(work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}
