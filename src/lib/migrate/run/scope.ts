import type { Scope } from '../ledger/index.js'
import { entityOf } from '../mapping/compile.js'
import type { Mapping } from '../mapping/load.js'

/** All of a mapping. */
export const everything: Scope = {
  ...{ entities: null, limit: null, keys: null, since: null, onlyQuarantine: false },
}

/** The entities of a scope in the order in which they need each other. HK-MIG-011 for one that is not in the mapping. */
export function scopeNames(mapping: Mapping, scope: Scope): readonly string[] {
  for (const name of scope.entities ?? []) entityOf(mapping, name)
  const names = Object.keys(mapping.entities)
  return scope.entities === null ? names : names.filter((name) => scope.entities?.includes(name))
}
