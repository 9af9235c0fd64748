import type { Ledger } from '../ledger/index.js'
import type { Correction } from './produce.js'

/** Corrections that people wrote down for an entity, by what the row was: a row that changed since is not touched by them. */
export function fixesOf(ledger: Ledger, entity: string): ReadonlyMap<number, Correction> {
  const rows = ledger.quarantine.list(ledger.entity(entity), null)
  return new Map(
    rows.flatMap(({ key, rawHash, fix }) =>
      fix === null ? [] : [[rawHash, { key, values: fix }] as const],
    ),
  )
}
