import { type Finding, found } from '../errors/index.js'
import type { Share } from './coverage.js'
import type { ItemState, ItemStatus } from './lifecycle.js'
import type { Item, StoredItem } from './model.js'
import type { ItemProfile } from './profile.js'
import { missingStages } from './rules/flow.js'

/**
 * 三个全覆盖 (审批部门、审批事项、审批流程): units that have items among all, items that are in among those reported,
 * items whose flow has every stage that is demanded, each with a person, among those of which stages are demanded.
 */
export interface FullCoverage {
  readonly units: Share
  readonly items: Share
  readonly flows: Share
}

/** How many items stand where: 编辑 待审核 审定 发布. */
export type StateCounts = Readonly<Record<ItemState, number>>

/** The coverage of the items given, which were reported together with `returned` others, by the units named. */
export function fullCoverage(
  items: readonly Item[],
  returned: number,
  units: readonly string[],
  profile: ItemProfile,
): FullCoverage {
  const holders = new Set(items.map(({ unit }) => unit.code))
  const { types } = profile.flow
  const owing = items.filter(({ type }) => types.includes('*') || types.includes(type.code ?? ''))
  return {
    units: {
      numerator: units.filter((code) => holders.has(code)).length,
      denominator: units.length,
    },
    items: { numerator: items.length, denominator: items.length + returned },
    flows: {
      numerator: owing.filter((item) => hasWholeFlow(item, profile)).length,
      denominator: owing.length,
    },
  }
}

function hasWholeFlow(item: Item, profile: ItemProfile): boolean {
  if (missingStages(item, profile).length > 0) return false
  return profile.flow.nodes.every((wanted) =>
    item.nodes.some(({ node, people }) => node === wanted && people.length > 0),
  )
}

/** Items by state. */
export function countStates(
  items: readonly StoredItem[],
  status: (item: StoredItem) => ItemStatus,
): StateCounts {
  const counts = { draft: 0, submitted: 0, approved: 0, published: 0 }
  for (const item of items) counts[status(item).state] += 1
  return counts
}

/**
 * Items that nobody has approved yet; the notices want none left in 编辑 or 待审核. Where no item was ever submitted
 * the states are not in use yet: one line says so.
 */
export function leftUnapproved(
  items: readonly StoredItem[],
  status: (item: StoredItem) => ItemStatus,
): readonly Finding[] {
  const left = items.filter((item) => !isApproved(status(item)))
  if (left.length === 0) return []
  const isBegun = items.some((item) => isMoved(status(item)))
  if (!isBegun) return [found('HK-ITEM-059', { count: left.length })]
  return left.map((item) => {
    const { file, sheet, row } = item.source
    const { state } = status(item)
    return found('HK-ITEM-056', { name: item.name, state }, { file, sheet, row })
  })
}

function isApproved({ state }: ItemStatus): boolean {
  return state === 'approved' || state === 'published'
}

/** Whether anybody ever took the item a step on its way. */
function isMoved({ state, published, submittedBy }: ItemStatus): boolean {
  return state !== 'draft' || published !== null || submittedBy !== null
}
