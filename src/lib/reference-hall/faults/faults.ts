import { z } from 'zod'

/** Every way in which a hall can be told to misbehave. */
export const faultKinds = [
  'latency',
  'server-error',
  'too-many-requests',
  'drop-after-commit',
  'lost-event',
  'wrong-due-date',
  'holiday-ignored',
  'no-separation',
  'no-refusal',
  'duplicate-number',
  'session-expiry',
  'read-only',
  'mojibake',
  'clock-skew',
  'unmarked-entry',
  'item-mismatch',
  'wrong-card',
  'limit-ignored',
] as const

/** The name of a fault. */
export type FaultKind = (typeof faultKinds)[number]

/** One fault: what, how often, where, how much. */
export const faultShape = z.strictObject({
  kind: z.enum(faultKinds),
  /** Share of the occasions that it spoils. */
  rate: z.number().min(0).max(1).default(1),
  /** It ends after so many strikes. */
  times: z.int().min(1).optional(),
  /** Only requests whose path begins so. */
  path: z.string().startsWith('/').max(200).optional(),
  /** Only requests of this method. */
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).optional(),
  /** Milliseconds of latency, days added to a due date or to the promise in a guide, seconds that the clock is off. */
  amount: z.number().min(-1_000_000).max(1_000_000).optional(),
})

/** A fault as it was asked for. */
export type Fault = z.output<typeof faultShape>

/** A request as faults look at it. */
export interface Occasion {
  readonly path: string
  readonly method: string
}

/** The faults of a hall: none until somebody asks for them through `/__admin/faults`. */
export interface Faults {
  readonly set: (faults: readonly Fault[], seed: number) => void
  /** With how often each has struck. */
  readonly list: () => readonly (Fault & { readonly strikes: number })[]
  readonly isOn: (kind: FaultKind) => boolean
  /** Whether such a fault spoils this occasion, with its amount or the usual one; counted when it does. */
  readonly strike: (kind: FaultKind, usual?: number, occasion?: Occasion) => number | undefined
}

interface Active {
  readonly fault: Fault
  strikes: number
}

/** Faults strike by a seeded draw, so that the same requests meet the same faults. */
export function openFaults(): Faults {
  let active: Active[] = []
  let draw = seeded(1)
  const meets = ({ fault, strikes }: Active, kind: FaultKind, occasion: Occasion | undefined) =>
    fault.kind === kind &&
    strikes < (fault.times ?? Infinity) &&
    (fault.path === undefined || occasion?.path.startsWith(fault.path) === true) &&
    (fault.method === undefined || occasion?.method === fault.method) &&
    draw() < fault.rate
  return {
    set: (faults, seed) => {
      active = faults.map((fault) => ({ fault, strikes: 0 }))
      draw = seeded(seed)
    },
    list: () => active.map(({ fault, strikes }) => ({ ...fault, strikes })),
    isOn: (kind) => active.some(({ fault }) => fault.kind === kind),
    strike: (kind, usual = 1, occasion = undefined) => {
      if (active.length === 0) return undefined
      const struck = active.find((one) => meets(one, kind, occasion))
      if (struck === undefined) return undefined
      struck.strikes += 1
      return struck.fault.amount ?? usual
    },
  }
}

/** A small generator of numbers in [0, 1) (mulberry32): the same seed, the same row. */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
