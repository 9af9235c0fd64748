import type { HallEvent } from '../../hall/index.js'
import type { DrillPlan, PlannedStep } from '../plan/plan-model.js'
import { type RoundScope, stepOf } from '../plan/round-scope.js'
import { idempotencyKey, isRobotTag } from '../plan/seeded.js'

/** An event of the hall as the journal holds it, with the number of its line. */
export interface Proof {
  readonly seq: number
  readonly event: HallEvent
}

/** What an event was found to be: the step that it proves and the round that it belongs to, null when unscripted. */
export interface Claim {
  readonly key: string | null
  readonly round: string | null
}

/**
 * Which event proves which step. An event proves at most one step: by our tag first, then by the object
 * that the round already has, then (without a tag of ours, so a person's act) the oldest round of the unit whose `match` fits.
 */
export class Evidence {
  readonly #scopes: ReadonlyMap<string, RoundScope>
  readonly #steps = new Map<string, readonly PlannedStep[]>()
  readonly #roundByTag = new Map<string, string>()
  readonly #roundByObject = new Map<string, string>()
  readonly #openers = new Map<string, PlannedStep[]>()
  readonly #proofs = new Map<string, Proof>()
  readonly #births = new Map<string, number>()
  readonly #refused = new Set<string>()
  readonly #isOpen: boolean

  /** `whose`: whether what robots of another run began may prove steps as well, as in a drill that is only watched. */
  constructor(
    plan: DrillPlan,
    scopes: ReadonlyMap<string, RoundScope>,
    run: string,
    whose: 'people' | 'anybody' = 'people',
  ) {
    this.#isOpen = whose === 'anybody'
    this.#scopes = scopes
    for (const step of plan.steps) {
      this.#steps.set(step.round, [...(this.#steps.get(step.round) ?? []), step])
      const scope = scopes.get(step.round)
      const { do: act, seen } = scope ? stepOf(scope, step.step) : {}
      if (!act || act.id !== undefined || !seen) continue
      this.#roundByTag.set(idempotencyKey(run, step.key), step.round)
      const opener = `${seen.event} ${step.unit}`
      this.#openers.set(opener, [...(this.#openers.get(opener) ?? []), step])
    }
  }

  /** Takes one event, in the hall's order, and says what it proves. `seq` is its line in the journal. */
  take(event: HallEvent, seq: number): Claim {
    const known = this.#knownRound(event)
    const step = known === null ? this.#opener(event) : this.#unproven(known, event)
    const round = known ?? step?.round ?? null
    if (round !== null) this.#roundByObject.set(objectKey(event), round)
    if (!this.#births.has(objectKey(event))) this.#births.set(objectKey(event), seq)
    if (step) this.#proofs.set(step.key, { seq, event })
    return { key: step?.key ?? null, round }
  }

  /** What proves a step, null so far. */
  proofOf(key: string): Proof | null {
    return this.#proofs.get(key) ?? null
  }

  /** The hall refused this negative test: nothing that comes now is its doing. */
  refuse(key: string): void {
    this.#refused.add(key)
  }

  /** True when the proof is the first that was ever seen of its object: the act brought it about. */
  isFirstOf({ event, seq }: Proof): boolean {
    return this.#births.get(objectKey(event)) === seq
  }

  #knownRound(event: HallEvent): string | null {
    const byTag = event.tag === null ? undefined : this.#roundByTag.get(event.tag)
    const parent = this.#roundByObject.get(`project/${event.data['parent']}`)
    return byTag ?? this.#roundByObject.get(objectKey(event)) ?? parent ?? null
  }

  #unproven(round: string, event: HallEvent): PlannedStep | undefined {
    return this.#steps
      .get(round)
      ?.find((step) => this.#expects(step, event) && !this.#proofs.has(step.key))
  }

  #opener(event: HallEvent): PlannedStep | undefined {
    if (event.tag !== null && isRobotTag(event.tag) && !this.#isOpen) return undefined
    const open = this.#openers.get(`${event.type} ${event.unit}`) ?? []
    return open.find(
      (step) =>
        !this.#proofs.has(step.key) && this.#expects(step, event) && this.#matches(step, event),
    )
  }

  /** A negative test is proven by its own account only, and never once it was refused. */
  #expects(step: PlannedStep, { type, actor }: HallEvent): boolean {
    const scope = this.#scopes.get(step.round)
    const { seen, refused } = scope ? stepOf(scope, step.step) : {}
    const isItsOwn = actor === step.account && !this.#refused.has(step.key)
    return seen?.event === type && (refused === undefined || isItsOwn)
  }

  #matches(step: PlannedStep, event: HallEvent): boolean {
    const scope = this.#scopes.get(step.round)
    const match = scope ? (stepOf(scope, step.step).seen?.match ?? {}) : {}
    return Object.entries(match).every(
      ([field, text]) => event.data[field] === scope?.expressions.render(text, scope.names),
    )
  }
}

function objectKey({ kind, objectId }: HallEvent): string {
  return `${kind}/${objectId}`
}
