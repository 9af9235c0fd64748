import { join } from 'node:path'
import { templatesDir } from '../assets/index.js'
import {
  createRun,
  type DrillArticle,
  type DrillEvent,
  type DrillOutcome,
  expandPlan,
  loadDrills,
  type RunFolder,
  runDrill,
  virtualClock,
} from '../drill/index.js'
import { AppError } from '../errors/index.js'
import type { HallConnection } from '../hall/index.js'
import type { StoredItem } from '../items/index.js'
import type { NoticePack } from '../notice/index.js'
import type { Mapping } from '../roster/index.js'
import { listRecords, type Store, type Workspace } from '../workspace/index.js'
import type { DemoEvent } from './model.js'

/** What the drill is made of and played in. */
export interface DrillGround {
  readonly workspace: Workspace
  readonly pack: NoticePack
  readonly store: Store
  readonly items: readonly StoredItem[]
  readonly mapping: Mapping
  readonly hall: HallConnection
}

interface Conditions {
  readonly seed: number
  readonly now: () => number
  readonly signal: AbortSignal
}

/** The run's folder with its plan locked; the one of an earlier life when the demo was killed. */
async function lockPlan(ground: DrillGround, seed: number): Promise<RunFolder> {
  const { workspace, pack, store, items, mapping } = ground
  const { scripts, plays } = await loadDrills(join(templatesDir(), 'drills'))
  const articles = listRecords<DrillArticle>(store, 'article').map(({ data }) => data)
  const { plan } = expandPlan({ pack, items, mapping, articles, scripts, plays, seed })
  const run = `demo-${workspace.settings.id.slice(0, 8)}`
  return createRun(join(workspace.paths.runs, run), run, plan)
}

/** Plays the drill on the virtual clock; HK-INT-001 when Ctrl-C or a hall out of reach paused it. */
export async function* playDrill(
  ground: DrillGround,
  { seed, now, signal }: Conditions,
): AsyncGenerator<DemoEvent, RunFolder> {
  const run = await lockPlan(ground, seed)
  const { hall, workspace } = ground
  const outcome = yield* progressOf(runDrill({ hall, clock: virtualClock(hall), now, signal }, run))
  if (outcome.status === 'finished') return run
  if (outcome.problem !== null) throw outcome.problem
  throw new AppError('HK-INT-001', { resume: `hallkit demo --keep ${workspace.paths.root}` })
}

async function* progressOf(
  events: AsyncGenerator<DrillEvent, DrillOutcome>,
): AsyncGenerator<DemoEvent, DrillOutcome> {
  for (let next = await events.next(); ; next = await events.next()) {
    if (next.done) return next.value
    if (next.value.kind === 'progress') yield { ...next.value, kind: 'step' }
  }
}
