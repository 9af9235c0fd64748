import { epochMs } from '../../calendar/index.js'
import { replayClock } from '../play/clock.js'
import { followRun } from './follow.js'
import type { JournalLine } from './model.js'
import { linesOf } from './run-folder.js'

/** How a past is seen again: `factor` times as fast as it was; `now` is wall time in epoch ms. */
export interface Replaying {
  readonly factor: number
  /** How long nothing may be seen to happen, in ms of real time. */
  readonly lull: number
  readonly now: () => number
  readonly signal: AbortSignal
}

/**
 * The lines of a journal, each when its own drill time comes again; before every wait `null` is given. Where nothing happened
 * for longer than the lull, the clock skips the rest. Nothing is read, written or called; ends early with the signal.
 */
export async function* replayLines(
  lines: readonly JournalLine[],
  { factor, lull, now, signal }: Replaying,
): AsyncGenerator<JournalLine | null> {
  const longest = lull * factor
  const from = epochMs(lines[0]?.at ?? '1970-01-01T00:00:00Z')
  let clock = replayClock(now, { factor, from })
  for (const line of lines) {
    const at = epochMs(line.at)
    if (at - clock.now() > longest) {
      clock = replayClock(now, { factor, from: at - longest })
    }
    if (at > clock.now()) {
      yield null
      await clock.waitUntil(at, signal)
    }
    if (signal.aborted) return
    yield line
  }
  yield null
}

/** How long a replay lets nothing happen, in ms of real time: nights and noons are cut short to it. */
const LULL_MS = 2000

/** The lines of a run as they come, or with a `factor` those that it has as they came, so many times as fast. */
export function watchRun(
  folder: string,
  { factor, now, signal }: Omit<Replaying, 'factor' | 'lull'> & { factor: number | undefined },
): AsyncGenerator<JournalLine | null> {
  if (factor === undefined) return followRun(folder, signal)
  return replayLines(linesOf(folder), { factor, lull: LULL_MS, now, signal })
}
