import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeFileAtomic } from '../workspace/index.js'
import { readYaml, stringifyYaml } from '../yaml/index.js'
import type { RosterRules } from './rules.js'
import { exemption } from './separation-rules.js'

const text = z.string().min(1)

const nodeDecision = z.strictObject({
  unit: text,
  item: text,
  node: text,
  /** A work number; a file given to `users resolve` may name the person, or leave the post open. */
  person: z.string(),
  ab: z.enum(['A', 'B']).default('A'),
  note: text.optional(),
})

/** Zod schema of `roster.decisions.yaml`: who takes which open node, and who is let off which separation of duties. */
export const decisionsFile = z.strictObject({
  rosterDecisions: z.literal(1),
  nodes: z.array(nodeDecision).default([]),
  exemptions: z.array(exemption.extend({ rule: z.string().regex(/^S\d+$/) })).default([]),
})

/** What people decided about gaps and separations; every later generation follows it. */
export type Decisions = z.output<typeof decisionsFile>
/** Somebody put on a node by a person's decision. */
export type NodeDecision = Decisions['nodes'][number]

/** Nothing decided. */
export const noDecisions: Decisions = { rosterDecisions: 1, nodes: [], exemptions: [] }

const FILE = 'roster.decisions.yaml'
/** Where, inside a workspace, the schema of decisions lies for editors. */
export const DECISIONS_SCHEMA = '.hallkit/roster-decisions.schema.json'

/** Where a workspace keeps its decisions. */
export function decisionsPath(root: string): string {
  return join(root, FILE)
}

/** The decisions of the workspace at `root`; none before the first. */
export async function readDecisions(root: string): Promise<Decisions> {
  const file = decisionsPath(root)
  return existsSync(file) ? readYaml(file, decisionsFile) : noDecisions
}

/** Writes the decisions, sorted, beside hallkit.yaml; gives their path. */
export async function saveDecisions(root: string, decisions: Decisions): Promise<string> {
  const nodes = [...decisions.nodes].sort((a, b) => (spot(a) < spot(b) ? -1 : 1))
  await saveDecisionsSchema(root)
  const { path } = await writeFileAtomic(
    decisionsPath(root),
    stringifyYaml({ ...decisions, nodes }, { schemaUrl: DECISIONS_SCHEMA }),
  )
  return path
}

/** Writes the schema of decisions files into the workspace. */
export async function saveDecisionsSchema(root: string): Promise<void> {
  const schema = { ...z.toJSONSchema(decisionsFile, { io: 'input' }), title: FILE }
  await writeFileAtomic(join(root, DECISIONS_SCHEMA), `${JSON.stringify(schema, null, 2)}\n`)
}

/** Decisions with later ones taking the place of those on the same post; the same exemption stands once. */
export function mergeDecisions(before: Decisions, later: Decisions): Decisions {
  const nodes = new Map([...before.nodes, ...later.nodes].map((one) => [spot(one), one]))
  const exemptions = new Map(
    [...before.exemptions, ...later.exemptions].map((one) => [JSON.stringify(one), one]),
  )
  return { rosterDecisions: 1, nodes: [...nodes.values()], exemptions: [...exemptions.values()] }
}

function spot({ unit, item, node, ab }: NodeDecision): string {
  return [unit, item, node, ab].join('\n')
}

/** The rules with the exemptions that were decided. */
export function withExemptions(rules: RosterRules, { exemptions }: Decisions): RosterRules {
  if (exemptions.length === 0) return rules
  const separation = rules.separation.map((rule) => {
    const own = exemptions.filter((one) => one.rule === rule.id)
    return { ...rule, exempt: [...rule.exempt, ...own.map(({ rule: _, ...exempt }) => exempt)] }
  })
  return { ...rules, separation }
}
