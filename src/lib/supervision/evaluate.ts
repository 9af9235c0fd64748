import { AppError } from '../errors/index.js'
import type { Rule, RuleSet } from './load-rules.js'
import type { Card, Fact, Unjudged, Verdicts } from './model.js'

/**
 * What the rules say of the facts: at most one card per rule and fact, the gravest. The same rules and facts give the
 * same cards, whenever and wherever; nothing is asked of a hall or a clock here.
 */
export function judgeFacts(set: RuleSet, facts: readonly Fact[]): Verdicts {
  const parts = set.rules.map((rule) => {
    const own = facts.filter(({ on }) => on === rule.text.on)
    return judged(set, rule, own)
  })
  return {
    cards: parts.flatMap(({ cards }) => cards),
    unjudged: parts.flatMap(({ unjudged }) => unjudged),
  }
}

function judged(set: RuleSet, rule: Rule, facts: readonly Fact[]) {
  const { inputs } = rule.text
  if (facts.length === 0) {
    return { cards: [], unjudged: [unjudged(rule, 'no-facts', inputs, 0)] }
  }
  const lacking = (fact: Fact) => inputs.filter((name) => (fact.values[name] ?? null) === null)
  const whole = facts.filter((fact) => lacking(fact).length === 0)
  const broken = facts.filter((fact) => lacking(fact).length > 0 && concerns(rule, fact))
  const missing = [...new Set(broken.flatMap(lacking))].sort()
  return {
    cards: whole.flatMap((fact) => card(set, rule, fact)),
    unjudged: broken.length === 0 ? [] : [unjudged(rule, 'missing', missing, broken.length)],
  }
}

/** Whether a fact is the rule's business; when that cannot be said for want of a measurement, it is. */
function concerns({ when, text }: Rule, { values }: Fact): boolean {
  try {
    return when?.test(inputsOf(text, values)) ?? true
  } catch (error) {
    if (error instanceof AppError) return true
    throw error
  }
}

function inputsOf({ inputs }: Rule['text'], values: Fact['values']): Fact['values'] {
  return Object.fromEntries(inputs.map((name) => [name, values[name] ?? null]))
}

function unjudged(
  { id }: Rule,
  why: Unjudged['why'],
  inputs: readonly string[],
  facts: number,
): Unjudged {
  return { rule: id, why, inputs, facts }
}

function card({ id: preset, version }: RuleSet, rule: Rule, fact: Fact): readonly Card[] {
  const { id, text, when, levels, lines } = rule
  const inputs = inputsOf(text, fact.values)
  if (when !== null && !when.test(inputs)) return []
  const level = levels.find(([, holds]) => holds.test(inputs))?.[0]
  if (level === undefined) return []
  const { title, basis } = text
  const { subject } = fact
  const words = lines.map((line) => line.render(inputs))
  return [{ rule: id, title, preset, version, level, subject, inputs, lines: words, basis }]
}
