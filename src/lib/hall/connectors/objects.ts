import { AppError, type Finding, found } from '../../errors/index.js'
import { maskedDeep } from '../../text/index.js'
import type { HallObject, ObjectKind } from '../contract.js'
import type { Desk } from './desk.js'
import type { ActionSpec } from './format.js'
import type { Scope } from './sender.js'

/** An object as the hall shows it, with the counters that tell events without a change of state. */
export interface SeenObject extends HallObject {
  readonly marks: Readonly<Record<string, string>>
  readonly actor: string
  readonly at: unknown
}

const OWN = new Set(['id', 'number', 'unit', 'state', 'version', 'tag', 'actor', 'at', 'data'])

/** One entry of an answer as an object of the contract. HK-CONN-008 without an id or a state. */
export function objectOf(
  desk: Desk,
  {
    kind,
    action,
    spec,
  }: { readonly kind: ObjectKind; readonly action: string; readonly spec: ActionSpec },
  item: unknown,
  scope: Scope,
  warn: (finding: Finding) => void,
): SeenObject {
  const { cel } = desk.connector
  const names = { ...scope, item }
  const fields = Object.entries(spec.map).map(
    ([name, text]) => [name, cel.value(text, names)] as const,
  )
  const field = new Map(fields)
  const text = (name: string) => {
    const value = field.get(name)
    return value === null || value === undefined ? '' : String(value)
  }
  const id = text('id') || text('number')
  if (id === '') throw new AppError('HK-CONN-008', { action, field: 'id' })
  const number = text('number') || id
  const { redact } = desk.connector.spec
  const rest = fields.filter(([name]) => !OWN.has(name) && !redact.includes(name))
  const inner = field.get('data')
  const marks = Object.entries(spec.marks).map(([event, counter]) => [
    event,
    String(cel.value(counter, names) ?? ''),
  ])
  return {
    id,
    kind,
    number,
    unit: text('unit'),
    state: stateOf(desk, { kind, number, state: told(scope) ?? text('state') }, warn),
    version: Number(field.get('version') ?? 0),
    tag: tagIn(text('tag')),
    data: maskedDeep({ ...(typeof inner === 'object' ? inner : {}), ...Object.fromEntries(rest) }),
    marks: Object.fromEntries(marks),
    actor: text('actor'),
    at: field.get('at') ?? null,
  }
}

/** The state that a row's table tells of. */
function told(scope: Scope): string | null {
  const state = scope['told']
  return state === undefined || state === null ? null : String(state)
}

/** A vendor's state as the canonical one; an unknown one is kept with a warning, or refused where the file says so. */
function stateOf(
  { connector, rules }: Desk,
  seen: { readonly kind: ObjectKind; readonly number: string; readonly state: string },
  warn: (finding: Finding) => void,
): string {
  const { kind, state } = seen
  const map = connector.spec.states[kind]?.map
  const mapped = map !== undefined && Object.hasOwn(map, state) ? map[state] : undefined
  if (mapped !== undefined) return mapped
  if (map === undefined && Object.hasOwn(rules.workflows[kind].states, state)) return state
  if (connector.spec.states.unknown === 'refuse') throw new AppError('HK-CONN-010', seen)
  warn(found('HK-CONN-120', seen))
  return state
}

/** Our tag: the word after 【演练】, or a text that is one plain word. What people write is none. */
function tagIn(text: string): string | null {
  const marked = /【演练】\s*([\w.-]{8,})/u.exec(text)?.[1]
  return marked ?? (/^[\w.-]{6,}$/.test(text) ? text : null)
}
