import { epochMs } from '../../calendar/index.js'
import { AppError } from '../../errors/index.js'
import type { JournalEntry, JournalLine } from '../journal/model.js'
import type { Safeguard } from '../plan/plan-file.js'
import type { DrillPlan } from '../plan/plan-model.js'
import { secondsOf } from '../plan/spans.js'

/** The fewest acts from which a share of errors says anything. */
const LEAST = 20

/** What a safeguard saw: how many, of how many, what was allowed, and over how long. */
export interface Trip {
  readonly watch: Safeguard['watch']
  readonly count: number
  readonly of: number | null
  readonly max: string
  readonly over: string | null
}

interface Outcome {
  readonly at: number
  readonly isError: boolean
}

/**
 * The plan's safeguards over the lines of one life of a run. A person who goes on after a halt has seen to the cause: every
 * life counts anew, so the same errors do not stop it twice, and a limit of objects allows as many again.
 */
export class Safeguards {
  readonly #rules: readonly Safeguard[]
  readonly #outcomes: Outcome[] = []
  #created = 0

  constructor({ safeguards = [] }: DrillPlan) {
    this.#rules = safeguards
  }

  /** Takes in a line of this life. */
  take({ type, by, at }: JournalLine): void {
    if (type === 'object.created') this.#created += 1
    if (by.kind !== 'robot' && by.kind !== 'understudy') return
    const isError = type === 'step.failed' || type === 'step.unknown'
    if (isError || type === 'step.done') this.#outcomes.push({ at: epochMs(at), isError })
  }

  /** The first safeguard that trips now, null when all is well. */
  trip(): Trip | null {
    for (const rule of this.#rules) {
      if (rule.watch === 'ledger' && this.#created >= rule.max) {
        return { watch: 'ledger', count: this.#created, of: null, max: `${rule.max}`, over: null }
      }
      const errors = rule.watch === 'errorRate' ? this.#errors(rule) : null
      if (errors) return errors
    }
    return null
  }

  #errors({ max, over, least = LEAST }: Safeguard & { readonly watch: 'errorRate' }): Trip | null {
    const since = (this.#outcomes.at(-1)?.at ?? 0) - secondsOf(over) * 1000
    const young = this.#outcomes.findIndex(({ at }) => at >= since)
    this.#outcomes.splice(0, Math.max(0, young))
    const of = this.#outcomes.length
    const count = this.#outcomes.filter(({ isError }) => isError).length
    if (of < least || count / of <= Number.parseFloat(max) / 100) return null
    return { watch: 'errorRate', count, of, max, over }
  }
}

/** How long a hall may be away before the run stops, in ms of real time; null when it stops at once. */
export function patienceOf({ safeguards = [] }: DrillPlan): number | null {
  const rule = safeguards.find(({ watch }) => watch === 'hall.up')
  return rule?.watch === 'hall.up' ? secondsOf(rule.patience) * 1000 : null
}

/** The hall stayed away for longer than the plan allows. */
export function awayTrip(plan: DrillPlan): Trip {
  const seconds = Math.round((patienceOf(plan) ?? 0) / 1000)
  return { watch: 'hall.up', count: seconds, of: null, max: `${seconds}s`, over: null }
}

/** The fact that a safeguard stopped the run. */
export function trippedEntry(trip: Trip, at: string): JournalEntry {
  const by = { kind: 'engine', id: 'hallkit' } as const
  return { at, type: 'safeguard.tripped', by, data: { ...trip } }
}

/** What a run that a safeguard stopped ends with. */
export function stoppedBy(trip: Trip): AppError {
  return new AppError('HK-DRILL-014', trip)
}
