import { existsSync, readdirSync } from 'node:fs'
import { cp, mkdir, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { packageRoot } from '../assets/index.js'
import { AppError } from '../errors/index.js'
import { loadPack } from '../notice/index.js'
import {
  createWorkspace,
  findWorkspace,
  openWorkspace,
  type Workspace,
  writeFileAtomic,
} from '../workspace/index.js'

/** Where the demo's county lies: what its units sent, and what was planted in it. */
export interface DemoCounty {
  readonly notice: string
  readonly inbox: string
  readonly expected: string
}

/** The county that ships: 勐海县, notice menghai-2015. */
export function shippedCounty(): DemoCounty {
  const folder = join(packageRoot(), 'fixtures', 'menghai')
  return {
    notice: 'menghai-2015',
    inbox: join(folder, 'inbox'),
    expected: join(folder, 'expected.json'),
  }
}

/** Where a demo works: the folder that shall be kept, else a new one whose papers stay for a look. */
export async function demoFolder(keep: string | null): Promise<string> {
  return keep === null ? mkdtemp(join(tmpdir(), 'hallkit-demo-')) : resolve(keep)
}

/** Tells a demo's workspace from one that somebody works in. */
const MARK = 'demo.json'

/**
 * The demo's workspace at `dir` with the units' files in its inbox: made when it is not there, taken up where an earlier
 * life stopped when it is. HK-DEMO-001 for a workspace that is no demo's, HK-WORK-003 for a folder with other things in
 * it; other errors as of `createWorkspace`.
 */
export async function prepareWorkspace(
  dir: string,
  county: DemoCounty,
  id: string,
): Promise<Workspace> {
  const workspace =
    findWorkspace(dir) === dir ? await takeUp(dir, county) : await make(dir, county, id)
  const { state, inbox } = workspace.paths
  await writeFileAtomic(join(state, MARK), `${JSON.stringify({ notice: county.notice })}\n`)
  await mkdir(inbox, { recursive: true })
  await cp(county.inbox, inbox, { recursive: true, force: false })
  return workspace
}

async function make(dir: string, { notice }: DemoCounty, id: string): Promise<Workspace> {
  const pack = await loadPack(notice)
  return createWorkspace(dir, { id, notice: pack.id, region: pack.region.code })
}

async function takeUp(dir: string, { notice }: DemoCounty): Promise<Workspace> {
  const workspace = await openWorkspace(dir)
  const { settings, paths } = workspace
  if (settings.notice !== notice) {
    throw new AppError('HK-DEMO-001', { dir, what: 'notice', notice: settings.notice })
  }
  const isOurs = existsSync(join(paths.state, MARK)) || isUntouched(workspace)
  if (!isOurs) throw new AppError('HK-DEMO-001', { dir, what: 'in-use', notice })
  return workspace
}

/** A demo may have been killed before it left its mark; nothing had come in then. */
function isUntouched({ paths: { inbox, store } }: Workspace): boolean {
  return !existsSync(store) && (!existsSync(inbox) || readdirSync(inbox).length === 0)
}
