import { existsSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { AppError } from '../errors/index.js'
import type { NoticePack } from '../notice/index.js'
import { type Workspace, writeFileAtomic } from '../workspace/index.js'
import { DECISIONS_SCHEMA, saveDecisionsSchema } from './decisions.js'
import { mapWorkspace } from './map-workspace.js'
import type { Gap } from './model.js'
import { fill, loadRosterRules, type RosterRules } from './rules.js'
import { unitNames } from './units.js'

/** Where the sheet was written, and the gaps that stand in it. */
export interface DecisionsSheet {
  readonly path: string
  readonly gaps: readonly Gap[]
}

/**
 * Writes a decisions file with every open gap, its proposals beside it and nobody put in yet, for `users resolve
 * --decisions`. HK-FORM-001 when the file is there and not to be overwritten; errors as of `mapWorkspace`.
 */
export async function writeDecisionsSheet(
  workspace: Workspace,
  pack: NoticePack,
  { file, force }: { readonly file: string; readonly force: boolean },
): Promise<DecisionsSheet> {
  if (!force && existsSync(file)) throw new AppError('HK-FORM-001', { files: [file] })
  const rules = await loadRosterRules()
  const { mapped } = await mapWorkspace(workspace, pack)
  const { gaps } = mapped.mapping
  const { root } = workspace.paths
  await saveDecisionsSchema(root)
  const schema = relative(dirname(file), join(root, DECISIONS_SCHEMA)).replaceAll('\\', '/')
  const names = unitNames(pack)
  const entries = gaps.flatMap((gap) =>
    entryOf(gap, rules, [names(gap.unit), mapped.nameOf(gap.item), mapped.nameOf(gap.node)]),
  )
  const head = rules.decisionsSheet.head.map((line) => `# ${line}`)
  const lines = [`# yaml-language-server: $schema=${schema}`, ...head, 'rosterDecisions: 1']
  const nodes = entries.length === 0 ? ['nodes: []'] : ['nodes:', ...entries]
  const { path } = await writeFileAtomic(file, `${[...lines, ...nodes].join('\n')}\n`)
  return { path, gaps }
}

/** Strings stand in JSON's quotes, which YAML reads as they are. */
function entryOf(
  { unit, item, node, proposals }: Gap,
  { decisionsSheet }: RosterRules,
  [unitName = '', itemName = '', nodeName = '']: readonly string[],
): readonly string[] {
  const who = proposals.map(({ name, workNo, rule }) => `${name} ${workNo}（${rule}）`).join('；')
  const spot = fill(decisionsSheet.spot, { unit: unitName, item: itemName, node: nodeName })
  const words = who === '' ? decisionsSheet.nobody : fill(decisionsSheet.proposals, { who })
  const values = Object.entries({ unit, item, node, person: '' })
  const pairs = values.map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
  return [`  # ${oneLine(spot)}`, `  # ${oneLine(words)}`, `  - { ${pairs.join(', ')} }`]
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ')
}
