import { isDeepStrictEqual } from 'node:util'
import type { HallObject } from '../../hall/index.js'
import { checkedEntry, doneEntry, failedEntry, unknownEntry } from '../journal/entries.js'
import type { JournalEntry } from '../journal/model.js'
import type { PlannedStep } from '../plan/plan-model.js'
import { targetOf } from '../plan/round-scope.js'
import { type Attempt, isOpen, tryGet } from './attempt.js'
import { type DueReading, readDue, readLimit } from './due-reading.js'
import { ATTEMPTS, openStep, type Stage } from './stage.js'

/** What a reading step found in the hall. */
export interface Reading {
  readonly step: PlannedStep
  readonly attempt: Attempt<HallObject>
  /** The due date that the hall tells beside the one of the calendar; null where it tells none. */
  readonly due: DueReading | null
}

/** Looks at an object as the public would; a broken connection is tried again, since reading changes nothing. */
export async function readObject(stage: Stage, step: PlannedStep): Promise<Reading> {
  const { scope, script } = openStep(stage, step)
  const id = targetOf(scope, script) ?? ''
  const kind = script.read?.kind ?? 'case'
  let attempt = await tryGet(stage.hall, kind, id, stage.now)
  for (let tries = 1; tries < ATTEMPTS && isOpen(attempt); tries += 1) {
    attempt = await tryGet(stage.hall, kind, id, stage.now)
  }
  if (attempt.kind !== 'answered') return { step, attempt, due: null }
  const { due: isDueRead = false, limit } = script.read ?? {}
  if (limit) return { step, attempt, due: await readLimit(stage.hall, kind, id, limit) }
  return { step, attempt, due: isDueRead ? await readDue(stage.hall, kind, id) : null }
}

/** Lines of a reading: every expectation with its outcome, all of them, then what it comes to. `seq` is the first line's number. */
export function readingEntries(
  stage: Stage,
  { step, attempt, due }: Reading,
  seq: number,
  at: string,
): JournalEntry[] {
  if (attempt.kind === 'lost') return [unknownEntry(step, attempt, at)]
  if (attempt.kind === 'refused') return [failedEntry(step, attempt.refusal, attempt.ms, at)]
  const { scope, script } = openStep(stage, step)
  const { answer: object, ms } = attempt
  const names = { ...scope.names, object }
  const results = (script.read?.expect ?? []).map((expect) => ({
    expect,
    holds: scope.expressions.holds(expect, names),
  }))
  const { kind, id, number, state, stated } = object
  const said = { ...(stated !== undefined && { stated }), ...(due && { due }) }
  const checked = checkedEntry(step, { kind, id, state, results, ...said }, at)
  const before = stage.history.checked.get(step.key)
  const isKnown = before !== undefined && isDeepStrictEqual(before.data, checked.data)
  const keep = { id, number }
  const how = stated === undefined ? 'robot' : 'self-reported'
  const missed = results.filter(({ holds }) => !holds).map(({ expect }) => expect)
  const reason = { code: 'expect', detail: missed.join('; ') }
  const outcome =
    missed.length === 0
      ? doneEntry(step, { how, evidence: [isKnown ? before.seq : seq], keep, ms }, at, stated)
      : failedEntry(step, reason, ms, at)
  return isKnown ? [outcome] : [checked, outcome]
}
