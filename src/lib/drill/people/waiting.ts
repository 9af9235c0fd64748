import { LiveBoard, type Standing } from '../live.js'
import type { RunReview } from '../workspace-drill.js'

/** Whom a run waits for: how many steps, of which units, until when in time at the latest (null: all late already). */
interface AwaitedPeople {
  readonly steps: number
  readonly units: readonly string[]
  readonly until: string | null
}

/** What a run waits for: people who have something to do now, windows, makeups of absent units, signatures. */
export interface RunWaits extends Pick<Standing, 'opens' | 'absent' | 'until' | 'gates'> {
  readonly people: AwaitedPeople | null
}

/** What a run waits for, as its journal tells; null for one that is finished. */
export function waitsOf({
  folder,
  lines,
  state,
}: Pick<RunReview, 'folder' | 'lines' | 'state'>): RunWaits | null {
  if (state === 'finished') return null
  const { awaited, opens, absent, until, gates } = new LiveBoard(folder.plan, lines).standing
  return { people: peopleIn(awaited), opens, absent, until, gates }
}

function peopleIn(awaited: Standing['awaited']): AwaitedPeople | null {
  if (awaited.length === 0) return null
  const units = [...new Set(awaited.map(({ unit }) => unit))]
  const until = awaited.findLast((one) => one.until !== null)?.until ?? null
  return { steps: awaited.length, units, until }
}
