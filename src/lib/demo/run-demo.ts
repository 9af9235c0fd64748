import { join } from 'node:path'
import type { Finding } from '../errors/index.js'
import { type InboxResult, importPaths, packOf } from '../inbox/index.js'
import type { Item, StoredItem } from '../items/index.js'
import type { NoticePack } from '../notice/index.js'
import { loadRosterRules, type Mapping, mapStore, saveRosterLock } from '../roster/index.js'
import { listRecords, type Store, type Workspace, writeStore } from '../workspace/index.js'
import { desiredHall } from './desired-hall.js'
import { playDrill } from './drill-stage.js'
import { countHall, openEmbeddedHall } from './hall-stage.js'
import type { DemoEvent, DemoResult } from './model.js'
import { comparePlanted } from './planted.js'
import { type DemoCounty, prepareWorkspace } from './prepare.js'
import { writeReports } from './report-stage.js'

/** What the demo works with. `describe` gives a finding's words in Chinese; `now` is wall time in epoch ms. */
export interface DemoOptions {
  readonly dir: string
  readonly county: DemoCounty
  readonly seed: number
  readonly secretsDir: string
  readonly newId: () => string
  readonly now: () => number
  readonly describe: (finding: Finding) => {
    readonly message: string
    readonly fix: readonly string[]
  }
  readonly signal: AbortSignal
}

/** The workspace with everything that the later stages read from it. */
interface Ground {
  readonly workspace: Workspace
  readonly pack: NoticePack
  readonly store: Store
  readonly items: readonly StoredItem[]
  readonly mapping: Mapping
}

/**
 * The whole line from a notice to its papers, in one folder: workspace, import, mapping, hall, drill, report.
 * Kill it at any moment and run it again in the same folder: every stage takes up what is there, and nothing
 * is done twice. Errors as of the rooms; HK-INT-001 when it was interrupted.
 */
export async function* runDemo(options: DemoOptions): AsyncGenerator<DemoEvent, DemoResult> {
  const { county, dir, newId } = options
  yield { kind: 'stage', stage: 'workspace' }
  const workspace = await prepareWorkspace(dir, county, newId())
  yield { kind: 'stage', stage: 'import' }
  const imported = yield* importAll(workspace, options)
  const store = writeStore(workspace, wallTime(options))
  try {
    yield { kind: 'stage', stage: 'mapping' }
    const ground = await mapAll(workspace, store)
    return yield* playAndReport(ground, imported, options)
  } finally {
    store.close()
  }
}

function wallTime({ now }: DemoOptions): string {
  return new Date(now()).toISOString()
}

function importAll(
  workspace: Workspace,
  options: DemoOptions,
): AsyncGenerator<DemoEvent, InboxResult> {
  const { signal } = options
  return importPaths({
    workspace,
    paths: [],
    unit: null,
    only: null,
    at: wallTime(options),
    signal,
  })
}

async function mapAll(workspace: Workspace, store: Store): Promise<Ground> {
  const [pack, rules] = await Promise.all([packOf(workspace), loadRosterRules()])
  const { root } = workspace.paths
  const mapped = await mapStore({ root, store, pack, rules }, { applicants: pack.units.length })
  await saveRosterLock(root, mapped.lock)
  const items = listRecords<Item>(store, 'item').map(({ data, key, version, source }) => ({
    ...data,
    key,
    version,
    source,
  }))
  return { workspace, pack, store, items, mapping: mapped.mapping }
}

async function* playAndReport(
  ground: Ground,
  imported: InboxResult,
  options: DemoOptions,
): AsyncGenerator<DemoEvent, DemoResult> {
  const { workspace, pack, store, items, mapping } = ground
  yield { kind: 'stage', stage: 'hall' }
  const hall = await openEmbeddedHall(workspace, options)
  try {
    yield* hall.provision(desiredHall(pack, items, mapping))
    yield { kind: 'stage', stage: 'drill' }
    const run = yield* playDrill({ ...ground, hall: hall.connection }, options)
    yield { kind: 'stage', stage: 'report' }
    const { describe } = options
    const report = await writeReports({ store, pack, mapping, run, describe }, workspace.paths.out)
    const { steps, requirements } = report.score
    return {
      dir: workspace.paths.root,
      units: pack.units.length,
      items: imported.totals.item,
      people: imported.totals.person,
      articles: imported.totals.article,
      planted: await comparePlanted(options.county.expected, imported.findings),
      users: mapping.users.length,
      assignments: mapping.assignments.length,
      gaps: mapping.gaps.length,
      drill: {
        run: join('runs', run.run),
        steps: steps.total,
        done: steps.done,
        failed: steps.failed + steps.unknown + steps.skipped,
        requirements,
      },
      hall: await countHall(hall.connection),
      conclusion: report.conclusion,
      reports: report.paths,
    }
  } finally {
    await hall.close()
  }
}

/** True when every requirement was met by whoever owes it and every planted mistake was found. */
export function isFulfilled({ drill, planted }: DemoResult): boolean {
  const { late, missed, disputed } = drill.requirements
  return late + missed + disputed === 0 && drill.failed === 0 && planted.missed.length === 0
}
