import type { z } from 'zod'
import { refuseUnknown } from '../../../yaml/index.js'

interface Written {
  readonly target: { readonly driver: string }
  readonly entities: Readonly<
    Record<string, { readonly to: { readonly table: string; readonly unique: string } }>
  >
}

/** A file's name on every system, without its ending. */
const NAME = /^[^\p{Cc}\\/:*?"<>|.~\s][^\p{Cc}\\/:*?"<>|]*(?<![.\s])$/u

/**
 * Holds the tables of a mapping to what a folder of files can have: names of files, written in one way, and one unique field
 * for all entities that share a file.
 */
export function refuseFiles(
  { target, entities }: Written,
  context: Pick<z.core.$RefinementCtx, 'addIssue'>,
): void {
  if (target.driver !== 'files') return
  const known = new Map<string, { table: string; unique: string }>()
  for (const [key, { to }] of Object.entries(entities)) {
    const path = ['entities', key, 'to']
    if (!NAME.test(to.table)) {
      const issue = { code: 'invalid_format', format: 'regex', pattern: NAME.source } as const
      context.addIssue({ ...issue, path: [...path, 'table'], input: to.table })
    }
    const first = known.get(to.table.toLowerCase()) ?? to
    known.set(to.table.toLowerCase(), first)
    refuseUnknown(context, { value: to.table, path: [...path, 'table'], options: [first.table] })
    refuseUnknown(context, { value: to.unique, path: [...path, 'unique'], options: [first.unique] })
  }
}
