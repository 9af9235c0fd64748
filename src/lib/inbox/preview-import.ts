import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { changesBetween, changesSince, type ItemChange } from '../items/index.js'
import { copyStore, openStore, readStore, type Store, type Workspace } from '../workspace/index.js'
import { followImport, type ImportRequest } from './import-paths.js'

/** What is asked: what an import of the paths would change, or what changed since a moment. */
export interface ChangesRequest
  extends Pick<ImportRequest, 'workspace' | 'paths' | 'unit' | 'at' | 'signal'> {
  readonly since: string | null
}

/** Items that differ, by sort; `returned` counts records that an import would send back, null when none was tried. */
export interface ItemChanges {
  readonly added: number
  readonly changed: number
  readonly withdrawn: number
  readonly returned: number | null
  readonly changes: readonly ItemChange[]
}

/** Tells the changes asked for; stores nothing. Errors: HK-ITEM-008 for the moment, else as `importPaths`. */
export async function itemChanges(request: ChangesRequest): Promise<ItemChanges> {
  const { workspace, since } = request
  const store = readStore(workspace)
  try {
    const { changes, returned } =
      since === null
        ? await tryOut(request, store)
        : { changes: changesSince(store, since), returned: null }
    const count = (kind: ItemChange['kind']): number =>
      changes.filter((one) => one.kind === kind).length
    const counts = { added: count('added'), changed: count('changed') }
    return { ...counts, withdrawn: count('withdrawn'), returned, changes }
  } finally {
    store.close()
  }
}

/** Takes the sheets into a copy of the store; the workspace itself is left as it is. */
async function tryOut(
  { since: _, ...request }: ChangesRequest,
  before: Store,
): Promise<Pick<ItemChanges, 'changes' | 'returned'>> {
  const folder = await mkdtemp(join(tmpdir(), 'hallkit-diff-'))
  const trial = trialOf(request.workspace, folder)
  try {
    copyStore(before, trial.paths.store)
    const wanted = { ...request, workspace: trial, only: ['items'] }
    const { totals } = await followImport(wanted, () => undefined)
    const after = openStore(trial.paths.store)
    try {
      return { changes: changesBetween(before, after), returned: totals.item.quarantined }
    } finally {
      after.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The same workspace with its store and its papers elsewhere. */
function trialOf({ paths, settings }: Workspace, folder: string): Workspace {
  const store = join(folder, 'store.sqlite')
  return { settings, paths: { ...paths, store, lock: join(folder, 'lock'), out: folder } }
}
