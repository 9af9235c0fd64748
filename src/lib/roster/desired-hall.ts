import type { DesiredHall, HallItem, HallUser } from '../hall/index.js'
import type { StoredItem } from '../items/index.js'
import type { NoticePack } from '../notice/index.js'
import type { Mapping } from './model.js'

/** A limit in working days, or null when it is counted in anything else. */
function workdays(limit: StoredItem['promised']): number | null {
  if (limit === null) return null
  if (limit.unit === 'instant') return 0
  return limit.unit === 'workday' ? limit.value : null
}

function hallItem(item: StoredItem): HallItem[] {
  if (item.code === null) return []
  return [
    {
      code: item.code,
      name: item.name,
      unit: item.unit.code,
      typeCode: item.type.code,
      depth: item.depth,
      promisedWorkdays: workdays(item.promised),
      statutoryWorkdays: workdays(item.statutory),
    },
  ]
}

/**
 * What a hall must hold before the drill: the pack's units, office and columns, the items that came in
 * well, and the mapping's accounts and assignments. Items without a code cannot be played and stay out.
 */
export function desiredHall(
  pack: NoticePack,
  items: readonly StoredItem[],
  mapping: Mapping,
): DesiredHall {
  const office = { code: pack.office.code, name: pack.office.name, batch: '' }
  const hallItems = items.flatMap(hallItem)
  const known = new Set(hallItems.map((item) => item.code))
  return {
    units: [office, ...pack.units.map(({ code, name, batch }) => ({ code, name, batch }))],
    columns: pack.columns,
    items: hallItems,
    users: mapping.users.map(
      ({ workNo, name, unit, roles }): HallUser => ({ workNo, name, unit, active: true, roles }),
    ),
    assignments: mapping.assignments
      .filter(({ item }) => known.has(item))
      .map(({ item, node, workNo, ab }) => ({ item, node, workNo, ab })),
  }
}
