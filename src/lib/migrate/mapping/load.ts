import { createHash } from 'node:crypto'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { type Code, requireConsent } from '../../code/index.js'
import { isProblem } from '../../errors/index.js'
import { findConnector } from '../../hall/index.js'
import { parseYaml, yamlText } from '../../yaml/index.js'
import { functionsOf, modulesOf } from './code.js'
import { mappingFile } from './schema.js'
import { connectorVariables, type Environment, secretsOf } from './secrets.js'

const scalar = z.union([z.string(), z.number(), z.null()])

/** Zod schema of `<mapping>.codes.yaml`: what business staff filled in for codes that had no entry. */
export const codesFile = z.strictObject({
  codes: z.record(z.string(), z.record(z.string(), scalar)),
  /** Who decided what a code means, and when. */
  decided: z
    .record(z.string(), z.record(z.string(), z.strictObject({ by: z.string(), at: z.string() })))
    .default({}),
})

/** Codes that were filled in. */
export type CodesText = z.output<typeof codesFile>

/** A mapping that was read: plain data, so that it can be handed to a worker as it is. */
export interface Mapping extends z.output<typeof mappingFile> {
  /** The file, and the folder that paths in it start from. */
  readonly file: string
  readonly folder: string
  /** Of the mapping's and the codes' text and of its program code: a run remembers by which rules it went. */
  readonly sha256: string
  /** Lines of the file where a comment says that somebody still has to decide something. */
  readonly todos: readonly number[]
  /** The modules that its steps are taken from. */
  readonly code: readonly Code[]
  /** Whether somebody agreed to run them. */
  readonly allowCode: boolean
  /** What stands behind each `env:` and `file:` of its sources. */
  readonly secrets: Readonly<Record<string, string>>
}

/**
 * Reads a mapping and the codes file beside it, if there is one. HK-YAML-* with file, line and column, HK-MIG-024 for a missing
 * secret, HK-CODE-002 for a module of program code that is not there. `allowCode` is said by who applies the mapping to rows:
 * HK-CODE-001 when nobody agreed to its program code, HK-MIG-018 when that lacks a function.
 */
export async function loadMapping(
  path: string,
  env: Environment = {},
  { allowCode }: { readonly allowCode?: boolean } = {},
): Promise<Mapping> {
  const file = resolve(path)
  const text = await yamlText(file)
  const mapping = parseYaml(text, { file: path, schema: mappingFile })
  const added = await codesText(codesPath(file))
  const { codes } = codesIn(added, codesPath(path))
  const merged = Object.fromEntries(
    Object.entries(mapping.codes).map(([table, known]) => [table, { ...known, ...codes[table] }]),
  )
  const naming = { file, folder: dirname(file) }
  const code = await modulesOf(mapping.entities, naming)
  if (allowCode !== undefined) requireConsent(code, { file: path, allowCode })
  const hash = createHash('sha256').update(text).update('\0').update(added)
  for (const one of code) hash.update(one.sha256)
  const own = await secretsOf(mapping, { file, env })
  const secrets = { ...(await variablesOf(mapping.target, { file, env })), ...own }
  const sha256 = hash.digest('hex')
  const loaded = {
    ...mapping,
    ...naming,
    codes: merged,
    todos: todosIn(text),
    sha256,
    code,
    secrets,
  }
  const all = { ...loaded, allowCode: allowCode === true }
  if (all.allowCode) await functionsOf(all)
  return all
}

/** Lines with comments that begin with TODO, as `migrate profile` writes them. */
function todosIn(text: string): readonly number[] {
  const lines = text.split('\n')
  return lines.flatMap((line, at) => (/(?:^|\s)#\s*TODO\b/.test(line) ? [at + 1] : []))
}

/** What was filled in for a mapping; nothing when there is no codes file. HK-YAML-* for one that is damaged. */
export async function readCodesFile(mapping: string): Promise<CodesText> {
  const file = codesPath(mapping)
  return codesIn(await codesText(file), file)
}

function codesIn(text: string, file: string): CodesText {
  return text === '' ? { codes: {}, decided: {} } : parseYaml(text, { file, schema: codesFile })
}

async function variablesOf(
  target: z.output<typeof mappingFile>['target'],
  { file, env }: { readonly file: string; readonly env: Environment },
): Promise<Readonly<Record<string, string>>> {
  if (target.driver !== 'hall' || target.connector === undefined) return {}
  return connectorVariables(await yamlText(findConnector(target.connector, dirname(file))), env)
}

/** Where the codes of a mapping that were filled in lie: `lsp.yaml` -> `lsp.codes.yaml`. */
export function codesPath(mapping: string): string {
  return mapping.replace(/(?:\.ya?ml)?$/i, '.codes.yaml')
}

async function codesText(file: string): Promise<string> {
  try {
    return await yamlText(file)
  } catch (error) {
    if (isProblem(error, 'HK-YAML-007') && error.params.reason === 'ENOENT') return ''
    throw error
  }
}
