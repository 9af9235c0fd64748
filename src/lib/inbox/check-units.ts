import type { Finding } from '../errors/index.js'
import {
  checkStored,
  countStates,
  depthShare,
  drillable,
  type FullCoverage,
  fullCoverage,
  type Item,
  type ItemCheckBasis,
  type ItemStanding,
  type ItemStatus,
  itemStatuses,
  leftUnapproved,
  levelled,
  listItems,
  loadItemProfile,
  relevel,
  type Share,
  type StateCounts,
  type StoredItem,
  standingOf,
  targetShare,
} from '../items/index.js'
import type { NoticePack, Target } from '../notice/index.js'
import { packOf } from '../roster/index.js'
import { loadForm } from '../sheets/index.js'
import {
  listQuarantine,
  type QuarantinedRecord,
  readStore,
  type Store,
  type Workspace,
} from '../workspace/index.js'
import type { UnitName } from './model.js'
import { unitNamed } from './units.js'

/** A unit's items: what is stored and returned, how complete, how deep. */
export interface UnitItems extends ItemStanding {
  readonly unit: UnitName
  readonly returned: number
  readonly depth: Share
  readonly states: StateCounts
  readonly coverage: FullCoverage
}

/** A target of the notice and whether it is met; null when there is nothing to measure. */
export interface TargetVerdict
  extends Pick<Target, 'id' | 'title' | 'clause' | 'due' | 'inferred'> {
  readonly share: Share
  readonly atLeast: Target['atLeast']
  readonly met: boolean | null
}

/** All units (or one), the whole, the notice's targets, and everything that was found. */
export interface ItemReport {
  readonly units: readonly UnitItems[]
  readonly total: Omit<UnitItems, 'unit'>
  readonly targets: readonly TargetVerdict[]
  /** Units that have no item in the store. */
  readonly without: readonly UnitName[]
  readonly findings: readonly Finding[]
}

/** Checks the items of a workspace, of one unit when named. Errors: those of the pack, HK-INBOX-007 for an unknown unit. */
export async function checkUnits(workspace: Workspace, unit: string | null): Promise<ItemReport> {
  const pack = await packOf(workspace)
  const only = unit === null ? null : unitNamed(pack, unit)
  const basis = await basisOf(pack)
  const store = readStore(workspace)
  try {
    return reportOf(pack, only, basis, store)
  } finally {
    store.close()
  }
}

/** An item is ready when it meets the condition of any requirement that narrows its items. */
async function basisOf(pack: NoticePack): Promise<ItemCheckBasis> {
  const conditions = [...new Set(pack.requirements.map(({ where }) => where))]
  const tests = conditions.filter((where) => where !== null).map((where) => drillable(where))
  return {
    profile: levelled(await loadItemProfile(), pack.levels),
    form: await loadForm('items'),
    targets: pack.targets,
    isReady: (item) => tests.some((test) => test(item)),
  }
}

function reportOf(
  pack: NoticePack,
  only: UnitName | null,
  basis: ItemCheckBasis,
  store: Store,
): ItemReport {
  const filter = only === null ? {} : { unit: only.code }
  const items = listItems(store, filter)
  const returned = listQuarantine<Item>(store, 'item', filter)
  const units = pack.units.filter(({ code }) => only === null || code === only.code)
  const status = itemStatuses(store)
  const holders = new Set(items.map(({ unit }) => unit.code))
  const standing = (names: readonly UnitName[]): Omit<UnitItems, 'unit'> => {
    const codes = new Set(names.map(({ code }) => code))
    const all = names === units
    const own = all ? items : items.filter(({ unit }) => codes.has(unit.code))
    const back = all ? returned : returned.filter(({ unit }) => codes.has(unit))
    return unitItems({ items: own, returned: back, codes: [...codes], status }, basis)
  }
  return {
    units: units.map(({ code, name }) => ({ unit: { code, name }, ...standing([{ code, name }]) })),
    total: standing(units),
    targets: pack.targets.map((target) => verdictOf(target, items)),
    without: units
      .filter(({ code }) => !holders.has(code))
      .map(({ code, name }) => ({ code, name })),
    findings: [
      ...checkStored(items, basis),
      ...relevel(leftUnapproved(items, status), basis.profile.levels),
      ...returned.flatMap(({ findings }) => findings),
    ],
  }
}

/** The items of some units, with what was sent back and where each stands. */
interface Holding {
  readonly items: readonly StoredItem[]
  readonly returned: readonly QuarantinedRecord<Item>[]
  readonly codes: readonly string[]
  readonly status: (item: StoredItem) => ItemStatus
}

function unitItems(
  { items, returned, codes, status }: Holding,
  basis: ItemCheckBasis,
): Omit<UnitItems, 'unit'> {
  return {
    ...standingOf(items, basis),
    returned: returned.length,
    depth: depthShare(items),
    states: countStates(items, status),
    coverage: fullCoverage(items, returned.length, codes, basis.profile),
  }
}

function verdictOf(target: Target, items: readonly Item[]): TargetVerdict {
  const { id, title, clause, due, inferred, atLeast } = target
  const share = targetShare(items, target)
  const [least, of] = atLeast
  const met = share.denominator === 0 ? null : share.numerator * of >= share.denominator * least
  return { id, title, clause, due, inferred, atLeast, share, met }
}
