import { plusSeconds } from '../../calendar/index.js'
import type { AppError } from '../../errors/index.js'
import type { Act, ActResult } from '../../hall/index.js'
import { createdEntry, doneEntry, failedEntry, type How, unknownEntry } from '../journal/entries.js'
import type { Proof } from '../journal/evidence.js'
import { keptFrom } from '../journal/kept.js'
import type { JournalEntry } from '../journal/model.js'
import type { PlannedStep } from '../plan/plan-model.js'
import { inputOf, targetOf } from '../plan/round-scope.js'
import type { DueStep } from '../plan/schedule-model.js'
import { idempotencyKey } from '../plan/seeded.js'
import { secondsOf } from '../plan/spans.js'
import { type Attempt, inParallel, isOpen, tryAct } from './attempt.js'
import { lookIfReachable } from './look.js'
import { ATTEMPTS, openStep, type Stage } from './stage.js'
import { letThrough, triedEntries } from './trial-step.js'

/** A step about to be acted, with the call that does it. */
export interface PreparedAct {
  readonly due: DueStep
  readonly act: Act
}

type Result = Attempt<ActResult>

/** The call of a step: its templates worked out, the same in every life of the run. `at` is now, unless an earlier life began it. */
export function prepareAct(stage: Stage, due: DueStep, at: string): PreparedAct {
  const { scope, script } = openStep(stage, due.step)
  const idem = idempotencyKey(stage.run, due.step.key)
  const id = targetOf(scope, script)
  const { ago } = script.do ?? {}
  const begun = stage.history.intents.get(due.step.key) ?? at
  const act: Act = {
    action: script.do?.call ?? '',
    id,
    input: inputOf(scope, script),
    as: due.step.account,
    idempotencyKey: idem,
    unit: due.step.unit,
    ...(id === null && { tag: idem }),
    ...(ago !== undefined && { occurredAt: plusSeconds(begun, -secondsOf(ago)) }),
  }
  return { due, act }
}

/** Acts, looks, and acts again with the same key where the connection broke and nothing was seen of it. */
export async function actTogether(
  stage: Stage,
  acts: readonly PreparedAct[],
  at: string,
): Promise<JournalEntry[]> {
  const results = new Map<PreparedAct, Result>()
  const tries = new Map<PreparedAct, string[]>(acts.map((one) => [one, []]))
  const seen: JournalEntry[] = []
  let open = acts
  let blind: AppError | null = null
  for (let attempt = 0; attempt < ATTEMPTS && open.length > 0; attempt += 1) {
    await inParallel(inTurns(open), stage.cap, async (turns) => {
      for (const one of turns) {
        const result = await tryAct(stage.hall, one.act, stage.now)
        results.set(one, result)
        tries.get(one)?.push(...hitch(result))
      }
    })
    const looked = await lookIfReachable(stage, at, seen.length)
    seen.push(...looked.seen)
    blind = looked.problem
    open = open.filter(
      (one) => isOpen(results.get(one)) && stage.evidence.proofOf(one.due.step.key) === null,
    )
  }
  const settled = acts.flatMap((one) => {
    const known = unlessBlind(results.get(one), blind)
    return withTries(settle(stage, one, known, at), tries.get(one), results.get(one))
  })
  return [...seen, ...settled]
}

/** Those of one mutex one after the other: robots in people's stead may meet on one moment. */
function inTurns(acts: readonly PreparedAct[]): PreparedAct[][] {
  const turns = new Map<unknown, PreparedAct[]>()
  for (const one of acts) {
    const mutex = one.due.step.mutex ?? one
    turns.set(mutex, [...(turns.get(mutex) ?? []), one])
  }
  return [...turns.values()]
}

/** What the hall answered is nobody's knowledge yet when nobody could look: the next life looks first. */
function unlessBlind(result: Result | undefined, blind: AppError | null): Result | undefined {
  if (!result || result.kind === 'lost' || blind === null) return result
  return { kind: 'lost', ms: result.ms, problem: blind }
}

/** What went wrong in an attempt that did not end the step: no answer, a broken hall, a session that had ended. */
function hitch(result: Result): string[] {
  if (result.kind === 'answered') return result.answer.renewed ? ['session'] : []
  if (result.kind !== 'lost') return []
  const { code, params } = result.problem
  return [`${code} ${'cause' in params ? String(params.cause) : ''}`.trim()]
}

/** The outcome's line tells of its hitches; `answered` false: it was done, and nobody told us so. */
function withTries(
  entries: readonly JournalEntry[],
  tries: readonly string[] = [],
  last?: Result,
): readonly JournalEntry[] {
  if (tries.length === 0) return entries
  const told = { tries, ...(last?.kind === 'lost' && { answered: false }) }
  return entries.map((entry) =>
    entry.type.startsWith('step.') ? { ...entry, data: { ...entry.data, ...told } } : entry,
  )
}

function settle(
  stage: Stage,
  { due, act }: PreparedAct,
  result: Result | undefined,
  at: string,
): JournalEntry[] {
  if (!result) throw new Error(`no result of ${due.step.key}`)
  const proof = stage.evidence.proofOf(due.step.key)
  const { refused } = openStep(stage, due.step).script
  if (refused) {
    return triedEntries(stage, due.step, refused, { result, proof, object: act.id, at })
  }
  if (proof) {
    const isOurs = result.kind === 'answered' || proof.event.actor === act.as
    return provenEntries(stage, due.step, { proof, how: howOf(due, isOurs), ms: result.ms, at })
  }
  if (result.kind === 'lost') return [unknownEntry(due.step, result, at)]
  const unproven = { code: 'unproven', detail: act.action }
  const reason = result.kind === 'refused' ? result.refusal : unproven
  return [failedEntry(due.step, reason, result.ms, at)]
}

/** Who did a proven step, given whether the act was ours. */
export function howOf({ step, standsIn }: DueStep, isOurs: boolean): How {
  if (isOurs) return standsIn ? 'understudy' : 'robot'
  return step.by ?? 'adopted'
}

/** What proves a step, and who did it. */
export interface Proving {
  readonly proof: Proof
  readonly how: How
  readonly ms: number | null
  readonly at: string
}

/** Lines of a proven step; an object that it brought into the hall goes into the ledger first. */
export function provenEntries(
  stage: Stage,
  step: PlannedStep,
  { proof, how, ms, at }: Proving,
): JournalEntry[] {
  const { scope, script } = openStep(stage, step)
  const keep = keptFrom(scope, script, proof.event)
  const { stated, actor: seen } = proof.event
  const actor = stated ?? (how === 'human' ? seen : step.account)
  const { refused } = openStep(stage, step).script
  if (refused) return letThrough(stage, step, { rule: refused.rule, proof, ms, at })
  const known = stated === undefined ? how : 'self-reported'
  const done = doneEntry(step, { how: known, evidence: [proof.seq], keep, ms }, at, actor)
  const isOurs = how === 'robot' || how === 'understudy'
  const isBirth = isOurs && stage.evidence.isFirstOf(proof)
  return isBirth && !stage.history.created.has(step.key)
    ? [createdEntry(step, proof, at), done]
    : [done]
}
