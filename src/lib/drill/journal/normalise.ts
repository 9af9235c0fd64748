import type { JournalLine } from './model.js'
import { isSighting } from './seen-line.js'

/** Keys that differ between two equal runs: real time, journal and hall numbering, the run's own keys. */
const DROPPED = new Set(['ms', 'evidence', 'hallSeq', 'idem', 'tag', 'run', 'tries', 'answered'])

/** Keys that name an object of the hall. */
const OBJECT_KEYS = new Set(['id', 'number', 'object', 'parent'])

/**
 * A journal as comparable text lines: `wall, ms, seq, prev`, run id and idempotency keys dropped, objects of
 * the hall named after the step that brought them about, lines sorted by (at, key, type). Two runs of the
 * same plan on a virtual clock give the same lines, however many calls were in flight.
 */
export function normaliseJournal(lines: readonly JournalLine[]): string[] {
  const names = objectNames(lines)
  return lines
    .map(({ at, type, key = '', unit, as, by, data }) => ({
      order: `${at}\n${key}\n${type}`,
      text: JSON.stringify({ at, key, type, unit, as, by, data: plain(data, '', names) }),
    }))
    .sort((a, b) => compare(a.order, b.order) || compare(a.text, b.text))
    .map(({ text }) => text)
}

/**
 * The facts of a run in the same form, without the traces of its lives (started, resumed, paused, unknown in
 * between): a run that was killed and resumed gives the same facts as one that was not.
 */
export function factsOf(lines: readonly JournalLine[]): string[] {
  const lives = ['run.resumed', 'run.paused', 'step.unknown', 'safeguard.tripped']
  return normaliseJournal(lines.filter(({ type }) => !lives.includes(type)))
}

function objectNames(lines: readonly JournalLine[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const { key, unit, data } of lines.filter(isSighting)) {
    const name = key ?? `${data['event']}@${unit}`
    for (const id of [data['id'], data['number']]) {
      if (typeof id === 'string' && !names.has(id)) names.set(id, name)
    }
  }
  return names
}

function plain(value: unknown, key: string, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return OBJECT_KEYS.has(key) ? (names.get(value) ?? value) : value
  if (Array.isArray(value)) return value.map((one) => plain(one, key, names))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([name]) => !DROPPED.has(name))
  entries.sort(([a], [b]) => compare(a, b))
  return Object.fromEntries(entries.map(([name, inner]) => [name, plain(inner, name, names)]))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
