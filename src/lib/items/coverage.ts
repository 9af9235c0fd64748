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
    if (unit !== undefined && item.unit.code !== unit) continue
    denominator += 1
    if (item.depth !== null && item.depth >= level) numerator += 1
  }
  return { numerator, denominator }
}
