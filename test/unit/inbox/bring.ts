import { join } from 'node:path'
import { loadCatalogue } from '../../../src/lib/i18n/index.js'
import {
  followImport,
  type ImportOutcome,
  type ImportRequest,
} from '../../../src/lib/inbox/index.js'
import {
  createWorkspace,
  listQuarantine,
  readStore,
  type Workspace,
} from '../../../src/lib/workspace/index.js'
import { tempFolder } from '../../support/temp-folder.js'

const papers = await loadCatalogue('zh-CN')
const words = { describe: papers.describe, paper: papers.texts.returns }

/** An empty workspace of the county. */
export async function freshWorkspace(): Promise<Workspace> {
  const root = join(await tempFolder(), '勐海')
  return createWorkspace(root, { id: '12345678', notice: 'menghai-2015', region: '532822' })
}

/** Imports what lies in the inbox, or the paths given. */
export function bring(
  workspace: Workspace,
  changes: Partial<ImportRequest> = {},
): Promise<ImportOutcome> {
  const at = '2015-04-07T09:00:00+08:00'
  const request = { workspace, paths: [], unit: null, only: null, at, words, ...changes }
  return followImport(request, () => undefined)
}

/** How many records are returned for correction. */
export function returnedIn(workspace: Workspace): number {
  const store = readStore(workspace)
  try {
    return listQuarantine(store).length
  } finally {
    store.close()
  }
}

/** Records of all kinds read, stored, unchanged and returned. */
export const totalsOf = ({ totals }: ImportOutcome) =>
  (['read', 'stored', 'unchanged', 'quarantined'] as const).map((count) =>
    Object.values(totals).reduce((sum, one) => sum + one[count], 0),
  )
