import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { loadPack } from '../notice/index.js'
import {
  createWorkspace,
  findWorkspace,
  openWorkspace,
  type Workspace,
} from '../workspace/index.js'

/** Where the demo's county lies: what its units sent, and what was planted in it. */
export interface DemoCounty {
  readonly notice: string
  readonly inbox: string
  readonly expected: string
}

/** The county that ships: 勐海县, notice menghai-2015. `fixtures` is the package's fixtures folder. */
export function shippedCounty(fixtures: string): DemoCounty {
  const folder = join(fixtures, 'menghai')
  return {
    notice: 'menghai-2015',
    inbox: join(folder, 'inbox'),
    expected: join(folder, 'expected.json'),
  }
}

/**
 * The demo's workspace at `dir` with the units' files in its inbox: made when it is not there, taken up
 * where an earlier life stopped when it is. Errors as of `createWorkspace`.
 */
export async function prepareWorkspace(
  dir: string,
  county: DemoCounty,
  id: string,
): Promise<Workspace> {
  const pack = await loadPack(county.notice)
  const isThere = findWorkspace(dir) === dir
  const workspace = isThere
    ? await openWorkspace(dir)
    : await createWorkspace(dir, { id, notice: pack.id, region: pack.region.code })
  await mkdir(workspace.paths.inbox, { recursive: true })
  await cp(county.inbox, workspace.paths.inbox, { recursive: true, force: false })
  return workspace
}
