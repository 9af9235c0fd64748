import type { JournalLine } from '../journal/model.js'

/** How fast the hall answered one action, in milliseconds of real time; `n` answers were measured. */
export interface ResponseTime {
  readonly action: string
  readonly n: number
  readonly median: number
  readonly p95: number
  readonly max: number
}

/** How the hall did at one action in one half of a day: answers, in milliseconds of real time, and what went wrong. */
export interface HalfDay extends ResponseTime {
  readonly day: string
  readonly half: 'am' | 'pm'
  /** Attempts without a good answer: refusals for another reason than the hall's rules, no answer, a broken hall. */
  readonly errors: number
  readonly evidence: readonly number[]
}

/** A time in which the hall could not be reached, by the run's own lines; `to` null when it never came back. */
export interface Outage {
  readonly from: string
  readonly to: string | null
  readonly seconds: number | null
  readonly cause: string
  readonly evidence: readonly number[]
}

/** How long steps of one kind waited between possible and begun, in seconds of drill time. */
export interface WaitingTime {
  readonly step: string
  readonly n: number
  readonly median: number
  readonly max: number
}

/** A step that failed, stayed unknown or was given up, with the reason in the journal's own words. */
export interface Trouble {
  readonly seq: number
  readonly at: string
  readonly type: JournalLine['type']
  readonly key: string
  readonly unit: string
  readonly reason: string
}

/** Response times per action (综合性能), slowest median first. Calls without a measured time do not count as 0. */
export function responseTimes(lines: readonly JournalLine[]): ResponseTime[] {
  const calls = new Map(
    lines.filter(({ type }) => type === 'step.intent').map(({ key, data }) => [key, data['call']]),
  )
  const times = new Map<string, number[]>()
  for (const { type, key, data } of lines) {
    const action = calls.get(key)
    const ms = data['ms']
    if (!type.startsWith('step.') || typeof action !== 'string' || typeof ms !== 'number') continue
    times.set(action, [...(times.get(action) ?? []), ms])
  }
  return [...times]
    .map(([action, all]) => ({ action, n: all.length, ...spread(all) }))
    .sort((a, b) => b.median - a.median)
}

/** The same per action and half-day, with errors: what the notice calls 综合性能. In time order, then by action. */
export function halfDays(lines: readonly JournalLine[]): HalfDay[] {
  const groups = new Map<string, { ms: number[]; errors: number; evidence: number[] }>()
  const calls = new Map(
    lines.filter(({ type }) => type === 'step.intent').map(({ key, data }) => [key, data['call']]),
  )
  for (const { seq, type, key, at, data } of lines) {
    const action = calls.get(key)
    if (!OUTCOMES.has(type) || typeof action !== 'string') continue
    const name = `${at.slice(0, 10)} ${at.slice(11, 13) < '13' ? 'am' : 'pm'} ${action}`
    const group = groups.get(name) ?? { ms: [], errors: 0, evidence: [] }
    if (typeof data['ms'] === 'number' && data['answered'] !== false) group.ms.push(data['ms'])
    group.errors += errorsOf(type, data)
    group.evidence.push(seq)
    groups.set(name, group)
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { ms, errors, evidence }]) => {
      const [day = '', half, action = ''] = name.split(' ')
      const side = half === 'am' ? ('am' as const) : ('pm' as const)
      return { day, half: side, action, n: ms.length, ...spread(ms), errors, evidence }
    })
}

const OUTCOMES = new Set(['step.done', 'step.adopted', 'step.failed', 'step.unknown'])

/** Tries that went wrong, and an outcome that the hall's rules do not explain. */
function errorsOf(type: JournalLine['type'], data: JournalLine['data']): number {
  const tries = Array.isArray(data['tries']) ? data['tries'].length : 0
  const reason = data['reason']
  const code = typeof reason === 'object' && reason && 'code' in reason ? reason.code : null
  return tries + (type === 'step.failed' && (code === 'unproven' || code === 'read-only') ? 1 : 0)
}

const AWAY = ['HK-HALL-001', 'HK-DRILL-006']

/** When the hall could not be reached: from the line that paused the run to the one that went on. */
export function outagesSeen(lines: readonly JournalLine[]): Outage[] {
  return lines.flatMap((line, index) => {
    const cause = String(line.data['because'])
    if (line.type !== 'run.paused' || !AWAY.includes(cause)) return []
    const back = lines.slice(index + 1).find(({ type }) => type === 'run.resumed')
    const seconds = back ? Math.round((Date.parse(back.wall) - Date.parse(line.wall)) / 1000) : null
    const evidence = [line.seq, ...(back ? [back.seq] : [])]
    return [{ from: line.wall, to: back?.wall ?? null, seconds, cause, evidence }]
  })
}

/** Waiting times per kind of step (`script/step`), longest median first. */
export function waitingTimes(lines: readonly JournalLine[]): WaitingTime[] {
  const waits = new Map<string, number[]>()
  for (const { type, key, data } of lines) {
    const waited = data['waited']
    if (type !== 'step.intent' || key === undefined || typeof waited !== 'number') continue
    const step = key.slice(0, key.indexOf('@'))
    waits.set(step, [...(waits.get(step) ?? []), waited])
  }
  return [...waits]
    .map(([step, all]) => ({ step, n: all.length, ...spread(all) }))
    .map(({ step, n, median, max }) => ({ step, n, median, max }))
    .sort((a, b) => b.median - a.median)
}

/** Everything that did not go as planned, in journal order. */
export function troublesOf(lines: readonly JournalLine[]): Trouble[] {
  return lines
    .filter(({ type }) => ['step.failed', 'step.unknown', 'step.skipped'].includes(type))
    .map(({ seq, at, type, key = '', unit = '', data }) => {
      const reason = JSON.stringify(data['reason'] ?? data['because'] ?? data['cause'] ?? null)
      return { seq, at, type, key, unit, reason }
    })
}

function spread(values: readonly number[]) {
  const sorted = [...values].sort((a, b) => a - b)
  return { median: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), max: sorted.at(-1) ?? 0 }
}

/** The nearest-rank quantile: always a value that was measured. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
}
