import type { JournalLine } from './model.js'

/** How fast the hall answered one action, in milliseconds of real time; `n` answers were measured. */
export interface ResponseTime {
  readonly action: string
  readonly n: number
  readonly median: number
  readonly p95: number
  readonly max: number
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
