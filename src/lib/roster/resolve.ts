import type { NoticePack } from '../notice/index.js'
import type { Workspace } from '../workspace/index.js'
import {
  type Decisions,
  decisionsPath,
  mergeDecisions,
  noDecisions,
  readDecisions,
  saveDecisions,
} from './decisions.js'
import { mapWorkspace } from './map-workspace.js'
import type { Gap } from './model.js'
import { loadRosterRules } from './rules.js'
import { canonical } from './settle.js'

/** What came of settling gaps. */
export interface Resolved {
  /** Decisions that were not there before; the same file again adds none. */
  readonly added: number
  readonly file: string
  readonly gaps: readonly Gap[]
}

/**
 * Takes decisions into the workspace (`roster.decisions.yaml`) and gives the gaps that are left. All of a file or
 * nothing: HK-ROST-006 for a name that fits nothing, HK-ROST-003 when no people came in yet.
 */
export async function resolveGaps(
  workspace: Workspace,
  pack: NoticePack,
  given: Decisions,
): Promise<Resolved> {
  const { root } = workspace.paths
  const rules = await loadRosterRules()
  const { items, mapped } = await mapWorkspace(workspace, pack)
  const before = await readDecisions(root)
  const later = canonical(given, { pack, rules, mapping: mapped.mapping, items })
  const after = mergeDecisions(before, later)
  const added = countNew(before, after)
  if (added === 0) return { added, file: decisionsPath(root), gaps: mapped.mapping.gaps }
  const file = await saveDecisions(root, after)
  const { mapping } = (await mapWorkspace(workspace, pack)).mapped
  return { added, file, gaps: mapping.gaps }
}

/** Asks about every gap that has proposals and keeps each answer at once, so that stopping loses none; null leaves it open. */
export async function askGaps(
  workspace: Workspace,
  pack: NoticePack,
  ask: (gap: Gap, nameOf: (itemOrNode: string) => string) => Promise<string | null>,
): Promise<Resolved> {
  const { mapped } = await mapWorkspace(workspace, pack)
  let added = 0
  for (const gap of mapped.mapping.gaps.filter(({ proposals }) => proposals.length > 0)) {
    const person = await ask(gap, mapped.nameOf)
    if (person === null) continue
    const { unit, item, node } = gap
    const nodes: Decisions['nodes'] = [{ unit, item, node, person, ab: 'A' }]
    added += (await resolveGaps(workspace, pack, { ...noDecisions, nodes })).added
  }
  return { ...(await resolveGaps(workspace, pack, noDecisions)), added }
}

function countNew(before: Decisions, after: Decisions): number {
  const known = new Set([...before.nodes, ...before.exemptions].map((one) => JSON.stringify(one)))
  return [...after.nodes, ...after.exemptions].filter((one) => !known.has(JSON.stringify(one)))
    .length
}
