import type { ActResult } from '../../hall/index.js'
import { createdEntry, failedEntry, refusedEntry, unknownEntry } from '../journal/entries.js'
import type { Proof } from '../journal/evidence.js'
import type { JournalEntry } from '../journal/model.js'
import type { PlannedStep } from '../plan/plan-model.js'
import type { ScriptStep } from '../plan/script.js'
import type { Attempt } from './attempt.js'
import type { Stage } from './stage.js'

/** The reason of a step that the hall should have refused and did. */
export const LET_THROUGH = 'let-through'

/** What a negative test came to: the answer, what the hall shows of it, and the object that it was tried on. */
export interface Tried {
  readonly result: Attempt<ActResult>
  readonly proof: Proof | null
  readonly object: string | null
  readonly at: string
}

/** Lines of a negative test: done when the hall refused it by its own rules, failed when it let it through or never looked. */
export function triedEntries(
  stage: Stage,
  step: PlannedStep,
  { rule, codes }: NonNullable<ScriptStep['refused']>,
  { result, proof, object, at }: Tried,
): JournalEntry[] {
  const { ms } = result
  if (proof || result.kind === 'answered') return letThrough(stage, step, { rule, proof, ms, at })
  if (result.kind === 'lost') return [unknownEntry(step, result, at)]
  const { refusal, isRuling } = result
  if (!isRuling || codes?.includes(refusal.code) === false) {
    return [failedEntry(step, refusal, ms, at)]
  }
  stage.evidence.refuse(step.key)
  return [refusedEntry(step, { rule, ...refusal }, { ms, object }, at)]
}

/** A negative test that the hall let through; what it brought about goes into the ledger. */
export function letThrough(
  stage: Stage,
  step: PlannedStep,
  {
    rule,
    proof,
    ms,
    at,
  }: {
    readonly rule: string
    readonly proof: Proof | null
    readonly ms: number | null
    readonly at: string
  },
): JournalEntry[] {
  const evidence = proof ? [proof.seq] : []
  const failed = failedEntry(step, { code: LET_THROUGH, detail: rule }, ms, at, evidence)
  const isBirth = proof !== null && stage.evidence.isFirstOf(proof)
  return isBirth && !stage.history.created.has(step.key)
    ? [createdEntry(step, proof, at), failed]
    : [failed]
}
