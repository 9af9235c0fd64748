import { instantFrom } from '../../calendar/index.js'
import { intentEntry, understudiedEntry } from '../journal/entries.js'
import type { JournalEntry, JournalLine } from '../journal/model.js'
import type { DueStep } from '../plan/schedule-model.js'
import { actTogether, howOf, type PreparedAct, prepareAct, provenEntries } from './act-step.js'
import { inParallel } from './attempt.js'
import { lookAgain } from './look.js'
import { readHall, readingEntries } from './read-step.js'
import { openStep, type Stage } from './stage.js'

/** What is due at one virtual moment and has no outcome yet. */
export interface LiveTick {
  readonly at: number
  readonly due: readonly DueStep[]
}

/**
 * Plays all steps of one virtual moment: look; write the intents durably; tell the clock; act together; look
 * again; read; write what came of it. Reading comes after the acts of its moment, so that it finds the same however
 * many calls were in flight, and in the life after a kill. Outcomes need no wait for the disk: should they be lost, the
 * intents before them make the next life look again.
 */
export async function playTick(stage: Stage, tick: LiveTick): Promise<JournalLine[]> {
  const at = instantFrom(tick.at)
  const sorted = sortOut(stage, tick.due, await lookAgain(stage, at), at)
  const opening = stage.journal.append(sorted.entries)
  const { acts, reads } = sorted
  if (acts.length + reads.length === 0) return opening
  const isKnown = acts.length === 0 ? null : stage.journal.sync()
  await Promise.all([isKnown, stage.clock.waitUntil(tick.at)])
  const entries = await actTogether(stage, acts, at)
  const readings = await inParallel(reads, stage.cap, ({ step }) => readHall(stage, step))
  for (const reading of readings) {
    entries.push(...readingEntries(stage, reading, stage.journal.next + entries.length, at))
  }
  return [...opening, ...stage.journal.append(entries)]
}

interface Sorted {
  readonly acts: readonly PreparedAct[]
  readonly reads: readonly DueStep[]
  readonly entries: readonly JournalEntry[]
}

/** What somebody already did is adopted; the rest is prepared, with an intent unless an earlier life wrote it. */
function sortOut(
  stage: Stage,
  due: readonly DueStep[],
  seen: readonly JournalEntry[],
  at: string,
): Sorted {
  const acts: PreparedAct[] = []
  const reads: DueStep[] = []
  const entries = [...seen]
  for (const one of due) {
    const { step } = one
    const proof = stage.evidence.proofOf(step.key)
    const isOurs = stage.history.intents.has(step.key)
    if (openStep(stage, step).script.read) reads.push(one)
    else if (proof) {
      entries.push(...provenEntries(stage, step, { proof, how: howOf(one, isOurs), ms: null, at }))
    } else acts.push(prepareAct(stage, one, at))
  }
  for (const { due: one, act } of acts) {
    if (stage.history.intents.has(one.step.key)) continue
    stage.history.intents.set(one.step.key, at)
    if (one.standsIn && !stage.history.standIns.has(one.step.key)) {
      entries.push(understudiedEntry(one.step, at))
    }
    entries.push(intentEntry(one, act, at))
  }
  return { acts, reads, entries }
}
