import type { ObjectKind } from '../contract.js'
import { objectKinds } from '../workflow.js'

/** One value per kind of object, as keys of a schema. */
export function kindNames<T>(value: T): Record<ObjectKind, T> {
  return Object.fromEntries(objectKinds.map((kind) => [kind, value])) as Record<ObjectKind, T>
}
