import type { PlannedStep } from './plan-model.js'

/** How a step ended, as far as those that wait for it care. */
export type Settled = 'done' | 'failed' | 'skipped'

/** A step whose time has come, with when it became possible and when its person turned to it (epoch ms). */
export interface DueStep {
  readonly step: PlannedStep
  readonly readyAt: number
  readonly startedAt: number
  /** True when a robot acts in a person's stead. */
  readonly standsIn: boolean
}

/** A step that will never be played, and why: a step it needs did not come about, or the windows are over. */
export interface SkippedStep {
  readonly step: PlannedStep
  /** When it became certain (epoch ms). */
  readonly at: number
  readonly because:
    | { readonly kind: 'needs'; readonly key: string }
    /** `unseen` and `unseeable`: nobody saw it in a drill that was only watched; nobody could. */
    | { readonly kind: 'window' | 'unseen' | 'unseeable' }
}

/** A step that waits for its person. Moments in epoch ms; `standInAt` null when nobody stands in, `until` when it is late. */
export interface OpenStep {
  readonly step: PlannedStep
  readonly openedAt: number
  readonly standInAt: number | null
  readonly until: number | null
}

/** Everything that falls on one moment (epoch ms): steps to play, and steps that people may turn to now. */
export interface Tick {
  readonly at: number
  readonly due: readonly DueStep[]
  readonly opened: readonly OpenStep[]
}

/** A step inside the schedule. `open` counts the needs that are not settled; `isTold`: people know that it is open. */
export interface Entry {
  readonly step: PlannedStep
  readonly index: number
  readonly dependents: Entry[]
  open: number
  readyAt: number
  startedAt: number
  endsAt: number
  over: boolean
  isTold: boolean
  standsIn: boolean
}

/** A step as it stands before anything happened. */
export function newEntry(step: PlannedStep, index: number): Entry {
  const times = { open: step.needs.length, readyAt: 0, startedAt: 0, endsAt: 0 }
  const state = { over: false, isTold: false, standsIn: false }
  return { step, index, dependents: [], ...times, ...state }
}

/** What ends first comes first. */
export function byEnd(a: Entry, b: Entry): number {
  return a.endsAt - b.endsAt || a.index - b.index
}

/** What became possible first comes first. */
export function byReady(a: Entry, b: Entry): number {
  return a.readyAt - b.readyAt || a.index - b.index
}

/** A step whose time has come. */
export function dueOf({ step, readyAt, startedAt, standsIn }: Entry): DueStep {
  return { step, readyAt, startedAt, standsIn }
}
