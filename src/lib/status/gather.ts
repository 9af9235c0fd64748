import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, parse } from 'node:path'
import { listRuns, reviewRun } from '../drill/index.js'
import { AppError } from '../errors/index.js'
import {
  connectWorkspaceHall,
  type HallAccess,
  hallUrl,
  localHall,
  planProvision,
  provisionCounts,
} from '../hall/index.js'
import { formCoverage, packOf } from '../inbox/index.js'
import type { NoticePack } from '../notice/index.js'
import {
  desiredHall,
  loadRosterRules,
  type MappedItems,
  mappingByUnit,
  mapWorkspace,
  readRosterLock,
  roleDuties,
} from '../roster/index.js'
import { listRecords, readStore, type Workspace } from '../workspace/index.js'
import { editions, type HallFacts, type RunFacts, type StandingFacts } from './model.js'

/** Where the secrets of halls lie, and what only the caller has. */
export type GatherOptions = Pick<HallAccess, 'secretsDir' | 'outside'>

/** Gathers the facts of a workspace; asks its hall, when there is one, what it lacks. Changes nothing. */
export async function gatherFacts(
  workspace: Workspace,
  options: GatherOptions,
): Promise<StandingFacts> {
  const pack = await packOf(workspace)
  const { forms, hasPeople } = takenIn(workspace, pack)
  const mapped = hasPeople ? await mapWorkspace(workspace, pack) : null
  const { people } = await readRosterLock(workspace.paths.root)
  return {
    pack,
    forms,
    ...(await staffing(pack, mapped)),
    hasAccounts: Object.keys(people).length > 0,
    hall: await hallFacts({ workspace, pack, mapped }, options),
    runs: await runFacts(workspace),
    papers: papersIn(workspace, pack),
  }
}

function takenIn(workspace: Workspace, pack: NoticePack) {
  const store = readStore(workspace)
  try {
    const hasPeople = listRecords(store, 'person').length > 0
    return { forms: formCoverage(store, pack), hasPeople }
  } finally {
    store.close()
  }
}

async function staffing(
  pack: NoticePack,
  mapped: MappedItems | null,
): Promise<Pick<StandingFacts, 'roles' | 'gaps'>> {
  if (mapped === null) return { roles: [], gaps: {} }
  const { mapping } = mapped.mapped
  const rules = await loadRosterRules()
  const shares = mappingByUnit(pack, mapping).map(({ unit, gaps }) => [unit, gaps])
  return { roles: roleDuties({ pack, rules }, mapping.users), gaps: Object.fromEntries(shares) }
}

interface Furnished {
  readonly workspace: Workspace
  readonly pack: NoticePack
  readonly mapped: MappedItems | null
}

async function hallFacts(
  { workspace, pack, mapped }: Furnished,
  access: GatherOptions,
): Promise<HallFacts> {
  const { url: set, connector } = workspace.settings.hall
  const isKnown = set !== null || connector !== undefined || localHall(workspace) !== null
  const url = isKnown ? hallUrl(workspace, null) : null
  if (url === null) return { url, state: 'none', toPush: null }
  const { connection } = await connectWorkspaceHall(workspace, { url, ...access })
  try {
    await connection.info()
    if (mapped === null) return { url, state: 'reachable', toPush: null }
    const desired = desiredHall(pack, mapped.items, mapped.mapped.mapping)
    const sorts = Object.values(provisionCounts(await planProvision(connection, desired)))
    const toPush = sorts.reduce((sum, { created, updated }) => sum + created + updated, 0)
    return { url, state: 'reachable', toPush }
  } catch (error) {
    if (error instanceof AppError) return { url, state: 'unreachable', toPush: null }
    throw error
  } finally {
    connection.close()
  }
}

async function runFacts(workspace: Workspace): Promise<readonly RunFacts[]> {
  const runs: RunFacts[] = []
  for (const run of listRuns(workspace)) {
    const { state, lines, score } = await reviewRun(workspace, run)
    const { steps, requirements, results } = score
    const lastWall = lines.at(-1)?.wall ?? null
    runs.push({ run, state, steps, requirements, results, lastWall })
  }
  return runs.sort((a, b) => ((a.lastWall ?? '') < (b.lastWall ?? '') ? 1 : -1))
}

/** The editions of the notice's reports, also those that had to be saved beside an open one. */
function papersIn({ paths: { out } }: Workspace, { reports }: NoticePack): StandingFacts['papers'] {
  if (!existsSync(out)) return []
  const stems = reports.map(({ paper }) => paper.join(''))
  const stemOf = (name: string) => parse(name).name.replace(/ \(\d+\)$/, '')
  return readdirSync(out)
    .filter((name) => editions.some((ending) => name.endsWith(ending)))
    .filter((name) => stems.includes(stemOf(name)))
    .map((name) => join(out, name))
    .map((path) => ({ path, written: statSync(path).mtime.toISOString() }))
}
