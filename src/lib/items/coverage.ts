import { compile } from '../expr/index.js'
import type { Item } from './model.js'

/** A share as its two counts; a denominator of 0 means there is nothing to share, not 0 %. */
export interface Share {
  readonly numerator: number
  readonly denominator: number
}

/** The level that notices call 三级深度. */
const DRILL_DEPTH = 3

/** Items at depth `level` or deeper among all items given, of one unit when asked. An item without depth counts below. */
export function depthShare(
  items: Iterable<Item>,
  unit?: string,
  level: number = DRILL_DEPTH,
): Share {
  let numerator = 0
  let denominator = 0
  for (const item of items) {
    if (!isOf(item, unit)) continue
    denominator += 1
    if (item.depth !== null && item.depth >= level) numerator += 1
  }
  return { numerator, denominator }
}

/** What a target of a notice pack says of itself: two CEL conditions over `{item}`. */
export interface ShareRule {
  readonly numerator: string
  readonly denominator: string
}

/** A target's share: among the items that meet `denominator`, those that meet `numerator` too; of one unit when asked. */
export function targetShare(items: Iterable<Item>, rule: ShareRule, unit?: string): Share {
  const isCounted = condition(rule.denominator)
  const isReached = condition(rule.numerator)
  const counted = [...items].filter((item) => isOf(item, unit) && isCounted(item))
  return { numerator: counted.filter(isReached).length, denominator: counted.length }
}

/**
 * Whether an item may be played in the drill, by a requirement's `where` (CEL over `{item}`); null admits every item.
 * A faulty expression is refused here, before any item is asked.
 */
export function drillable(where: string | null): (item: Item) => boolean {
  return where === null ? () => true : condition(where)
}

function condition(text: string): (item: Item) => boolean {
  const expression = compile(text, { file: 'notice.yaml', line: 0, variables: ['item'] })
  return (item) => expression.test({ item })
}

function isOf(item: Item, unit: string | undefined): boolean {
  return unit === undefined || item.unit.code === unit
}
