import type { Reference } from '../profile/model.js'
import { keyOf } from './keys.js'
import type { StarterEntity } from './model.js'

/** A reference to an entity that stands before. */
export interface Lookup {
  readonly reference: Reference
  readonly to: StarterEntity
}

/** Columns that point to the key of an entity that migrates earlier. */
export function lookupsOf(
  one: StarterEntity,
  entities: readonly StarterEntity[],
): ReadonlyMap<string, Lookup> {
  const earlier = entities.slice(0, entities.indexOf(one))
  const found = one.references.flatMap((reference) => {
    const to = earlier.find(({ table }) => table.name === reference.to)
    const isKey = to !== undefined && keyOf(to).join() === reference.toColumn
    return isKey ? [[reference.column, { reference, to }] as const] : []
  })
  return new Map(found)
}
