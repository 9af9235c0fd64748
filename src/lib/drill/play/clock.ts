import { instantFrom } from '../../calendar/index.js'
import type { HallClock } from '../../hall/index.js'

/** Drill time: everything that waits, waits through it. Moments are epoch ms. A clock that takes the hall along never goes back. */
export interface DrillClock {
  /** `virtual`, `real` or `scaled:60`. */
  readonly name: string
  /** Drill time now. */
  now(): number
  /** Comes back when it is that moment, for the drill and for the hall; earlier when `signal` aborts. */
  waitUntil(at: number, signal?: AbortSignal): Promise<void>
  /** How long to wait at most without looking up (ms of drill time); null for a clock that jumps. */
  readonly glance: number | null
}

const GLANCE_MS = 1000

/** A clock that jumps: the hall is told the time, so its own timers agree. Rehearsals only. */
export function virtualClock(hall: HallClock): DrillClock {
  let moment = 0
  return {
    name: 'virtual',
    glance: null,
    now: () => moment,
    waitUntil: async (at) => {
      moment = Math.max(moment, at)
      await hall.setClock(instantFrom(moment))
    },
  }
}

/** The time on the wall; `now` is wall time in epoch ms. */
export function realClock(now: () => number): DrillClock {
  return {
    name: 'real',
    glance: GLANCE_MS,
    now,
    waitUntil: (at, signal) => sleep(at - now(), signal),
  }
}

/** Where a scaled clock begins: drill time `from`, `factor` times as fast as the wall. */
export interface Scale {
  readonly factor: number
  readonly from: number
}

/** A clock that goes `factor` times as fast as the wall and takes the hall along. Rehearsals with people. */
export function scaledClock(hall: HallClock, now: () => number, scale: Scale): DrillClock {
  const clock = replayClock(now, scale)
  return {
    ...clock,
    name: `scaled:${scale.factor}`,
    waitUntil: async (at, signal) => {
      await clock.waitUntil(at, signal)
      await hall.setClock(instantFrom(clock.now()))
    },
  }
}

/** A clock that goes `factor` times as fast as the wall and knows no hall: what is over is only looked at. */
export function replayClock(now: () => number, { factor, from }: Scale): DrillClock {
  const begun = now()
  let latest = from
  const moment = () => {
    const goes = Math.floor((from + (now() - begun) * factor) / 1000) * 1000
    latest = Math.max(latest, goes)
    return latest
  }
  return {
    name: `replay:${factor}`,
    glance: GLANCE_MS * factor,
    now: moment,
    waitUntil: (at, signal) => sleep((at - moment()) / factor, signal),
  }
}

/** Comes back after so many milliseconds of real time, or when the signal aborts. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  if (ms <= 0 || signal?.aborted) return Promise.resolve()
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      done()
    }
    const timer = setTimeout(end, Math.min(ms, 2 ** 31 - 1))
    signal?.addEventListener('abort', end)
  })
}
