/** ledger: what became of every row of a source, run by run; facts only, the verdicts are worked out from them. */
export { type Arrivals, type Lasting, lasting } from './arrivals.js'
export type { Follower } from './follower.js'
export { added, type BatchRecord, type Checkpoint, type Ledger, openLedger } from './ledger.js'
export {
  type Counts,
  type Disposition,
  dispositions,
  type LedgerRow,
  noCounts,
  type QuarantinedRow,
  type Run,
  type Scope,
} from './model.js'
export type { Fix } from './quarantine.js'
export { Seen } from './seen.js'
