/**
 * code: program files that stand beside connectors and mappings. They are told by their sha-256 and run only with somebody's
 * consent; the room never looks for one that no file names, and knows nothing of what it does.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Context, createContext, Script } from 'node:vm'
import { AppError, type ProblemParams } from '../errors/index.js'

/** A module that another file names. */
export interface Code {
  /** As it is named there: `steps.mjs`. */
  readonly module: string
  /** Of the file's bytes; when it imports files by relative paths, of all of them one behind the other. */
  readonly sha256: string
}

/** The file that names modules; their paths start in its folder. */
export interface Naming {
  readonly file: string
  readonly folder: string
}

/** The module as it stands now; nothing of it is run. HK-CODE-002 when it is not there. */
export async function readCode(module: string, naming: Naming): Promise<Code> {
  const hash = createHash('sha256')
  try {
    for (const bytes of await closure(resolve(naming.folder, module))) hash.update(bytes)
  } catch (error) {
    throw failed(error, module, naming)
  }
  return { module, sha256: hash.digest('hex') }
}

/** Refuses to run program code that nobody agreed to: HK-CODE-001, with the hashes to be compared. */
export function requireConsent(
  codes: readonly Code[],
  { file, allowCode }: { readonly file: string; readonly allowCode: boolean },
): void {
  if (codes.length > 0 && !allowCode) throw new AppError('HK-CODE-001', { file, codes })
}

/** Runs a module and gives what it exports. HK-CODE-002 when it cannot be run, or is no longer what its hash says. */
export async function runCode(
  { module, sha256 }: Code,
  naming: Naming,
): Promise<Readonly<Record<string, unknown>>> {
  const now = await readCode(module, naming)
  const { file } = naming
  if (now.sha256 !== sha256) {
    throw new AppError('HK-CODE-002', { file, module, reason: 'changed', detail: now.sha256 })
  }
  // With its hash in its address a module that changed is another one, though this process ran the earlier.
  const { href } = pathToFileURL(resolve(naming.folder, module))
  try {
    const exported = await import(`${href}?sha256=${sha256}`)
    const { default: whole } = exported
    return typeof whole === 'object' && whole !== null ? { ...whole, ...exported } : exported
  } catch (error) {
    throw failed(error, module, naming)
  }
}

/** What stands for the result of work that did not come to an end. */
export const ENDLESS = Symbol('endless')

const CALL = new Script('work()')
let calling: Context | undefined

/**
 * Does work and gives its result, or ENDLESS when it has not come to an end after so many seconds: then it is broken off
 * wherever it is, in a loop or in a regular expression too. Beginning takes about 0.1 ms.
 */
export function within<T>(seconds: number, work: () => T): T | typeof ENDLESS {
  calling ??= createContext()
  calling['work'] = work
  try {
    return CALL.runInContext(calling, { timeout: seconds * 1000 })
  } catch (error) {
    const isEndless =
      typeof error === 'object' &&
      error !== null &&
      'code' in error &&
      error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
    if (isEndless) return ENDLESS
    throw error
  }
}

function failed(error: unknown, module: string, { file }: Naming): AppError {
  const detail = error instanceof Error ? error.message : String(error)
  const params = { file, module, reason: reasonOf(error), detail }
  return new AppError('HK-CODE-002', params, { cause: error })
}

function reasonOf(error: unknown): ProblemParams<'HK-CODE-002'>['reason'] {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION') return 'typescript'
  return code === 'ENOENT' ? 'missing' : 'failed'
}

/** The bytes of a module and of the files that it imports by relative paths, each once, in the order in which they are named. */
async function closure(path: string, seen = new Set<string>()): Promise<readonly Uint8Array[]> {
  if (seen.has(path)) return []
  seen.add(path)
  const bytes = await readFile(path)
  const all: Uint8Array[] = [bytes]
  for (const [, , name = ''] of bytes.toString('utf8').matchAll(RELATIVE)) {
    const other = found(name, path)
    if (other !== null) all.push(...(await closure(other, seen)))
  }
  return all
}

const RELATIVE = /\b(?:from|import|require)\s*\(?\s*(['"`])(\.{1,2}\/[^'"`\n]+)\1/g

/** Where a file lies that another one names; null for what only looks like a name. */
function found(name: string, from: string): string | null {
  try {
    return createRequire(from).resolve(name)
  } catch {
    return null
  }
}
