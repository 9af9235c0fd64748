import type { AppError } from '../../errors/index.js'
import type { JournalEntry } from '../journal/model.js'
import { seenEntry } from '../journal/seen-line.js'
import { isLoss } from './attempt.js'
import type { Stage } from './stage.js'

/** The most events that a hall gives at once (contract). */
const PAGE = 500

/**
 * What happened in the hall since the last look, one line per event in the hall's order, each with the step
 * that it proves. `pending` entries will be written before these, so that evidence gets its right number.
 */
export async function look(stage: Stage, at: string, pending = 0): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = []
  while (true) {
    const { events, last } = await stage.hall.events(stage.history.cursor)
    for (const event of events) {
      const seq = stage.journal.next + pending + entries.length
      entries.push(seenEntry(event, stage.evidence.take(event, seq), at))
    }
    stage.history.cursor = Math.max(stage.history.cursor, last)
    if (events.length < PAGE) break
  }
  stage.history.lookedAt = stage.now()
  return entries
}

/** A look this young (ms of real time) is still good: the one after the last acts serves the next ones too. */
const FRESH_MS = 500

/** The same, unless we have just looked. */
export async function lookAgain(stage: Stage, at: string): Promise<JournalEntry[]> {
  return stage.now() - stage.history.lookedAt < FRESH_MS ? [] : look(stage, at)
}

/** The same when the hall may be out of reach: nothing is seen then, and nothing may be concluded from it. */
export async function lookIfReachable(
  stage: Stage,
  at: string,
  pending: number,
): Promise<{ readonly seen: readonly JournalEntry[]; readonly problem: AppError | null }> {
  try {
    return { seen: await look(stage, at, pending), problem: null }
  } catch (error) {
    if (isLoss(error)) return { seen: [], problem: error }
    throw error
  }
}
