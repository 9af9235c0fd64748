import { listItems, type StoredItem } from '../items/index.js'
import type { NoticePack } from '../notice/index.js'
import { readStore, type Workspace } from '../workspace/index.js'
import { mapStore, type StoreMapping } from './map-store.js'
import { loadRosterRules } from './rules.js'

/** What a workspace holds now: its items, and who does what on them. */
export interface MappedItems {
  readonly items: readonly StoredItem[]
  readonly mapped: StoreMapping
}

/** Maps a workspace by its lock of work numbers. Writes nothing; errors as of `mapStore`. */
export async function mapWorkspace(workspace: Workspace, pack: NoticePack): Promise<MappedItems> {
  const rules = await loadRosterRules()
  const store = readStore(workspace)
  try {
    const { root } = workspace.paths
    const mapped = await mapStore({ root, store, pack, rules })
    return { items: listItems(store), mapped }
  } finally {
    store.close()
  }
}
