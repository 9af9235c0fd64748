import { dayOf } from '../../calendar/index.js'
import type { ActionRule, HallRules, StartRule, Workflow } from '../../hall/index.js'
import type { Actor } from '../people/accounts.js'
import type { Events } from '../store/events.js'
import type { Registry } from '../store/registry.js'
import type { HallTime } from '../time/clock.js'
import type { Objects, StoredObject } from './objects.js'
import { withPapers } from './papers.js'

/** What acts work on: the rules as data and the tables. */
export interface ActContext {
  readonly rules: HallRules
  readonly registry: Registry
  readonly objects: Objects
  readonly events: Events
  readonly time: HallTime
}

/** Who acts, in which of its roles. */
export interface By {
  readonly actor: Actor
  readonly role: string
}

/** Who starts an object, for whom, with what. */
export interface Birth extends By {
  readonly owner: string
  readonly input: Readonly<Record<string, unknown>>
  readonly tag: string | null
  readonly parent: string | null
  /** When it happened, if that is not now. */
  readonly at?: string
}

/** Makes an object with its number and its first event. */
export function create(
  hall: ActContext,
  flow: Workflow,
  rule: StartRule,
  birth: Birth,
): StoredObject {
  const { owner, tag, parent } = birth
  const input = { ...birth.input, ...rule.set }
  const unit = unitOf(hall.registry, birth)
  const number = nextNumber(hall, flow, input)
  const written = parent === null ? input : { ...input, parent }
  const data = withPapers({}, written)
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
  record(hall, object, rule, { ...birth, written })
  return object
}

/** The unit named by the act, the one of the item (the first item leads a joint project), or the actor's own. */
export function unitOf(
  registry: Registry,
  { input, actor }: Pick<Birth, 'input' | 'actor'>,
): string {
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

/** Who did what, and when it counts as done if that is not now. */
interface Deed extends By {
  readonly written: Readonly<Record<string, unknown>>
  readonly at?: string
}

/** Appends the event of an act, recorded at the hall's time. */
export function record(
  hall: ActContext,
  object: StoredObject,
  rule: StartRule | ActionRule,
  { actor, role, written, at }: Deed,
): void {
  const { id: objectId, kind, number, unit, state, tag } = object
  const now = hall.time.now()
  hall.events.append({
    ...{ type: `${kind}.${rule.event}`, kind, objectId, number, unit },
    ...{ actor: actor.workNo, role, state, occurredAt: at ?? now, recordedAt: now, tag },
    data: { ...references(hall.rules.workflows[kind], object), ...written },
  })
}

const NAMING = ['item', 'items', 'unit', 'column']

/** What every event carries: fields of the start that name things, the parent, and what acts set by themselves. */
function references(flow: Workflow, object: StoredObject): Readonly<Record<string, unknown>> {
  const fields = Object.values(flow.start).flatMap((rule) => Object.entries(rule.input))
  const named = fields.flatMap(([name, kind]) => (NAMING.includes(String(kind)) ? name : []))
  const set = Object.values(flow.actions).flatMap((rule) => Object.keys(rule.set))
  const names = [...new Set([...named, 'parent', ...set])]
  const known = names.filter((name) => object.data[name] !== undefined)
  return Object.fromEntries(known.map((name) => [name, object.data[name]]))
}
