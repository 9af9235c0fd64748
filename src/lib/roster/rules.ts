import { join } from 'node:path'
import { z } from 'zod'
import { templatesDir } from '../assets/index.js'
import { AppError } from '../errors/index.js'
import { type RoleCatalogue, rolesFile } from '../hall/index.js'
import { type DurationWords, loadItemProfile } from '../items/index.js'
import { readYaml } from '../yaml/index.js'
import { loadAccountRules } from './account-rules.js'
import { type Separation, separationRule } from './separation-rules.js'
import { sheetRules } from './sheet-rules.js'
import { type WordTable, wordTable } from './word-table.js'

const words = z.array(z.string().min(1))
const wordsById = z.record(z.string(), words)
const text = z.string().min(1)

/** Zod schema of `templates/roster.yaml`: how units write roles, nodes and posts, and the rules of assignment. */
export const rosterFile = z.strictObject({
  roster: z.literal(1),
  workNumber: z.strictObject({
    unit: z.int().min(2).max(4),
    person: z.int().min(3).max(5),
    applicantsFrom: z.int().positive(),
  }),
  applicant: z.strictObject({ role: text, name: text }),
  roleWords: wordsById,
  byNode: z.strictObject({ words, otherwise: text }),
  nodeWords: wordsById,
  postWords: wordsById,
  allItems: words,
  noName: words,
  ditto: words,
  /** Words at the end of a file's name that mark a correction, the stronger later. */
  corrections: words,
  sheets: z.record(z.string(), sheetRules),
  attends: z.strictObject({ yes: words, no: words }),
  separation: z.array(separationRule),
  reasons: z.strictObject({
    row: text,
    itemRow: text,
    post: text,
    office: text,
    onlyHolder: text,
    onlyFree: text,
    deputy: text,
    decision: text,
  }),
  proposals: z.strictObject({ office: text, holder: text, spare: text }),
  /** Words of the decisions file that is given out to be filled in. */
  decisionsSheet: z.strictObject({ head: words, spot: text, proposals: text, nobody: text }),
})

type RosterFile = z.output<typeof rosterFile>

/** Everything by which staff sheets are read and items are assigned; data, never code. */
export interface RosterRules
  extends Pick<
    RosterFile,
    | 'workNumber'
    | 'applicant'
    | 'separation'
    | 'reasons'
    | 'proposals'
    | 'sheets'
    | 'corrections'
    | 'decisionsSheet'
  > {
  readonly catalogue: RoleCatalogue
  /** How limits are written. */
  readonly durations: DurationWords
  /** Roles that must never lose their last holder, in the county or in each unit by their scope. */
  readonly keepOne: readonly string[]
  /** Node ids in the order of the flow. */
  readonly nodes: readonly string[]
  readonly roleWords: WordTable
  readonly nodeWords: WordTable
  readonly postWords: WordTable
  readonly byNode: { readonly words: WordTable; readonly otherwise: string }
  readonly allItems: WordTable
  readonly noName: WordTable
  /** Words that mean the cell above. */
  readonly ditto: WordTable
  /** `yes` or `no`. */
  readonly attends: WordTable
}

/** Reads the role catalogue and the roster rules that ship with the package, checked against each other (HK-ROST-001). */
export async function loadRosterRules(): Promise<RosterRules> {
  const file = join(templatesDir(), 'roster.yaml')
  const catalogue = await readYaml(join(templatesDir(), 'roles.yaml'), rolesFile)
  const { durations } = await loadItemProfile()
  const rules = await readYaml(file, rosterFile)
  refuseUnknown(file, rules, catalogue)
  const { keepOne } = await loadAccountRules()
  const {
    workNumber,
    applicant,
    separation,
    reasons,
    proposals,
    sheets,
    decisionsSheet,
    corrections,
  } = rules
  return {
    workNumber,
    applicant,
    separation,
    reasons,
    proposals,
    sheets,
    decisionsSheet,
    corrections,
    catalogue,
    keepOne: keepOne.map(({ role }) => role),
    durations,
    nodes: Object.keys(catalogue.nodes),
    roleWords: wordTable(withLabels(rules.roleWords, catalogue.list)),
    nodeWords: wordTable(withLabels(rules.nodeWords, catalogue.nodes)),
    postWords: wordTable(rules.postWords),
    byNode: { words: wordTable({ word: rules.byNode.words }), otherwise: rules.byNode.otherwise },
    allItems: wordTable({ all: rules.allItems }),
    noName: wordTable({ none: rules.noName }),
    ditto: wordTable({ above: rules.ditto }),
    attends: wordTable(rules.attends),
  }
}

/** The catalogue's own label counts as a word too, with and without its bracket: 系统管理员（单位）. */
function withLabels(
  table: Readonly<Record<string, readonly string[]>>,
  labels: Readonly<Record<string, { readonly zh: string }>>,
): Record<string, readonly string[]> {
  const own = (zh: string) => [zh, zh.replace(/（.*?）/gu, '')]
  return Object.fromEntries(
    Object.entries(labels).map(([id, { zh }]) => [id, [...own(zh), ...(table[id] ?? [])]]),
  )
}

function refuseUnknown(file: string, rules: RosterFile, { list, nodes }: RoleCatalogue): void {
  const roles = [
    ...Object.keys(rules.roleWords),
    rules.byNode.otherwise,
    rules.applicant.role,
    ...rules.separation.flatMap(rolesOf),
  ]
  const steps = [
    ...Object.keys(rules.nodeWords),
    ...Object.keys(rules.postWords),
    ...rules.separation.flatMap(nodesOf),
  ]
  const word = roles.find((id) => !(id in list)) ?? steps.find((id) => !(id in nodes))
  if (word !== undefined) throw new AppError('HK-ROST-001', { file, word })
}

/** A reason as it is printed: `{sheet} 第{row}行` with its places filled in. */
export function fill(pattern: string, values: Readonly<Record<string, string | number>>): string {
  const parts = patterns.get(pattern) ?? pattern.split(/\{(\w+)\}/u)
  patterns.set(pattern, parts)
  let text = ''
  for (const [index, part] of parts.entries()) text += index % 2 === 0 ? part : (values[part] ?? '')
  return text
}

/** Patterns taken apart: text, name, text, name, ... */
const patterns = new Map<string, readonly string[]>()

/** The role that a person names by id, label or synonym; HK-ROST-005 with near ones when there is none. */
export function roleNamed(rules: RosterRules, text: string): string {
  if (text in rules.catalogue.list) return text
  const [role] = rules.roleWords.find(text)
  if (role !== undefined) return role
  throw new AppError('HK-ROST-005', { role: text, nearest: rules.roleWords.near(text) })
}

function rolesOf(rule: Separation): readonly string[] {
  if (rule.on === 'roles') return [...rule.left, ...rule.right]
  return rule.on === 'acts' ? (rule.by ?? []) : []
}

function nodesOf(rule: Separation): readonly string[] {
  return rule.on === 'nodes' ? [...rule.left, ...rule.right] : []
}
