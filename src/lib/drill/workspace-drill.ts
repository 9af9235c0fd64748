import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { templatesDir } from '../assets/index.js'
import { compareInstants } from '../calendar/index.js'
import { AppError, type Finding, found } from '../errors/index.js'
import type { NoticePack } from '../notice/index.js'
import { packOf } from '../roster/index.js'
import { loadSupervision } from '../supervision/index.js'
import { nearest } from '../text/index.js'
import { isAlive, readLock, type Workspace } from '../workspace/index.js'
import { clockOf } from './journal/clock-of.js'
import { outcomeOf } from './journal/history.js'
import type { DrillScore, JournalLine } from './journal/model.js'
import {
  createRun,
  linesOf,
  openRun,
  planHash,
  type RunFolder,
  runPaths,
} from './journal/run-folder.js'
import type { DrillPlan } from './plan/plan-model.js'
import { changedSince, planWorkspace } from './plan/workspace-plan.js'
import { type DrillCard, drillCards, type Forecast, forecastOf } from './score/deadlines.js'
import { scoreRun } from './score/score.js'

/** Refuses a plan by throwing; `begun` is the clock with which some of it was played before, null when nothing was. */
export type Admission = (plan: DrillPlan, begun: string | null) => Promise<void>

/** How far a run is: `broken-off` was killed and can go on like a paused one. */
export type RunState = 'ready' | 'running' | 'paused' | 'broken-off' | 'finished'

/** How a run goes on: played by us, watched in the hall, scored from exported lists; null before its first line. */
export type RunMode = 'played' | 'observed' | 'exports'

/** A run as its folder shows it. */
export interface RunReview {
  readonly folder: RunFolder
  readonly state: RunState
  readonly mode: RunMode | null
  readonly lines: readonly JournalLine[]
  /** Keys of the steps that have an outcome. */
  readonly ended: ReadonlySet<string>
  readonly score: DrillScore
  /** The cards of the drill's own supervision, and those that units will get at the pace so far. */
  readonly cards: readonly DrillCard[]
  readonly forecast: readonly Forecast[]
}

/** The runs of a workspace, by name; empty before the first. */
export function listRuns({ paths }: Workspace): readonly string[] {
  if (!existsSync(paths.runs)) return []
  return readdirSync(paths.runs)
    .filter((name) => existsSync(runPaths(join(paths.runs, name)).plan))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
}

/** Which run is meant: the named one; `isNew`: none of those that are there. `mode` is that in which it goes on. */
export interface WantedRun {
  readonly name: string | null
  readonly seed: number
  readonly isNew?: boolean
  readonly mode?: RunMode
}

/**
 * The folder of the run to go on with: the named one, else the last that is not finished, else (or when a new one is
 * wanted) a new one with a fresh plan. `admit` may refuse a plan before anything is locked or played. HK-DRILL-005 for an unknown name,
 * HK-DRILL-011 for a named run that goes on in another mode: what is only watched is never played.
 */
export async function openDrill(
  workspace: Workspace,
  { name, seed, isNew = false, mode = 'played' }: WantedRun,
  admit: Admission = async () => undefined,
): Promise<RunFolder> {
  const known = listRuns(workspace)
  const last = await openRunOf(workspace, name, isNew)
  if (last && isOf(last, mode, name)) {
    const { folder, state } = last
    if (state !== 'finished') await admit(folder.plan, clockOf(last.lines))
    if (name !== null || state !== 'finished') return folder
  }
  const { plan, sources } = await planWorkspace(workspace, seed, mode !== 'played')
  await admit(plan, null)
  const run = nextName(known)
  return createRun(join(workspace.paths.runs, run), run, plan, sources)
}

/** The run that is there, if one is wanted. */
async function openRunOf(
  workspace: Workspace,
  name: string | null,
  isNew: boolean,
): Promise<RunReview | null> {
  const isThere = name !== null || (listRuns(workspace).length > 0 && !isNew)
  return isThere ? reviewRun(workspace, name) : null
}

/**
 * What was changed in the workspace since the plan of a run was locked, as a finding (HK-DRILL-112); none when nothing was,
 * or when the run is over. The run goes on with its locked plan.
 */
export async function planChanges(
  workspace: Workspace,
  { folder: { run, sources }, state, mode }: Pick<RunReview, 'folder' | 'state' | 'mode'>,
): Promise<Finding[]> {
  if (state === 'finished') return []
  const isWatched = mode !== null && mode !== 'played'
  const changed = await changedSince(workspace, sources, isWatched)
  return changed.length === 0 ? [] : [found('HK-DRILL-112', { run, changed })]
}

