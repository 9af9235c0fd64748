import type { CheckedHall, Hall } from '../../hall/index.js'
import type { Evidence } from '../journal/evidence.js'
import type { History } from '../journal/history.js'
import type { Journal, Survives } from '../journal/journal.js'
import type { PlannedStep } from '../plan/plan-model.js'
import { type RoundScope, stepOf } from '../plan/round-scope.js'
import type { ScriptStep } from '../plan/script.js'
import type { DrillClock } from './clock.js'

/** What a drill is played with. `now` is wall time in epoch ms; `cap` bounds the calls in flight. */
export interface DrillDesk {
  readonly hall: Hall
  /** Which hall that is, for the journal. */
  readonly playedIn?: CheckedHall
  readonly clock: DrillClock
  readonly now: () => number
  readonly cap?: number
  readonly signal?: AbortSignal
  /** What an intent survives before its act goes out; a power cut too, unless the hall does not survive one either. */
  readonly survives?: Survives
  /** Waits on when only people can act; otherwise the run pauses then. */
  readonly stays?: boolean
  /** Does not wait for anything, not even for a window: the run pauses as soon as nothing is due. */
  readonly leaves?: boolean
  /** Gives up what only people, a makeup or a signature could still bring about, where the run would pause for them. */
  readonly ends?: boolean
}

/** A run being played: the desk, and everything that is known of it so far. */
export interface Stage extends DrillDesk {
  readonly run: string
  readonly cap: number
  readonly journal: Journal
  readonly history: History
  readonly evidence: Evidence
  readonly scopes: ReadonlyMap<string, RoundScope>
}

/** How often an act is tried, with a look at the hall in between, before its outcome counts as unknown. */
export const ATTEMPTS = 3

/** A planned step with its round and its script. */
export function openStep(
  { scopes }: Pick<Stage, 'scopes'>,
  step: PlannedStep,
): { readonly scope: RoundScope; readonly script: ScriptStep } {
  const scope = scopes.get(step.round)
  if (!scope) throw new Error(`no round ${step.round}`)
  return { scope, script: stepOf(scope, step.step) }
}
