import type { ActionRule, ActResult, CreatedObject } from '../../hall/index.js'
import { HallProblem } from '../api/problem.js'
import type { Actor } from '../people/accounts.js'
import { arm } from '../time/timers.js'
import { type ActContext, type By, create, record } from './births.js'
import { readInput } from './input.js'
import type { StoredObject } from './objects.js'
import { withPapers } from './papers.js'
import type { Situation } from './rules.js'

type Data = Readonly<Record<string, unknown>>

/** What an act did, and the version that the object has now. */
export interface Acted extends ActResult {
  readonly version: number
}

/** An act that is allowed: what moves, by which rule, and what the rule may ask about it. */
export interface Move {
  readonly object: StoredObject
  readonly rule: ActionRule
  readonly now: Situation
}

/** Who does it, with what, and when it counts as done if not now. */
interface Doing {
  readonly by: By
  readonly input: Data
  readonly at?: string
}

/** Does what a rule says, with no further question. */
export function carryOut(
  hall: ActContext,
  { object, rule, now }: Move,
  { by, input, at }: Doing,
): Acted {
  const asked = rule.approves === undefined ? {} : takenOver(hall, object, rule, now)
  const written = { ...asked, ...input, ...rule.set }
  const moved: StoredObject = {
    ...object,
    state: target(hall, object, rule),
    version: object.version + 1,
    data: rule.request ? object.data : withPapers(object.data, written),
  }
  hall.objects.update(moved)
  record(hall, moved, rule, { ...by, written, ...(at !== undefined && { at }) })
  arm(hall, moved)
  return acted(moved, rule.event, spawn(hall, moved, rule, by.actor))
}

/** The fields of the request that an act approves. */
function takenOver(
  hall: ActContext,
  { kind }: StoredObject,
  { approves = '' }: ActionRule,
  now: Situation,
): Data {
  const { actions } = hall.rules.workflows[kind]
  const asked = now.request(approves) ?? {}
  const request = Object.values(actions).find(({ event }) => event === approves)
  const names = Object.keys(request?.input ?? {}).filter((name) => asked[name] !== undefined)
  return Object.fromEntries(names.map((name) => [name, asked[name]]))
}

function target(hall: ActContext, { id, state }: StoredObject, { to }: ActionRule): string {
  if (to === 'same') return state
  if (to !== 'previous') return to
  return hall.events.past(id).findLast((event) => event.state !== state)?.state ?? state
}

/** One child per item of the parent, started by the workflow's internal start, owned by the parent's applicant. */
function spawn(
  hall: ActContext,
  parent: StoredObject,
  { spawn: kind }: ActionRule,
  actor: Actor,
): readonly StoredObject[] {
  if (kind === undefined) return []
  const flow = hall.rules.workflows[kind]
  const rule = Object.values(flow.start).find(({ internal }) => internal)
  const role = rule?.by.find((name) => actor.roles.includes(name))
  if (rule === undefined || role === undefined) throw new HallProblem('role')
  const { owner, tag, id } = parent
  return [parent.data['items'] ?? []].flat().map((item) => {
    const known: Data = { ...parent.data, item }
    const fields = Object.keys(rule.input).map((name) => [name, known[name]])
    const input = readInput(rule.input, Object.fromEntries(fields), hall.registry)
    const child = create(hall, flow, rule, { actor, role, owner, input, tag, parent: id })
    arm(hall, child)
    return child
  })
}

/** The answer to an act. */
export function acted(
  object: StoredObject,
  event: string,
  created: readonly StoredObject[],
): Acted {
  const { id, number, state, kind, version } = object
  return { id, number, state, event: `${kind}.${event}`, version, created: created.map(brief) }
}

function brief({ kind, id, number, unit, data }: StoredObject): CreatedObject {
  const item = data['item']
  return { kind, id, number, unit, item: typeof item === 'string' ? item : null }
}
