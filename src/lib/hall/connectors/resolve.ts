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

/** The entry for an act: its own, else the kind's `act` or `start`, else `*.act` or `*.start`. HK-HALL-005 when there is none. */
export function resolveAct(
  file: ConnectorFile,
  rules: HallRules,
  action: string,
  isStart: boolean,
): Resolved {
  const [kind = '', name = '', more] = action.split('.')
  const isKnown =
    (objectKinds as readonly string[]).includes(kind) && name !== '' && more === undefined
  if (!isKnown) throw new AppError('HK-HALL-005', { action })
  const generic = isStart ? 'start' : 'act'
  const spec = [action, `${kind}.${generic}`, `*.${generic}`]
    .map((key) => entry(file, key))
    .find((one) => one !== undefined)
  const labels = spec?.labels?.[name] ?? []
  const isLabelled = spec?.labels === undefined || labels.length > 0
  if (spec === undefined || spec.unsupported !== undefined || !isLabelled) {
    throw new AppError('HK-HALL-005', { action })
  }
  return {
    action,
    kind: kind as ObjectKind,
    name,
    spec,
    labels,
    ...ruleOf(rules, kind as ObjectKind, name),
  }
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

function ruleOf({ workflows }: HallRules, kind: ObjectKind, name: string) {
  const { start, actions } = workflows[kind]
  const rule = Object.hasOwn(start, name)
    ? start[name]
    : Object.hasOwn(actions, name)
      ? actions[name]
      : undefined
  const target = rule === undefined || rule.to === 'same' ? null : rule.to
  return { target, event: `${kind}.${rule?.event ?? name}` }
}
