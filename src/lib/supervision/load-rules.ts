import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../errors/index.js'
import {
  compile,
  compileTemplate,
  type Expression,
  type ExprSource,
  type Template,
} from '../expr/index.js'
import { placeInYaml, readYaml } from '../yaml/index.js'
import { type CardLevel, cardLevels } from './model.js'
import { basePreset, type RuleText, supervisionFile } from './rules-file.js'

/** A rule that was read and checked. */
export interface Rule {
  readonly id: string
  readonly text: RuleText
  readonly when: Expression | null
  /** From the gravest. */
  readonly levels: readonly (readonly [CardLevel, Expression])[]
  readonly lines: readonly Template[]
}

/** A preset: its rules, in the order of their ids. */
export interface RuleSet {
  readonly id: string
  readonly version: number
  readonly title: string
  readonly source: string
  readonly rules: readonly Rule[]
}

/**
 * The preset of that id in a templates folder (`supervision/<id>.yaml`), its rules over those that it extends.
 * HK-YAML-* when a file is absent or breaks its schema, HK-EXPR-005 with the line when a rule uses what is no input of its.
 */
export async function loadSupervision(templatesDir: string, id = 'default'): Promise<RuleSet> {
  const file = fileOf(templatesDir, id)
  const own = await readYaml(file, supervisionFile)
  const from = own.extends === undefined ? null : fileOf(templatesDir, own.extends)
  const base = from === null ? null : await readYaml(from, basePreset)
  const texts = [
    ...Object.entries(base?.rules ?? {}).filter(([key]) => !Object.hasOwn(own.rules, key)),
    ...Object.entries(own.rules),
  ]
  const places = new Map(texts.map(([key]) => [key, Object.hasOwn(own.rules, key) ? file : from]))
  const rules = await Promise.all(
    texts.map(([key, text]) => readRule(key, text, places.get(key) ?? file)),
  )
  const { version, title, source } = own
  return { id: own.id, version, title, source, rules: rules.sort((a, b) => (a.id < b.id ? -1 : 1)) }
}

/** Every preset of a templates folder, by id; a broken one is an error, not left out. */
export async function loadPresets(templatesDir: string): Promise<ReadonlyMap<string, RuleSet>> {
  const names = await readdir(join(templatesDir, 'supervision'))
  const ids = names.filter((name) => name.endsWith('.yaml')).map((name) => name.slice(0, -5))
  const sets = await Promise.all(ids.sort().map((id) => loadSupervision(templatesDir, id)))
  return new Map(sets.map((set) => [set.id, set]))
}

function fileOf(templatesDir: string, id: string): string {
  return join(templatesDir, 'supervision', `${id}.yaml`)
}

async function readRule(id: string, text: RuleText, file: string): Promise<Rule> {
  try {
    return compiled(id, text, { file, line: 1, variables: text.inputs })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { line } = await placeInYaml(file, ['rules', id])
    return compiled(id, text, { file, line, variables: text.inputs })
  }
}

function compiled(id: string, text: RuleText, source: ExprSource): Rule {
  const graveFirst = [...cardLevels].reverse()
  return {
    id,
    text,
    when: text.when === undefined ? null : compile(text.when, source),
    levels: graveFirst.flatMap((level) => {
      const expression = text[level]
      return expression === undefined ? [] : [[level, compile(expression, source)] as const]
    }),
    lines: text.lines.map((line) => compileTemplate(line, source)),
  }
}
