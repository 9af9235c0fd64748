import { accessSync, constants, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError } from '../errors/index.js'
import { openDatabase } from './database.js'
import { isAlive, readLock } from './lock.js'
import { diskRisk } from './safe-disk.js'
import { openStore } from './store.js'
import { findWorkspace, openWorkspace, readMounts, workspacePaths } from './workspace.js'

/** What an examination looks at, in this order. */
export type CheckId =
  | 'node'
  | 'sqlite'
  | 'disk'
  | 'writable'
  | 'workspace'
  | 'store'
  | 'lock'
  | 'fonts'

/** One finding of an examination: `bad` stops work, `warn` will hurt later, `none` does not apply here. */
export interface Check {
  readonly id: CheckId
  readonly state: 'good' | 'warn' | 'bad' | 'none'
  /** What was seen: a version, a path, a reason. */
  readonly detail: string
}

/** What only the caller knows: the running Node, the version we ask for (`>=20.19`), where fonts lie. */
export interface Surroundings {
  readonly node: string
  readonly engines: string
  readonly fontDirs: readonly string[]
}

/** Examines the machine and the workspace around `dir`; changes nothing and never throws for what it finds. */
export async function examine(
  dir: string,
  { node, engines, fontDirs }: Surroundings,
): Promise<readonly Check[]> {
  const root = findWorkspace(dir)
  return [
    {
      id: 'node',
      state: isAtLeast(node, engines) ? 'good' : 'bad',
      detail: `${node} (${engines})`,
    },
    checkSqlite(),
    checkDisk(root ?? dir),
    checkWritable(root ?? dir),
    await checkWorkspace(root),
    checkStore(root),
    checkLock(root),
    checkFonts(fontDirs),
  ]
}

function isAtLeast(version: string, range: string): boolean {
  const numbers = (text: string) => text.replace(/^\D+/u, '').split('.').map(Number)
  const [have, want] = [numbers(version), numbers(range)]
  const at = [0, 1, 2].find((index) => (have[index] ?? 0) !== (want[index] ?? 0))
  return at === undefined || (have[at] ?? 0) > (want[at] ?? 0)
}

function checkSqlite(): Check {
  const dir = mkdtempSync(join(tmpdir(), 'hallkit-'))
  try {
    openDatabase(join(dir, 'try.sqlite'), []).close()
    return { id: 'sqlite', state: 'good', detail: '' }
  } catch (error) {
    return { id: 'sqlite', state: 'bad', detail: reasonOf(error) }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

function checkDisk(dir: string): Check {
  const risk = diskRisk(dir, readMounts())
  if (risk === null) return { id: 'disk', state: 'good', detail: dir }
  return { id: 'disk', state: 'bad', detail: risk.kind === 'network' ? risk.disk : risk.service }
}

function checkWritable(dir: string): Check {
  try {
    accessSync(dir, constants.W_OK)
    return { id: 'writable', state: 'good', detail: dir }
  } catch (error) {
    return { id: 'writable', state: 'bad', detail: reasonOf(error) }
  }
}

async function checkWorkspace(root: string | null): Promise<Check> {
  if (root === null) return { id: 'workspace', state: 'none', detail: '' }
  try {
    const { settings } = await openWorkspace(root)
    return { id: 'workspace', state: 'good', detail: settings.notice }
  } catch (error) {
    return { id: 'workspace', state: 'bad', detail: reasonOf(error) }
  }
}

function checkStore(root: string | null): Check {
  const file = root === null ? '' : workspacePaths(root).store
  if (!existsSync(file)) return { id: 'store', state: 'none', detail: '' }
  try {
    const store = openStore(file)
    const said = String(store.database.pragma('quick_check(1)', { simple: true }))
    store.close()
    return { id: 'store', state: said === 'ok' ? 'good' : 'bad', detail: said }
  } catch (error) {
    return { id: 'store', state: 'bad', detail: reasonOf(error) }
  }
}

/** A lock left by a dead process is no harm: the next command takes it over. */
function checkLock(root: string | null): Check {
  if (root === null) return { id: 'lock', state: 'none', detail: '' }
  const file = workspacePaths(root).lock
  const holder = readLock(file)
  if (holder === null || !isAlive(holder, file)) return { id: 'lock', state: 'good', detail: '' }
  return { id: 'lock', state: 'warn', detail: `${holder.host} ${holder.pid} ${holder.started}` }
}

/** Font files of the official layout (GB/T 9704): 仿宋 for the text, 小标宋 for the title, under the names they ship with. */
const PAPER_FONTS: readonly (readonly [font: string, file: RegExp])[] = [
  ['仿宋', /simfang|fangsong|fzfsk|stfangso/iu],
  ['小标宋', /fzxbs|xiaobiaosong|小标宋/iu],
]

function checkFonts(dirs: readonly string[]): Check {
  const files = dirs.filter((dir) => existsSync(dir)).flatMap(fontFiles)
  const missing = PAPER_FONTS.filter(([, name]) => !files.some((file) => name.test(file)))
  if (missing.length === 0) return { id: 'fonts', state: 'good', detail: '' }
  return { id: 'fonts', state: 'warn', detail: missing.map(([font]) => font).join('、') }
}

function fontFiles(dir: string): readonly string[] {
  try {
    return readdirSync(dir, { recursive: true }).map(String)
  } catch {
    // A font folder that may not be read holds no font that a paper could use.
    return []
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof AppError) return error.code
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
}