/** Whether a run goes on in that mode; one that was named has to. */
function isOf({ mode: begun }: RunReview, mode: RunMode, name: string | null): boolean {
  const isSame = begun === null || begun === mode
  if (name !== null && !isSame) throw new AppError('HK-DRILL-011', { what: begun, name })
  return isSame
}

/** What `run --dry` checks: the plan that would be played, admitted by a hall that is only read; nothing is locked. */
export async function rollCall(
  workspace: Workspace,
  { name, seed, isNew = false }: WantedRun,
  admit: Admission,
): Promise<RunReview> {
  const pack = await packOf(workspace)
  const open = await openRunOf(workspace, name, isNew)
  const isOpen = open !== null && open.state !== 'finished'
  const made = isOpen ? open.folder : await planWorkspace(workspace, seed)
  const { plan, sources } = made
  await admit(plan, isOpen ? clockOf(open.lines) : null)
  if (isOpen) return open
  const folder = { folder: '', run: '', sha256: planHash(plan), plan, sources }
  const score = scoreRun(plan, [], pack)
  const nothing = { lines: [], ended: new Set<string>(), cards: [], forecast: [] }
  return { folder, state: 'ready', mode: null, ...nothing, score }
}

function nextName(known: readonly string[]): string {
  let n = known.length + 1
  while (known.includes(`drill-${n}`)) n += 1
  return `drill-${n}`
}

/**
 * A run of a workspace with its score: the named one, else the one that was written to last.
 * HK-DRILL-002 when there is none, HK-DRILL-005 for an unknown name. Reading only: a live run is not disturbed.
 */
export async function reviewRun(workspace: Workspace, name: string | null): Promise<RunReview> {
  const pack = await packOf(workspace)
  const known = listRuns(workspace)
  if (known.length === 0) throw new AppError('HK-DRILL-002', { folder: workspace.paths.runs })
  if (name !== null && !known.includes(name)) {
    throw new AppError('HK-DRILL-005', { what: 'run', name, nearest: nearest(name, known) })
  }
  const names = name === null ? known : [name]
  const runs = names.map((one) => reviewFolder(join(workspace.paths.runs, one), pack))
  const last = runs.reduce((last, run) => (lastWall(run) > lastWall(last) ? run : last))
  return withCards(last, pack)
}

/** A review without what only the rules of supervision tell. */
type BareReview = Omit<RunReview, 'cards' | 'forecast'>

async function withCards(review: BareReview, pack: NoticePack): Promise<RunReview> {
  const rules = await loadSupervision(templatesDir(), 'drill')
  const judged = { plan: review.folder.plan, pack, lines: review.lines, score: review.score }
  const forecast = review.state === 'finished' ? [] : forecastOf(judged, rules)
  return { ...review, cards: drillCards(judged, rules), forecast }
}

/** What the lines of a run so far let foresee, the soonest card first; empty when it is finished. */
export async function forecaster(
  workspace: Workspace,
  plan: DrillPlan,
): Promise<(lines: readonly JournalLine[]) => readonly Forecast[]> {
  const [pack, rules] = await Promise.all([
    packOf(workspace),
    loadSupervision(templatesDir(), 'drill'),
  ])
  return (lines) => {
    if (stateOf(lines, true) === 'finished') return []
    const judged = { plan, pack, lines, score: scoreRun(plan, lines, pack) }
    return forecastOf(judged, rules).toSorted((a, b) => compareInstants(a.at, b.at))
  }
}

function reviewFolder(path: string, pack: NoticePack): BareReview {
  const folder = openRun(path)
  const lines = linesOf(path)
  const { lock } = runPaths(path)
  const holder = readLock(lock)
  const isLive = holder !== null && isAlive(holder, lock)
  const ended = new Set(lines.flatMap((line) => (outcomeOf(line) && line.key ? [line.key] : [])))
  const state = stateOf(lines, isLive)
  const score = scoreRun(folder.plan, lines, pack)
  return { folder, state, mode: modeOf(lines), lines, ended, score }
}

function modeOf(lines: readonly JournalLine[]): RunMode | null {
  const clock = lines.find(({ type }) => type === 'run.started')?.data['clock']
  if (clock === undefined) return null
  return clock === 'observed' || clock === 'exports' ? clock : 'played'
}

function stateOf(lines: readonly JournalLine[], isLive: boolean): RunState {
  const last = lines.findLast(({ type }) => type.startsWith('run.'))
  const isCleaned = lines.some(({ type }) => type === 'object.removed')
  if (last?.type === 'run.finished' || isCleaned) return 'finished'
  if (isLive) return 'running'
  if (last === undefined) return 'ready'
  return last.type === 'run.paused' ? 'paused' : 'broken-off'
}

function lastWall({ lines }: BareReview): string {
  return lines.at(-1)?.wall ?? ''
}
