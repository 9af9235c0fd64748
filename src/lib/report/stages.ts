import { groupBy } from './group.js'
import type { History } from './histories.js'

/** How long cases stood between two events, over all objects of the journal; minutes of the hall's clock. */
export interface StageTime {
  readonly from: string
  readonly to: string
  readonly n: number
  readonly median: number
  readonly longest: number
  /** Journal lines at the end of each of these intervals. */
  readonly evidence: readonly number[]
}

function minutesBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 60_000
}

/** The middle value of a list that is not empty. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

/** The value that 95 % of a list do not exceed (nearest rank). */
export function p95(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * 0.95) - 1)] ?? 0
}

/** Times between neighbouring events of the given kind of object, the longest median first. */
export function stageTimes(all: readonly History[], kind: string): StageTime[] {
  const steps = all
    .filter((history) => history.kind === kind)
    .flatMap(({ events }) =>
      events.slice(1).map((event, index) => ({
        from: events[index]?.type ?? '',
        to: event.type,
        minutes: minutesBetween(events[index]?.at ?? event.at, event.at),
        seq: event.seq,
      })),
    )
  const groups = groupBy(steps, (step) => `${step.from} ${step.to}`)
  return [...groups.values()]
    .map((group) => {
      const minutes = group.map((step) => step.minutes)
      const { from = '', to = '' } = group[0] ?? {}
      const longest = Math.max(...minutes)
      const evidence = group.map((step) => step.seq)
      return { from, to, n: group.length, median: median(minutes), longest, evidence }
    })
    .sort((a, b) => b.median - a.median || b.n - a.n)
}
