import { join } from 'node:path'
import { templatesDir } from '../assets/index.js'
import { instantFrom } from '../calendar/index.js'
import { playQuietly, virtualClock } from '../drill/index.js'
import {
  connectWorkspaceHall,
  furnishHall,
  hallTitles,
  loadHallRules,
  type WorkspaceHall,
} from '../hall/index.js'
import { type InboxResult, importPaths, packOf, type ReturnWords } from '../inbox/index.js'
import type { NoticePack } from '../notice/index.js'
import { startWorkspaceHall } from '../reference-hall/index.js'
import { type WrittenReport, writeReport } from '../report/index.js'
import { desiredHall, type MappedItems, mapWorkspace, saveRosterLock } from '../roster/index.js'
import type { Workspace } from '../workspace/index.js'
import { countHall } from './count-hall.js'
import { openRunOf, requireSeed } from './demo-run.js'
import { begins, type DemoEvent, type DemoResult } from './model.js'
import { comparePlanted } from './planted.js'
import { type DemoCounty, prepareWorkspace } from './prepare.js'

/** What the demo works with. `words` are Chinese, as papers are; `now` is wall time in epoch ms. */
export interface DemoOptions {
  readonly dir: string
  readonly county: DemoCounty
  readonly seed: number
  readonly secretsDir: string
  readonly newId: () => string
  readonly now: () => number
  readonly words: ReturnWords
  readonly signal: AbortSignal
}

/** The workspace once everything came in and was mapped. */
interface Ground extends MappedItems {
  readonly workspace: Workspace
  readonly pack: NoticePack
  readonly imported: InboxResult
  readonly resume: string
}

/** What was played, and the papers about it. */
interface Played {
  readonly run: string
  readonly report: WrittenReport
}

/**
 * The whole line from a notice to its papers, in one folder: workspace, import, mapping, hall, drill, report.
 * Kill it at any moment and run it again in the same folder: every stage takes up what is there, and nothing
 * is done twice. Errors as of the rooms; HK-DEMO-001/002 for a folder that is not this demo's, HK-INT-001 when it was
 * interrupted.
 */
export async function* runDemo(options: DemoOptions): AsyncGenerator<DemoEvent, DemoResult> {
  const ground = yield* takeIn(options)
  const { workspace } = ground
  yield begins('hall')
  const { secretsDir, now: nowMs } = options
  // A hall of the demo alone: what a power cut takes of it, the next demo plays again.
  const survives = 'kill'
  const place = { secretsDir, nowMs, port: 0, templatesDir: templatesDir(), survives } as const
  const started = await startWorkspaceHall(workspace, place)
  try {
    const hall = await connectWorkspaceHall(workspace, { url: started.url, secretsDir })
    try {
      const played = yield* furnishAndPlay(ground, hall, options)
      return await resultOf(ground, hall, played, options)
    } finally {
      hall.connection.close()
    }
  } finally {
    await started.close()
  }
}

/** From nothing to a mapped workspace. */
async function* takeIn(options: DemoOptions): AsyncGenerator<DemoEvent, Ground> {
  const { county, dir, newId, now, seed, signal, words } = options
  yield begins('workspace')
  const workspace = await prepareWorkspace(dir, county, newId())
  await requireSeed(workspace, seed)
  const { root } = workspace.paths
  const resume = `hallkit demo --keep "${root}"`
  yield begins('import')
  const at = instantFrom(now())
  const request = { workspace, paths: [], unit: null, only: null, at, signal, resume, words }
  const imported = yield* importPaths(request)
  yield begins('mapping')
  const pack = await packOf(workspace)
  const mapped = await mapWorkspace(workspace, pack)
  await saveRosterLock(root, mapped.mapped.lock)
  return { workspace, pack, imported, resume, ...mapped }
}

async function* furnishAndPlay(
  { workspace, pack, items, mapped, resume }: Ground,
  hall: WorkspaceHall,
  { seed, now, signal, words: { describe } }: DemoOptions,
): AsyncGenerator<DemoEvent, Played> {
  const { users } = mapped.mapping
  await furnishHall(hall, desiredHall(pack, items, mapped.mapping), { signal, resume })
  yield { kind: 'account', done: users.length, of: users.length }
  yield begins('drill')
  const run = await openRunOf(workspace, hall, { seed, now })
  const { connection } = hall
  const desk = { hall: connection, clock: virtualClock(connection), now, signal }
  for await (const progress of playQuietly(desk, run, resume)) yield { ...progress, kind: 'step' }
  yield begins('report')
  const titles = hallTitles(await loadHallRules(templatesDir()))
  const order = { workspace, pack, run, describe, titles, abilities: null, day: null, out: null }
  const report = await writeReport(order)
  for (const { note } of report.files) if (note) yield { kind: 'note', finding: note }
  return { run: run.run, report }
}

async function resultOf(
  { workspace, pack, imported, mapped: { mapping } }: Ground,
  { connection }: WorkspaceHall,
  { run, report }: Played,
  { county }: DemoOptions,
): Promise<DemoResult> {
  const { steps, requirements } = report.score
  return {
    dir: workspace.paths.root,
    units: pack.units.length,
    items: imported.totals.item,
    people: imported.totals.person,
    articles: imported.totals.article,
    planted: await comparePlanted(county.expected, imported.findings),
    users: mapping.users.length,
    assignments: mapping.assignments.length,
    gaps: mapping.gaps.length,
    drill: {
      run: join('runs', run),
      steps: steps.total,
      done: steps.done,
      failed: steps.failed + steps.unknown + steps.skipped,
      requirements,
    },
    hall: await countHall(connection),
    conclusion: report.conclusion,
    returned: imported.files.flatMap(({ annotated }) => annotated ?? []),
    reports: report.files.map(({ path }) => path),
  }
}

/** True when every requirement was met by whoever owes it and every planted mistake was found. */
export function isFulfilled({ drill, planted }: DemoResult): boolean {
  const { late, missed, disputed } = drill.requirements
  return late + missed + disputed === 0 && drill.failed === 0 && planted.missed.length === 0
}
