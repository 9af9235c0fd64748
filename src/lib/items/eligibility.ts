import { compile } from '../expr/index.js'
import type { Item } from './model.js'

/**
 * Whether an item may be played in the drill, by a requirement's `where` (CEL over `item`); null admits every item.
 * Errors of the expression as `compile` gives them, once, before any item is asked.
 */
export function drillable(where: string | null): (item: Item) => boolean {
  if (where === null) return () => true
  const expression = compile(where, { file: 'notice.yaml', line: 0, variables: ['item'] })
  return (item) => expression.test({ item })
}
