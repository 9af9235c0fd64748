import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { templatesDir } from '../../assets/index.js'
import { AppError, type Finding } from '../../errors/index.js'
import { loadHallRules } from '../../hall/index.js'
import type { Item } from '../../items/index.js'
import { loadRosterRules, mapStore, packOf, roleTitle } from '../../roster/index.js'
import { listRecords, readStore, type Workspace } from '../../workspace/index.js'
import type { PlanBookSource } from './book/tables.js'
import { expandPlan } from './expand.js'
import { type DrillFiles, loadDrills } from './load-drills.js'
import type { DrillArticle, DrillPlan } from './plan-model.js'
import { settlePack } from './settle.js'
import { type PlanSource, type PlanSources, planSources, planSourcesSchema } from './sources.js'
import { type Timetable, timetableOf } from './timetable.js'

/** A plan made from what a workspace holds now, with its timetable and everything that somebody must see to. */
export interface WorkspacePlan {
  readonly plan: DrillPlan
  readonly timetable: Timetable
  readonly gaps: readonly Finding[]
  /** Everybody who has an account, by it. */
  readonly people: ReadonlyMap<string, { readonly name: string; readonly unit: string }>
  readonly sources: PlanSources
}

/**
 * Plans a drill from the workspace's notice, items, people and articles. Writes nothing. HK-ROST-003 without people, unless
 * the drill is only watched: then there is nothing to play, and the notice's requirements are all there is to score.
 */
export async function planWorkspace(
  workspace: Workspace,
  seed: number,
  isWatched = false,
): Promise<WorkspacePlan> {
  const given = await gather(workspace, isWatched)
  const { notice, rules, files, mapping, items, articles } = given
  const { looser, ...own } = files
  const pack = settlePack(notice, own.plays)
  const { plan, gaps } = expandPlan({
    ...{ pack, items, mapping, articles, ...own, seed },
    roleTitle: (role) => roleTitle({ pack, rules }, role),
  })
  const timetable = timetableOf(plan)
  const people = new Map(mapping.users.map(({ workNo, name, unit }) => [workNo, { name, unit }]))
  const all = [...looser, ...gaps, ...timetable.gaps]
  return { plan, timetable, gaps: all, people, sources: sourcesOf(given) }
}

/**
 * What a locked plan was made from and is not any more what it was; empty for one that does not say what it was made from.
 * A workspace that no plan can be made from now has another plan file.
 */
export async function changedSince(
  workspace: Workspace,
  sources: PlanSources | null,
  isWatched: boolean,
): Promise<readonly PlanSource[]> {
  if (sources === null) return []
  try {
    const now = sourcesOf(await gather(workspace, isWatched))
    return planSources.filter((one) => now[one] !== sources[one])
  } catch (error) {
    if (error instanceof AppError) return ['plan']
    throw error
  }
}

/** Everything that a plan is made from. */
async function gather(workspace: Workspace, isWatched: boolean) {
  const [notice, rules] = await Promise.all([packOf(workspace), loadRosterRules()])
  const files = await drillFiles(workspace)
  const pack = settlePack(notice, files.plays)
  const store = readStore(workspace)
  try {
    const { root } = workspace.paths
    const isBare = isWatched && listRecords(store, 'person').length === 0
    const { mapping } = isBare ? NOBODY : await mapStore({ root, store, pack, rules })
    const items = listRecords<Item>(store, 'item').map(({ data }) => data)
    const articles = listRecords<DrillArticle>(store, 'article').map(({ data }) => data)
    return { notice, rules, files, mapping, items, articles }
  } finally {
    store.close()
  }
}

/** The hash of each thing that a plan is made from. */
function sourcesOf({
  notice,
  files: { plays, scripts },
  mapping: { users, assignments },
  items,
  articles,
}: Awaited<ReturnType<typeof gather>>): PlanSources {
  const people = { users, assignments }
  const all = { plan: plays, scripts, notice, items, people, articles }
  const hash = (one: PlanSource) =>
    createHash('sha256').update(JSON.stringify(all[one])).digest('hex')
  return planSourcesSchema.parse(Object.fromEntries(planSources.map((one) => [one, hash(one)])))
}

const NOBODY = { mapping: { users: [], assignments: [], gaps: [] } }

/** The scripts, and the plan of the workspace over the shipped one. */
export function drillFiles({ paths }: Pick<Workspace, 'paths'>): Promise<DrillFiles> {
  const own = join(paths.drills, 'plan.yaml')
  return loadDrills(join(templatesDir(), 'drills'), existsSync(own) ? own : null)
}

/** What a plan's workbook is made from, with the plan that the workspace's own extends. */
export async function planSource(
  workspace: Workspace,
): Promise<PlanBookSource & Pick<DrillFiles, 'above'>> {
  const [notice, { plays, scripts, above }, rules] = await Promise.all([
    packOf(workspace),
    drillFiles(workspace),
    loadHallRules(templatesDir()),
  ])
  const roles = new Map(Object.entries(rules.roles.list).map(([id, { zh }]) => [id, zh]))
  const store = readStore(workspace)
  try {
    const items = listRecords<Item>(store, 'item').map(({ data }) => data)
    return { notice, plays, scripts, items, roles, above }
  } finally {
    store.close()
  }
}
