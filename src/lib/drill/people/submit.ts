import { epochMs, instantFrom } from '../../calendar/index.js'
import { AppError } from '../../errors/index.js'
import { nearest } from '../../text/index.js'
import { isAlive, readLock, takeLock } from '../../workspace/index.js'
import { clockOf, lastMoment } from '../journal/clock-of.js'
import { Journal } from '../journal/journal.js'
import type { JournalActor, JournalLine } from '../journal/model.js'
import { linesOf, type RunFolder, runPaths } from '../journal/run-folder.js'
import type { DrillPlan, PlannedStep } from '../plan/plan-model.js'
import { sleep } from '../play/clock.js'
import type { RunReview } from '../workspace-drill.js'
import {
  type DrillRequest,
  dropRequests,
  isPending,
  putRequest,
  readRequests,
  requestedEntry,
} from './requests.js'

/** A request that became a line: its number, null while a live run has not taken it up yet. */
export interface Submitted {
  readonly run: string
  readonly type: DrillRequest['type']
  readonly key: string | null
  readonly unit: string | null
  readonly seq: number | null
}

/** Wall time in epoch ms, and a name that nobody else has. */
export interface Outside {
  readonly now: () => number
  readonly newId: () => string
}

/** How long a live run is given to take a request up, in ms. */
const PATIENCE_MS = 5000

/** What may still be said of a run that is over. */
const AFTERWARDS = ['note.added', 'outage.declared', 'verdict.disputed', 'verdict.overridden']

/**
 * Has a line journaled: by the run's live writer when there is one, else at once.
 * HK-DRILL-011 when the run is over or the step has its outcome.
 */
export async function submit(
  { folder, lines, state, ended }: RunReview,
  asked: Omit<DrillRequest, 'request'>,
  { now, newId }: Outside,
): Promise<Submitted> {
  const request = { ...asked, request: `${now()}-${newId()}` }
  if (state === 'finished' && !AFTERWARDS.includes(request.type)) {
    throw new AppError('HK-DRILL-011', { what: 'finished', name: folder.run })
  }
  const { key = null, unit = null, type } = request
  if (key !== null && ended.has(key) && type.startsWith('step.')) {
    throw new AppError('HK-DRILL-011', { what: 'settled', name: key })
  }
  await putRequest(folder.folder, request)
  if (isLive(folder)) await waitFor(folder, request, now)
  else drain(folder, momentOf(folder.plan, lines, now), now)
  return { run: folder.run, type, key, unit, seq: seqOf(linesOf(folder.folder), request) }
}

/** The step that a person names: by its key, with the unit's code or short name after the @. HK-DRILL-005 for none. */
export function namedStep(plan: DrillPlan, name: string): PlannedStep {
  const [act = '', place = ''] = name.split('@')
  const rest = place.search(/[/#]/)
  const whose = rest < 0 ? place : place.slice(0, rest)
  const unit = plan.units.find((one) => [one.code, one.short, one.name].includes(whose))
  const key = unit ? `${act}@${unit.code}${rest < 0 ? '' : place.slice(rest)}` : name
  const step = plan.steps.find((one) => one.key === key)
  if (step) return step
  const known = plan.steps.map((one) => one.key)
  throw new AppError('HK-DRILL-005', { what: 'step', name, nearest: nearest(key, known) })
}

/** Whoever speaks to the run from a terminal. */
export function operator(name: string): JournalActor {
  return { kind: 'operator', id: name }
}

function isLive({ folder }: RunFolder): boolean {
  const { lock } = runPaths(folder)
  const holder = readLock(lock)
  return holder !== null && isAlive(holder, lock)
}

async function waitFor(folder: RunFolder, request: DrillRequest, now: () => number): Promise<void> {
  const from = now()
  while (isPending(folder.folder, request) && now() - from < PATIENCE_MS) await sleep(50)
}

/** Nobody plays: we are the writer for a moment. */
function drain(folder: RunFolder, at: string, now: () => number): void {
  const { lock, journal: file } = runPaths(folder.folder)
  const release = takeLock(lock, instantFrom(now()))
  try {
    const { journal, lines } = Journal.open(file, now)
    const known = new Set(lines.map(({ data }) => data['request']))
    const requests = readRequests(folder.folder)
    const fresh = requests.filter(({ request }) => !known.has(request))
    journal.append(fresh.map((one) => requestedEntry(one, at)))
    journal.close()
    dropRequests(folder.folder, requests)
  } finally {
    release()
  }
}

/**
 * Drill time while nobody plays: the wall's for a drill in real time, else where the run stopped. Before its first line
 * nobody knows its clock: the wall's then too, but not later than its first opening.
 */
function momentOf(plan: DrillPlan, lines: readonly JournalLine[], now: () => number): string {
  const last = lastMoment(lines)
  const wall = Math.floor(now() / 1000) * 1000
  if (clockOf(lines) === 'real') return instantFrom(wall)
  const opens = plan.batches[0]?.windows[0]?.from
  if (last === null) return instantFrom(Math.min(wall, opens ? epochMs(opens) : wall))
  return instantFrom(epochMs(last))
}

function seqOf(lines: readonly JournalLine[], { request }: DrillRequest): number | null {
  return lines.findLast(({ data }) => data['request'] === request)?.seq ?? null
}
