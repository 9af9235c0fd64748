import { type Expressions, expressionsOf } from './expressions.js'
import type { DrillPlan, Round } from './plan-model.js'
import type { DrillScript, ScriptStep } from './script.js'

/** What a done step leaves to later ones: the object it moved, and what its `keep` names. */
export type Kept = Readonly<Record<string, unknown>> & {
  readonly id: string
  readonly number: string
}

/** Names that every expression of a script may use, beside its steps. */
export const SCRIPT_NAMES = [
  'unit',
  'office',
  'column',
  'n',
  'variant',
  'item',
  'article',
  'applicant',
  'town',
  'object',
  'cards',
  'differences',
  'event',
]

/** A round with its script, its expressions, and what its steps have left so far. */
export interface RoundScope {
  readonly round: Round
  readonly script: DrillScript
  readonly expressions: Expressions
  readonly names: Record<string, unknown>
}

/** The scopes of all rounds of a plan, by round id. */
export function scopesOf(plan: DrillPlan): ReadonlyMap<string, RoundScope> {
  const units = new Map(plan.units.map((unit) => [unit.code, unit]))
  const scripts = new Map(
    plan.scripts.map((script) => [
      script.id,
      { script, expressions: expressionsOf(`${script.id}.yaml`, namesOf(script)) },
    ]),
  )
  const scopes = plan.rounds.map((round): [string, RoundScope] => {
    const known = scripts.get(round.script)
    if (!known) throw new Error(`no script ${round.script}`)
    const { column, n, variant, item, article, applicant, town = null } = round
    const unit = units.get(round.unit)
    const names = { unit, office: plan.office, column, n, variant, item, article, applicant, town }
    return [round.id, { round, ...known, names }]
  })
  return new Map(scopes)
}

/** Every name that the expressions of a script may use. */
export function namesOf(script: DrillScript): string[] {
  return [...SCRIPT_NAMES, ...Object.keys(script.steps)]
}

/** The script's step of that name; a plan and its scripts are locked together, so it is there. */
export function stepOf({ script }: RoundScope, name: string): ScriptStep {
  const step = script.steps[name]
  if (!step) throw new Error(`no step ${script.id}/${name}`)
  return step
}

/** The input of an act, every template worked out. */
export function inputOf(scope: RoundScope, step: ScriptStep): Record<string, unknown> {
  const render = (text: string) => scope.expressions.render(text, scope.names)
  return mapTexts(step.do?.with ?? {}, render)
}

type Part = string | number | boolean | readonly Part[] | { readonly [name: string]: Part }

/** Every text within a value, worked out by `read`. */
function mapTexts<T extends Part>(value: T, read: (text: string) => string): T {
  const mapped = (one: Part): Part => {
    if (typeof one === 'string') return read(one)
    if (Array.isArray(one)) return one.map(mapped)
    if (typeof one !== 'object') return one
    return Object.fromEntries(Object.entries(one).map(([name, part]) => [name, mapped(part)]))
  }
  return mapped(value) as T // the same shape, text for text
}

/** The object that a step concerns, `null` for an act that starts one. */
export function targetOf(scope: RoundScope, step: ScriptStep): string | null {
  const text = step.do?.id ?? step.read?.id
  return text === undefined ? null : scope.expressions.render(text, scope.names)
}
