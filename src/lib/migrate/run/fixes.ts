import type { Ledger } from '../ledger/index.js'
import type { Correction } from './produce.js'

/** Corrections that people wrote down for an entity, by what the row was: a row that changed since is not touched by them. */
export function fixesOf(
  ledger: Ledger,
  entity: string,
): ReadonlyMap<number, readonly Correction[]> {
  const fixes = new Map<number, Correction[]>()
  for (const { key, rawHash, fix } of ledger.quarantine.list(ledger.entity(entity), null)) {
    if (fix !== null) fixes.set(rawHash, [{ key, values: fix }, ...(fixes.get(rawHash) ?? [])])
  }
  return fixes
}

/** The correction of a row; of rows that are the same and have no key, each has its own, by the key that it was given. */
export function correctionOf(
  fixes: readonly Correction[] | undefined,
  given: string | undefined,
): Correction | undefined {
  return fixes?.find(({ key }) => given === undefined || key === given || key.startsWith('@'))
}
