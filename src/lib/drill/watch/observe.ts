import { compareInstants, instantFrom } from '../../calendar/index.js'
import type { HallReader } from '../../hall/index.js'
import { takeLock } from '../../workspace/index.js'
import { Journal } from '../journal/journal.js'
import { type RunFolder, runPaths } from '../journal/run-folder.js'
import { sleep } from '../play/clock.js'
import { endOf, type LookCounts, Observation } from './observation.js'

/** The most events that a hall gives at once (contract). */
const PAGE = 500

/** How often a drill that is stayed with is looked at, in ms of real time. */
const GLANCE_MS = 2000

/** What a drill is watched with. `now` is wall time in epoch ms; `stays`: looks again until the drill is over. */
export interface Watcher {
  readonly hall: HallReader
  readonly now: () => number
  readonly signal?: AbortSignal
  readonly stays?: boolean
  /** Closes the drill at this look, whatever the hall's time. */
  readonly isFinal?: boolean
  readonly onLook?: (looked: LookCounts & { readonly at: string }) => void
}

/**
 * Watches a drill that people play in a hall, and journals what it sees: the facts are the same as if we had played it,
 * so are the scores. Reading only; everything is judged by the hall's own time, however late it is looked at. One
 * writer per run folder (HK-WORK-007); a hall out of reach is HK-HALL-001, and the next life goes on where this one saw last.
 */
export async function observeDrill(watcher: Watcher, folder: RunFolder): Promise<LookCounts> {
  return watching(folder, watcher.now, async (observation) => {
    if (observation.isFinished) return { seen: 0, outside: 0, before: 0 }
    let at = (await watcher.hall.info()).time
    observation.begin('observed', at)
    const sum = { seen: 0, outside: 0, before: 0 }
    while (true) {
      add(sum, await lookAt(watcher.hall, observation, at))
      watcher.onLook?.({ ...sum, at })
      if (isOver(folder, at) || !watcher.stays || watcher.signal?.aborted) break
      await sleep(GLANCE_MS, watcher.signal)
      at = (await watcher.hall.info()).time
    }
    observation.end(at, isOver(folder, at) || watcher.isFinal === true, { outside: sum.outside })
    return sum
  })
}

/** Opens the journal of a watched run for the time of some work. */
export async function watching<T>(
  folder: RunFolder,
  now: () => number,
  work: (observation: Observation) => Promise<T>,
): Promise<T> {
  const paths = runPaths(folder.folder)
  const release = takeLock(paths.lock, instantFrom(now()))
  try {
    const { journal, lines } = Journal.open(paths.journal, now)
    try {
      return await work(new Observation(folder, journal, lines))
    } finally {
      journal.close()
    }
  } finally {
    release()
  }
}

/** True when nothing that the hall shows after that moment could still count. */
function isOver({ plan }: RunFolder, at: string): boolean {
  return compareInstants(at, endOf(plan)) >= 0
}

async function lookAt(hall: HallReader, observation: Observation, at: string): Promise<LookCounts> {
  const sum = { seen: 0, outside: 0, before: 0 }
  while (true) {
    const { events, last } = await hall.events(observation.cursor)
    add(
      sum,
      observation.take(
        events.map((event) => ({ event })),
        at,
      ),
    )
    observation.reached(last)
    if (events.length < PAGE) return sum
  }
}

function add(sum: { -readonly [K in keyof LookCounts]: number }, more: LookCounts): void {
  sum.seen += more.seen
  sum.outside += more.outside
  sum.before += more.before
}
