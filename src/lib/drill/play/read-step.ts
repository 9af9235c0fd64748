import { isDeepStrictEqual } from 'node:util'
import { AppError } from '../../errors/index.js'
import {
  type HallCard,
  type HallObject,
  type HallReader,
  supervisionLists,
} from '../../hall/index.js'
import { checkedEntry, doneEntry, failedEntry, unknownEntry } from '../journal/entries.js'
import type { JournalEntry } from '../journal/model.js'
import type { PlannedStep } from '../plan/plan-model.js'
import { type RoundScope, targetOf } from '../plan/round-scope.js'
import type { ScriptStep } from '../plan/script.js'
import { type Attempt, isOpen, tryRead } from './attempt.js'
import { type DueReading, readDue, readLimit } from './due-reading.js'
import { type ItemDifference, itemDifferences, sayDifference } from './item-reading.js'
import { ATTEMPTS, openStep, type Stage } from './stage.js'

/** What a step asks for beside the object. */
interface Beside {
  /** The due date that the hall tells beside the one of the calendar; null where it tells none, or nobody asked. */
  readonly due: DueReading | null
  readonly cards?: readonly HallCard[]
  readonly differences?: readonly ItemDifference[]
}

/** What a reading step found in the hall; `ms` is what the object took. */
export interface Reading {
  readonly step: PlannedStep
  readonly attempt: Attempt<Beside & { readonly object: HallObject }>
}

/** Looks at the hall as the public would; a broken connection is tried again, since reading changes nothing. */
export async function readHall(stage: Stage, step: PlannedStep): Promise<Reading> {
  const { scope, script } = openStep(stage, step)
  const { hall } = stage
  const { kind = 'case' } = script.read ?? {}
  const id = targetOf(scope, script) ?? ''
  const seen = await stubborn(stage, () => hall.get(kind, id))
  if (seen.kind !== 'answered') return { step, attempt: seen }
  const beside = await stubborn(stage, () =>
    readBeside(hall, { unit: step.unit, id }, scope, script),
  )
  if (beside.kind !== 'answered') return { step, attempt: beside }
  return { step, attempt: { ...seen, answer: { object: seen.answer, ...beside.answer } } }
}

async function stubborn<T>({ now }: Stage, read: () => Promise<T>): Promise<Attempt<T>> {
  let attempt = await tryRead(read, now)
  for (let tries = 1; tries < ATTEMPTS && isOpen(attempt); tries += 1) {
    attempt = await tryRead(read, now)
  }
  return attempt
}

async function readBeside(
  hall: HallReader,
  { unit, id }: { readonly unit: string; readonly id: string },
  scope: RoundScope,
  script: ScriptStep,
): Promise<Beside> {
  const { kind = 'case', due = false, limit, cards, item } = script.read ?? {}
  const render = (text: string) => scope.expressions.render(text, scope.names)
  const told = limit ? await readLimit(hall, kind, id, limit) : null
  return {
    due: due ? await readDue(hall, kind, id) : told,
    ...(cards && { cards: await cardsOn(hall, unit, cards.map(render)) }),
    ...(item && { differences: await itemDifferences(hall, { kind, id, item: render(item) }) }),
  }
}

/** The cards of a unit that are about these numbers; HK-HALL-005 where the hall shows none. */
async function cardsOn(
  hall: HallReader,
  unit: string,
  numbers: readonly string[],
): Promise<readonly HallCard[]> {
  if (!hall.cards) throw new AppError('HK-HALL-005', { action: supervisionLists.card })
  return (await hall.cards(unit)).filter(({ subject }) => numbers.includes(subject))
}

/** Lines of a reading: every expectation with its outcome, all of them, then what it comes to. `seq` is the first line's number. */
export function readingEntries(
  stage: Stage,
  { step, attempt }: Reading,
  seq: number,
  at: string,
): JournalEntry[] {
  if (attempt.kind === 'lost') return [unknownEntry(step, attempt, at)]
  if (attempt.kind === 'refused') return [failedEntry(step, attempt.refusal, attempt.ms, at)]
  const { scope, script } = openStep(stage, step)
  const { answer, ms } = attempt
  const { object, due, ...also } = answer
  const names = { ...scope.names, object, ...also }
  const results = (script.read?.expect ?? []).map((expect) => ({
    expect,
    holds: scope.expressions.holds(expect, names),
  }))
  const { kind, id, number, state, stated } = object
  const said = { ...(stated !== undefined && { stated }), ...(due && { due }), ...also }
  const checked = checkedEntry(step, { kind, id, state, results, ...said }, at)
  const before = stage.history.checked.get(step.key)
  const isKnown = before !== undefined && isDeepStrictEqual(before.data, checked.data)
  const keep = { id, number }
  const how = stated === undefined ? 'robot' : 'self-reported'
  const missed = results.filter(({ holds }) => !holds).map(({ expect }) => expect)
  const differing = (also.differences ?? []).map(sayDifference)
  const reason = { code: 'expect', detail: [...missed, ...differing].join('; ') }
  const outcome =
    missed.length === 0
      ? doneEntry(step, { how, evidence: [isKnown ? before.seq : seq], keep, ms }, at, stated)
      : failedEntry(step, reason, ms, at)
  return isKnown ? [outcome] : [checked, outcome]
}
