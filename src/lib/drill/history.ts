import type { HallEvent } from '../hall/index.js'
import type { Evidence } from './evidence.js'
import type { JournalEntry, JournalLine } from './model.js'
import type { Kept } from './round-scope.js'
import { seenEvent } from './seen-line.js'

/** How a step ended in the journal. */
export type PastOutcome =
  | { readonly kind: 'done'; readonly kept: Kept }
  | { readonly kind: 'failed' }
  | { readonly kind: 'skipped' }

/** What a journal already tells: a resumed run goes through the same moments and does only what is missing. */
export interface History {
  readonly outcomes: Map<string, PastOutcome>
  readonly intents: Set<string>
  /** Number of the last event of the hall that the journal holds. */
  cursor: number
  /** When we last looked, in wall time (epoch ms); -Infinity before the first look of this life. */
  lookedAt: number
  readonly calendarLines: number
  readonly isStarted: boolean
  readonly isFinished: boolean
}

/** Reads the past of a run, and hands its observed events to `evidence` in their order. */
export function historyOf(lines: readonly JournalLine[], evidence: Evidence): History {
  const outcomes = new Map<string, PastOutcome>()
  const intents = new Set<string>()
  let cursor = 0
  for (const line of lines) {
    const outcome = outcomeOf(line)
    if (outcome && line.key) outcomes.set(line.key, outcome)
    if (line.type === 'step.intent' && line.key) intents.add(line.key)
    if (line.type !== 'hall.seen') continue
    const event: HallEvent = seenEvent(line)
    evidence.take(event, line.seq)
    cursor = event.seq
  }
  return {
    outcomes,
    intents,
    cursor,
    lookedAt: Number.NEGATIVE_INFINITY,
    calendarLines: lines.filter(({ type }) => type.startsWith('batch.')).length,
    isStarted: lines.some(({ type }) => type === 'run.started'),
    isFinished: lines.some(({ type }) => type === 'run.finished'),
  }
}

/** How a line says that its step ended; null when it does not. */
export function outcomeOf({ type, data }: JournalEntry): PastOutcome | null {
  if (type === 'step.failed') return { kind: 'failed' }
  if (type === 'step.skipped') return { kind: 'skipped' }
  if (type !== 'step.done' && type !== 'step.adopted') return null
  // `keep` is written by doneEntry only, always with id and number.
  return { kind: 'done', kept: data['keep'] as Kept }
}
