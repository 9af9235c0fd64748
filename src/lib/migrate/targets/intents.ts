import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Target } from './model.js'
import type { Unsettled } from './postgres/model.js'

/**
 * What a run means to write into a target that is another store than the ledger. It is noted before the target is asked; the
 * ledger knows the outcome. After a kill between the two, a row of the target that bears the hash of the intent is the
 * run's own, whatever the mapping says by now.
 */
export interface Intents {
  readonly unsettled: Unsettled
  readonly around: (target: Target) => Target
}

/** Intents lie in a file beside the ledger, those of the last batch only. */
export function intentsBeside(ledger: string): Intents {
  const file = `${ledger}.intents`
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '{"table":"","rows":[]}'
  const before: { readonly table: string; readonly rows: readonly [string, number][] } =
    JSON.parse(text)
  const hashes = new Map(before.rows)
  return {
    unsettled: (table, dst) => (table === before.table ? hashes.get(dst) : undefined),
    around: (target) => ({
      ...target,
      table: async (shape) => {
        const table = await target.table(shape)
        return {
          ...table,
          apply: (changes) => {
            const rows = changes.map(({ dst, hash }) => [dst, hash])
            writeFileSync(`${file}.new`, JSON.stringify({ table: shape.table, rows }), {
              mode: 0o600,
            })
            renameSync(`${file}.new`, file)
            return table.apply(changes)
          },
        }
      },
    }),
  }
}
