import { setTimeout as sleep } from 'node:timers/promises'

/** Runs work when there is room for it: so many at once, so many begun per second. */
export type Pace = <T>(work: () => Promise<T>) => Promise<T>

/** A pace. `now` is in ms. Those who wait are served in the order in which they came. */
export function paceOf(
  { ratePerSecond, concurrency }: { readonly ratePerSecond: number; readonly concurrency: number },
  now: () => number,
): Pace {
  const gap = 1000 / ratePerSecond
  const waiting: (() => void)[] = []
  let free = concurrency
  let nextStart = Number.NEGATIVE_INFINITY

  const enter = async () => {
    if (free === 0) await new Promise<void>((ready) => waiting.push(ready))
    else free -= 1
    const start = Math.max(now(), nextStart)
    nextStart = start + gap
    const wait = start - now()
    if (wait >= 1) await sleep(wait)
  }
  const leave = () => {
    const next = waiting.shift()
    if (next) next()
    else free += 1
  }
  return async (work) => {
    await enter()
    try {
      return await work()
    } finally {
      leave()
    }
  }
}
