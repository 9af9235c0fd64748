/** What a hall did wrong, as the journal of a drill shows it. */
export const hallFaultNames = [
  'latency',
  'server-error',
  'too-many-requests',
  'drop-after-commit',
  'lost-event',
  'no-separation',
  'let-through',
  'duplicate-number',
  'session-expiry',
  'read-only',
  'mojibake',
  'clock-skew',
  'wrong-due-date',
  'holiday-ignored',
  'unmarked-entry',
  'wrong-card',
  'item-mismatch',
  'limit-ignored',
  'outage',
] as const

/** The name of a fault. */
export type HallFaultName = (typeof hallFaultNames)[number]

/** One line of the journal that shows a fault. */
export interface Sight {
  readonly fault: HallFaultName
  readonly seq: number
  readonly example: string
}

/** A sight in one call. */
export function sight(fault: HallFaultName, seq: number, example: string): Sight {
  return { fault, seq, example }
}
