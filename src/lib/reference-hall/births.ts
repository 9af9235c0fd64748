import { dayOf } from '../calendar/index.js'
import type { ActionRule, HallRules, StartRule, Workflow } from '../hall/index.js'
import type { Actor } from './accounts.js'
import type { HallTime } from './clock.js'
import type { Events } from './events.js'
import type { Objects, StoredObject } from './objects.js'
import type { Registry } from './registry.js'

/** What acts work on: the rules as data and the tables. */
export interface ActContext {
  readonly rules: HallRules
  readonly registry: Registry
  readonly objects: Objects
  readonly events: Events
  readonly time: HallTime
}

/** Who starts an object, for whom, with what. */
export interface Birth {
  readonly actor: Actor
  readonly role: string
  readonly owner: string
  readonly input: Readonly<Record<string, unknown>>
  readonly tag: string | null
  readonly parent: string | null
}

/** Makes an object with its number and its first event. */
export function create(
  hall: ActContext,
  flow: Workflow,
  rule: StartRule,
  birth: Birth,
): StoredObject {
  const { owner, input, tag, parent } = birth
  const unit = unitOf(hall.registry, birth)
  const number = nextNumber(hall, flow, input)
  const data = parent === null ? input : { ...input, parent }
  const { kind } = flow
  const object = hall.objects.insert({
    kind,
    number,
    unit,
    owner,
    state: rule.to,
    tag,
    data,
    parent,
  })
  record(hall, object, rule, birth, data)
  return object
}

/** The unit named by the act, the one of the item (the first item leads a joint project), or the actor's own. */
function unitOf(registry: Registry, { input, actor }: Birth): string {
  const [item] = [input['item'] ?? input['items']].flat()
  const unit = input['unit'] ?? (item === undefined ? undefined : registry.unitOf(String(item)))
  return unit === undefined ? actor.unit : String(unit)
}

function nextNumber(hall: ActContext, flow: Workflow, input: Birth['input']): string {
  const { prefix, digits } = flow.number
  const head = prefix === 'item' ? String(input['item']) : prefix
  const day = dayOf(hall.time.now()).replaceAll('-', '')
  return `${head}${day}${String(hall.objects.nextSerial(head, day)).padStart(digits, '0')}`
}

/** Appends the event of an act, under the hall's time. */
export function record(
  hall: ActContext,
  object: StoredObject,
  rule: StartRule | ActionRule,
  { actor, role }: { readonly actor: Actor; readonly role: string },
  input: Readonly<Record<string, unknown>>,
): void {
  const { id: objectId, kind, number, unit, state, tag } = object
  const now = hall.time.now()
  hall.events.append({
    ...{ type: `${kind}.${rule.event}`, kind, objectId, number, unit },
    ...{ actor: actor.workNo, role, state, occurredAt: now, recordedAt: now, tag },
    data: { ...references(hall.rules.workflows[kind], object), ...input },
  })
}

/** The fields of an object that name things (item, column, unit, parent): every event carries them. */
function references(flow: Workflow, object: StoredObject): Readonly<Record<string, unknown>> {
  const fields = Object.values(flow.start).flatMap((rule) => Object.entries(rule.input))
  const names = fields.filter(([, kind]) => kind !== 'text').map(([name]) => name)
  const known = [...new Set(names), 'parent'].filter((name) => object.data[name] !== undefined)
  return Object.fromEntries(known.map((name) => [name, object.data[name]]))
}
