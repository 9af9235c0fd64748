import { type Finding, type FindingCode, findings, found, type Level } from '../../errors/index.js'
import type { ItemProfile } from '../profile.js'
import { itemRules } from './index.js'

/** One rule as people look it up. `own` is the level that it has unless the profile or the notice sets another. */
export interface RuleLine {
  readonly code: FindingCode
  readonly level: Level | 'off'
  readonly own: Level
  readonly basis: string
  /** Whether the rule looks at one item, or at several together. */
  readonly scope: 'item' | 'items'
}

/** A rule with a finding to say it by: its parameters are named, not filled in. */
export interface RuleSample extends RuleLine {
  readonly sample: Finding
}

/** Every rule on items, by code, at the level that the profile sets. */
export function listRules({ levels }: ItemProfile): readonly RuleSample[] {
  const single = new Set(itemRules.flatMap(({ codes }) => codes))
  return Object.entries(findings)
    .filter(([code]) => code.startsWith('HK-ITEM-'))
    .map(([text, { level: own, basis }]) => {
      const code = text as FindingCode
      const scope = single.has(code) ? 'item' : 'items'
      return { code, level: levels[code] ?? own, own, basis, scope, sample: sampleOf(code) }
    })
}

/** Words take their parameters by name; a rule that is only listed shows a blank for each. */
function sampleOf(code: FindingCode): Finding {
  const blanks = new Proxy({}, { get: () => BLANK })
  return found(code, blanks as never)
}

/** A blank that stands for a text as well as for a list of texts. */
const BLANK = Object.assign(['…'], { toString: () => '…' })
