import { AppError } from '../errors/index.js'
import type { Item } from '../items/index.js'
import type { NoticePack } from '../notice/index.js'
import { listQuarantine, listRecords, type Store } from '../workspace/index.js'
import { readDecisions } from './decisions.js'
import { type GeneratedMapping, generateMapping } from './generate.js'
import { readRosterLock } from './lock.js'
import type { Person } from './model.js'
import type { RosterRules } from './rules.js'

/** A workspace to map: its root holds the lock of work numbers, its store the people and items. */
export interface MappedWorkspace {
  readonly root: string
  readonly store: Store
  readonly pack: NoticePack
  readonly rules: RosterRules
}

/** The mapping of a workspace with names for what is in it. */
export interface StoreMapping extends GeneratedMapping {
  /** Names for people: an item's by its key, a node's by its id. */
  readonly nameOf: (itemOrNode: string) => string
}

/**
 * Generates the mapping of what the store holds now; writes nothing (save the lock with `saveRosterLock`, which keeps how
 * many applicants were wanted). Without a number it is that of the lock, else one for each unit.
 * HK-ROST-003 when no people came in yet.
 */
export async function mapStore(
  { root, store, pack, rules }: MappedWorkspace,
  wanted: { readonly applicants?: number | undefined } = {},
): Promise<StoreMapping> {
  const people = listRecords<Person>(store, 'person')
  if (people.length === 0) throw new AppError('HK-ROST-003', {})
  const items = listRecords<Item>(store, 'item').map(({ data, key, version, source }) => ({
    ...data,
    key: data.code ?? key,
    version,
    source,
  }))
  const returned = listQuarantine<Item>(store, 'item').map(({ unit, data }) => ({
    unit,
    name: data.name,
  }))
  const lock = await readRosterLock(root)
  const decisions = await readDecisions(root)
  const applicants = wanted.applicants ?? lock.applicants ?? pack.units.length
  const given = { pack, rules, people, items, lock, applicants, returned, decisions }
  const generated = generateMapping(given)
  const kept = wanted.applicants ?? lock.applicants
  const names = new Map(items.map(({ key, name }) => [key, name]))
  const nameOf = (id: string) => names.get(id) ?? rules.catalogue.nodes[id]?.zh ?? id
  const own = kept === undefined ? {} : { applicants: kept }
  return { ...generated, lock: { ...generated.lock, ...own }, nameOf }
}
