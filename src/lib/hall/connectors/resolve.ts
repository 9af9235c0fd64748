import { AppError } from '../../errors/index.js'
import type { ObjectKind } from '../contract.js'
import type { HallRules } from '../load-workflows.js'
import { objectKinds } from '../workflow.js'
import type { ActionSpec, ConnectorFile } from './format.js'

/** A canonical action with the entry of the connector file that answers it. */
export interface Resolved {
  readonly action: string
  readonly kind: ObjectKind
  readonly name: string
  readonly spec: ActionSpec
  readonly labels: readonly string[]
  /** The state that the action should lead to, null when it changes none or the rules do not know it. */
  readonly target: string | null
  /** The event that it should bring about. */
  readonly event: string
}

/** The entry for an act; HK-HALL-005 when the connector has none. */
export function resolveAct(
  file: ConnectorFile,
  rules: HallRules,
  action: string,
  isStart: boolean,
): Resolved {
  const found = findAct(file, rules, action, isStart)
  if (found === undefined) throw new AppError('HK-HALL-005', { action })
  return found
}

/** The entry for an act: its own, else the kind's `act` or `start`, else `*.act` or `*.start`; undefined when there is none. */
export function findAct(
  file: ConnectorFile,
  rules: HallRules,
  action: string,
  isStart: boolean,
): Resolved | undefined {
  const [first = '', name = '', more] = action.split('.')
  const kind = objectKinds.find((one) => one === first)
  if (kind === undefined || name === '' || more !== undefined) return undefined
  const generic = isStart ? 'start' : 'act'
  const spec = [action, `${kind}.${generic}`, `*.${generic}`]
    .map((key) => entry(file, key))
    .find((one) => one !== undefined)
  if (spec === undefined || spec.unsupported !== undefined) return undefined
  const labels = spec.labels?.[name] ?? []
  if (spec.labels !== undefined && labels.length === 0) return undefined
  return { action, kind, name, spec, labels, ...ruleOf(rules, { kind, name, isStart }) }
}

/** Whether the requests of an entry say when the act was done: only then may it be entered afterwards. */
export function saysWhen({ request, body, compute, steps, append, manual }: ActionSpec): boolean {
  return JSON.stringify([request, body, compute, steps, append, manual]).includes('occurredAt')
}

/** An entry by which acts may be entered afterwards; undefined when there is none. */
export function lateEntryOf({ actions }: ConnectorFile): ActionSpec | undefined {
  return Object.values(actions).find(saysWhen)
}

/** The entry of a reading or setting action (`case.list`, `unit.apply`, `*.get`); undefined when there is none to use. */
export function resolveRead(file: ConnectorFile, action: string): ActionSpec | undefined {
  const verb = action.slice(action.indexOf('.') + 1)
  const isOfKind = (objectKinds as readonly string[]).includes(action.split('.')[0] ?? '')
  const spec = entry(file, action) ?? (isOfKind ? entry(file, `*.${verb}`) : undefined)
  return spec?.unsupported === undefined ? spec : undefined
}

function entry({ actions }: ConnectorFile, key: string): ActionSpec | undefined {
  return Object.hasOwn(actions, key) ? actions[key] : undefined
}

/** The rule of an action; a name that both starts and moves objects is told apart by `isStart`. */
function ruleOf({ workflows }: HallRules, { kind, name, isStart }: Named) {
  const { start, actions } = workflows[kind]
  const rules: Readonly<Record<string, { readonly to: string; readonly event: string }>> = isStart
    ? start
    : actions
  const rule = Object.hasOwn(rules, name) ? rules[name] : undefined
  const leads = rule !== undefined && rule.to !== 'same' && rule.to !== 'previous'
  return { target: leads ? rule.to : null, event: `${kind}.${rule?.event ?? name}` }
}

interface Named {
  readonly kind: ObjectKind
  readonly name: string
  readonly isStart: boolean
}

/** Whether an action may be done again without harm: the hall knows a repeated call, or rows are written under their keys. */
export function isRepeatable({ idempotent, append }: ActionSpec): boolean {
  const rows = append === undefined ? [] : [append].flat()
  return idempotent || (rows.length > 0 && rows.every(({ rowId }) => rowId !== undefined))
}
