import { epochMs } from '../../calendar/index.js'
import type { JournalLine } from '../journal/model.js'
import type { DrillPlan } from '../plan/plan-model.js'
import type { DueReading } from '../play/due-reading.js'
import { type ItemDifference, sayDifference } from '../play/item-reading.js'
import { hallAt } from './counted.js'
import { type Sight, sight } from './fault-sight.js'

/** How far (ms) the hall's time may be from the drill's. */
const SKEW_MS = 60_000

/** Acts of ours that the hall dates otherwise than the drill's clock; of those entered afterwards, otherwise than we said. */
export function wrongTimes(lines: readonly JournalLine[]): Sight[] {
  const intents = new Map(
    lines.filter(({ type }) => type === 'step.intent').map((one) => [one.key, one]),
  )
  const seen = new Map(
    lines.filter(({ type }) => type === 'hall.seen').map((one) => [one.seq, one]),
  )
  return lines.flatMap((line) => {
    const intent = intents.get(line.key)
    if (line.type !== 'step.done' || !intent || line.data['how'] !== 'robot') return []
    const [proof] = (line.data['evidence'] as number[]).flatMap((seq) => seen.get(seq) ?? [])
    if (!proof) return []
    const { occurredAt: late } = intent.data
    const entered = String(proof.data['recordedAt'])
    if (typeof late !== 'string') return skewed(intent, line, proof, hallAt(proof))
    const isMarked =
      epochMs(hallAt(proof)) === epochMs(late) && epochMs(entered) > epochMs(hallAt(proof))
    const shown = `${proof.data['number']} ${late} / ${hallAt(proof)} ${entered}`
    return isMarked
      ? skewed(intent, line, proof, entered)
      : [sight('unmarked-entry', proof.seq, shown)]
  })
}

/** The hall's time of an act lies outside the time that we took for it; `at` of the intent is when we acted. */
function skewed(intent: JournalLine, done: JournalLine, proof: JournalLine, told: string): Sight[] {
  const off = Math.max(epochMs(intent.at) - epochMs(told), epochMs(told) - epochMs(done.at))
  return off <= SKEW_MS ? [] : [sight('clock-skew', proof.seq, `${intent.at} / ${told}`)]
}

/** What the drill's readings found the hall to tell wrong. */
export function wrongReadings({ steps }: DrillPlan, lines: readonly JournalLine[]): Sight[] {
  const waiting = new Set(steps.flatMap(({ key, wait }) => (wait === undefined ? [] : [key])))
  return lines
    .filter(({ type }) => type === 'expect.checked')
    .flatMap((line) => [
      ...dueDate(line),
      ...mismatches(line),
      ...unmet(line, waiting.has(line.key ?? '')),
    ])
}

/** A due date that the hall tells otherwise than the calendar. */
function dueDate({ seq, data }: JournalLine): Sight[] {
  const due = data['due'] as DueReading | undefined
  if (!due || due.told === due.computed) return []
  const fault = due.told === due.withoutHolidays ? 'holiday-ignored' : 'wrong-due-date'
  return [sight(fault, seq, `${data['id']} ${due.told} / ${due.computed}`)]
}

function mismatches({ seq, data }: JournalLine): Sight[] {
  const differences = (data['differences'] ?? []) as readonly ItemDifference[]
  return differences.map((one) => sight('item-mismatch', seq, sayDifference(one)))
}

/** Cards that are not what they should be; after a limit has run out, a hall that did nothing. */
function unmet({ seq, data }: JournalLine, hasWaited: boolean): Sight[] {
  const results = data['results'] as readonly { expect: string; holds: boolean }[]
  const [missed] = results.filter(({ holds }) => !holds)
  if (missed === undefined) return []
  const shown = `${data['id']} ${data['state']} ${missed.expect}`
  if (/\bcards\b/.test(missed.expect)) return [sight('wrong-card', seq, shown)]
  return hasWaited ? [sight('limit-ignored', seq, shown)] : []
}
