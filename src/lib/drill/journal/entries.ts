import { epochMs, instantFrom } from '../../calendar/index.js'
import type { Act } from '../../hall/index.js'
import type { DrillPlan, PlannedStep } from '../plan/plan-model.js'
import type { Kept } from '../plan/round-scope.js'
import type { DueStep, OpenStep, SkippedStep } from '../plan/schedule-model.js'
import type { Attempt, Refusal } from '../play/attempt.js'
import type { Proof } from './evidence.js'
import type { JournalActor, JournalEntry } from './model.js'

/** The engine itself, as an actor. */
export const engine: JournalActor = { kind: 'engine', id: 'hallkit' }

/** The common part of every line about a step, by the robot that plays the account unless somebody else did it. */
function about(step: PlannedStep, at: string, kind: JournalActor['kind'] = 'robot') {
  const by: JournalActor = { kind, id: step.account }
  return { at, key: step.key, unit: step.unit, as: step.role, by }
}

/** We are about to act: durable before the call. `waited` is in seconds, between possible and begun. */
export function intentEntry(due: DueStep, act: Act, at: string): JournalEntry {
  const waited = (due.startedAt - due.readyAt) / 1000
  const { action: call, id: object, idempotencyKey: idem, occurredAt } = act
  return {
    ...about(due.step, at, due.standsIn ? 'understudy' : 'robot'),
    type: 'step.intent',
    data: {
      ...{ call, object, idem, waited, took: due.step.takes },
      ...(occurredAt !== undefined && { occurredAt }),
    },
  }
}

/**
 * Who brought a proven step about: `adopted` is a robot's step that somebody else did, `self-reported` one that nobody saw
 * in the hall: somebody said so.
 */
export type How = 'robot' | 'understudy' | 'human' | 'adopted' | 'self-reported'

/** How a proven step came about. */
export interface Doing {
  readonly how: How
  readonly evidence: readonly number[]
  readonly keep: Kept
  readonly ms: number | null
}

const ACTORS: Readonly<Record<How, JournalActor['kind']>> = {
  ...{ robot: 'robot', understudy: 'understudy', human: 'human' },
  ...{ adopted: 'robot', 'self-reported': 'human' },
}

/** The step is proven. A person's step names the account that the hall saw acting. */
export function doneEntry(
  step: PlannedStep,
  doing: Doing,
  at: string,
  actor = step.account,
): JournalEntry {
  const type = doing.how === 'adopted' ? 'step.adopted' : 'step.done'
  const kind = ACTORS[doing.how]
  return { ...about(step, at, kind), by: { kind, id: actor }, type, data: { ...doing } }
}

/** A step of a person may be done now; `standIn` is when a robot will do it, null never. */
export function openedEntry({ step, standInAt }: OpenStep, at: string): JournalEntry {
  const standIn = standInAt === null ? null : instantFrom(standInAt)
  return { ...about(step, at), by: engine, type: 'step.opened', data: { standIn } }
}

/** The person did not act in time: a robot stands in, the step stays missed by the unit. */
export function understudiedEntry(step: PlannedStep, at: string): JournalEntry {
  const data = { because: { kind: 'time', after: step.understudy ?? null } }
  return { ...about(step, at), by: engine, type: 'step.understudied', data }
}

/** The hall refused, nothing was seen of it, or what was read is not what it should be. */
export function failedEntry(
  step: PlannedStep,
  reason: Refusal,
  ms: number | null,
  at: string,
  evidence: readonly number[] = [],
): JournalEntry {
  const seen = evidence.length > 0 && { evidence }
  return { ...about(step, at), type: 'step.failed', data: { reason, ms, ...seen } }
}

/** The hall refused what it has to refuse: the step is done, and leaves nothing for later ones. */
export function refusedEntry(
  step: PlannedStep,
  refused: Refusal & { readonly rule: string },
  { ms, object }: { readonly ms: number; readonly object: string | null },
  at: string,
): JournalEntry {
  const keep: Kept = { id: object ?? '', number: '' }
  const data = { how: 'robot', evidence: [], keep, ms, refused }
  return { ...about(step, at), type: 'step.done', data }
}

/** Nobody knows whether the act was done: the connection broke and looking did not settle it. */
export function unknownEntry(
  step: PlannedStep,
  attempt: Attempt<unknown>,
  at: string,
): JournalEntry {
  const problem = attempt.kind === 'lost' ? attempt.problem : null
  const asked = problem?.code === 'HK-HALL-008' ? problem.params : {}
  const cause = problem?.code ?? attempt.kind
  return { ...about(step, at), type: 'step.unknown', data: { cause, ...asked } }
}

/** The step will not be played, and why. */
export function skippedEntry({ step, at, because }: SkippedStep): JournalEntry {
  const entry = about(step, instantFrom(at))
  return { ...entry, by: engine, type: 'step.skipped', data: { because } }
}

/** An object that the drill put into the hall: the ledger that a clean-up works from. */
export function createdEntry(step: PlannedStep, { event }: Proof, at: string): JournalEntry {
  const { kind, objectId, number } = event
  return { ...about(step, at), type: 'object.created', data: { kind, id: objectId, number } }
}

/** What a reading step found, every expectation with its outcome. */
export function checkedEntry(
  step: PlannedStep,
  data: Readonly<Record<string, unknown>>,
  at: string,
): JournalEntry {
  return { ...about(step, at), type: 'expect.checked', data }
}

/** Openings and closings of the batch windows, in time order. */
export function calendarEntries(plan: DrillPlan): JournalEntry[] {
  const entries = plan.batches.flatMap(({ id, windows }) =>
    windows.flatMap(({ from, to }): JournalEntry[] => [
      { at: from, type: 'batch.opened', by: engine, data: { batch: id, from, to } },
      { at: to, type: 'batch.closed', by: engine, data: { batch: id, from, to } },
    ]),
  )
  return entries.sort((a, b) => epochMs(a.at) - epochMs(b.at))
}
