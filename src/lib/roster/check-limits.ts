import { type Finding, found } from '../errors/index.js'
import { type Duration, isLonger, readDuration, sumOf } from '../items/index.js'
import type { ExplicitRows } from './explicit.js'
import type { MappedItem } from './model.js'
import type { RosterRules } from './rules.js'

/** Keys of the items that are decided on the spot (即办件). */
export function instantItems(
  items: readonly Pick<MappedItem, 'key' | 'promised'>[],
): ReadonlySet<string> {
  return new Set(items.flatMap(({ key, promised }) => (promised?.unit === 'instant' ? [key] : [])))
}

interface Site {
  readonly rules: RosterRules
  readonly unit: string
  readonly explicit: ExplicitRows
}

/** Items whose node limits in the staff sheet add up to surely more than was promised: HK-ROST-219. */
export function overlongNodes(
  items: readonly MappedItem[],
  { rules, unit, explicit }: Site,
): readonly Finding[] {
  return items.flatMap((item) => {
    const { promised } = item
    if (!promised) return []
    const limits = rules.nodes.flatMap((node) => longest(explicit.limits(item, node), rules))
    const sum = sumOf(limits)
    if (limits.length < 2 || isLonger(sum, promised) !== 'surely') return []
    const { file, sheet, row } = item.source
    const params = { unit, item: item.name, sum: sum.raw, promised: promised.raw }
    return [found('HK-ROST-219', params, { file, sheet, row })]
  })
}

/** Two people on a node work side by side: the longer limit counts. Unreadable ones count nothing. */
function longest(texts: readonly string[], { durations }: RosterRules): readonly Duration[] {
  const limits = texts.flatMap((text) => readDuration(text, durations) ?? [])
  const [first, ...rest] = limits
  if (!first) return []
  return [rest.reduce((long, one) => (isLonger(one, long) === 'no' ? long : one), first)]
}
