import type {
  ActionRule,
  ActResult,
  CreatedObject,
  ObjectKind,
  StartRule,
  Workflow,
} from '../hall/index.js'
import type { Actor } from './accounts.js'
import { type ActContext, create, record } from './births.js'
import { readInput } from './input.js'
import type { StoredObject } from './objects.js'
import { HallProblem } from './problem.js'
import { type Judgement, judge, judgeStart, type Situation } from './rules.js'

/** A request to start an object. */
export interface StartRequest {
  readonly action?: string | undefined
  readonly input: Readonly<Record<string, unknown>>
  readonly tag?: string | undefined
}

/** A request to move an object; `version` is what the caller believes it to be, when it says so. */
export interface MoveRequest {
  readonly action: string
  readonly input: Readonly<Record<string, unknown>>
  readonly version?: string | undefined
}

/** What an act did, and the version that the object has now. */
export interface Acted extends ActResult {
  readonly version: number
}

/** An action open to somebody now, with the fields that it needs. */
export interface OpenAction {
  readonly action: string
  readonly title: string
  readonly input: ActionRule['input']
}

/** Starts an object as its workflow says. Runs inside the caller's transaction. */
export function startObject(
  hall: ActContext,
  actor: Actor,
  kind: ObjectKind,
  request: StartRequest,
): Acted {
  const flow = hall.rules.workflows[kind]
  const rule = startRule(flow, request.action)
  const { role } = allowed(judgeStart(rule, actor))
  const input = readInput(rule.input, request.input, hall.registry)
  const by = { actor, role, owner: actor.workNo }
  const object = create(hall, flow, rule, { ...by, input, tag: request.tag ?? null, parent: null })
  return acted(object, rule.event, [object])
}

function startRule(flow: Workflow, action: string | undefined): StartRule {
  const open = Object.entries(flow.start).filter(([, rule]) => !rule.internal)
  const [chosen, ...others] = open.filter(([name]) => action === undefined || name === action)
  if (chosen === undefined || others.length > 0) throw unknownAction(open.map(([name]) => name))
  return chosen[1]
}

/** Moves an object as its workflow says. Runs inside the caller's transaction. */
export function moveObject(
  hall: ActContext,
  actor: Actor,
  object: StoredObject,
  request: MoveRequest,
): Acted {
  const flow = hall.rules.workflows[object.kind]
  const open = () => openActions(hall, actor, object).map(({ action }) => action)
  const rule = Object.hasOwn(flow.actions, request.action)
    ? flow.actions[request.action]
    : undefined
  if (rule === undefined) throw unknownAction(open())
  const { role } = allowed(
    judge(rule, actor, situation(hall, actor, object), hall.rules.roles),
    open,
  )
  if (request.version !== undefined && request.version !== String(object.version)) {
    throw new HallProblem('version-mismatch', `现为第 ${object.version} 版`, {
      allowedActions: open(),
    })
  }
  const input = readInput(rule.input, request.input, hall.registry)
  const moved: StoredObject = {
    ...object,
    state: rule.to === 'same' ? object.state : rule.to,
    version: object.version + 1,
    data: { ...object.data, ...input },
  }
  hall.objects.update(moved)
  record(hall, moved, rule, { actor, role }, input)
  return acted(moved, rule.event, spawn(hall, moved, rule, actor))
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
    const known: Readonly<Record<string, unknown>> = { ...parent.data, item }
    const fields = Object.keys(rule.input).map((name) => [name, known[name]])
    const input = readInput(rule.input, Object.fromEntries(fields), hall.registry)
    return create(hall, flow, rule, { actor, role, owner, input, tag, parent: id })
  })
}

/** What this account may do with the object now. */
export function openActions(
  hall: ActContext,
  actor: Actor,
  object: StoredObject,
): readonly OpenAction[] {
  const now = situation(hall, actor, object)
  return Object.entries(hall.rules.workflows[object.kind].actions)
    .filter(([, rule]) => judge(rule, actor, now, hall.rules.roles).ok)
    .map(([action, { title, input }]) => ({ action, title, input }))
}

function situation(hall: ActContext, actor: Actor, object: StoredObject): Situation {
  const { state, unit, owner, id, data } = object
  const reached = (child: StoredObject, goal: string) =>
    child.state === goal || hall.rules.workflows[child.kind].states[child.state]?.final === true
  return {
    state,
    unit,
    owner,
    holdsNode: (node) => hall.registry.isAssigned(String(data['item']), node, actor.workNo),
    happened: (event, by) => hall.events.happened(id, event, by),
    childrenReached: (goal) => hall.objects.children(id).every((child) => reached(child, goal)),
  }
}

function acted(object: StoredObject, event: string, created: readonly StoredObject[]): Acted {
  const { id, number, state, kind, version } = object
  return { id, number, state, event: `${kind}.${event}`, version, created: created.map(brief) }
}

function brief({ kind, id, number, unit, data }: StoredObject): CreatedObject {
  const item = data['item']
  return { kind, id, number, unit, item: typeof item === 'string' ? item : null }
}

function allowed(judgement: Judgement, open?: () => readonly string[]): { readonly role: string } {
  if (judgement.ok) return judgement
  const { why } = judgement
  throw new HallProblem(why, '', open === undefined ? {} : { allowedActions: open() })
}

function unknownAction(names: readonly string[]): HallProblem {
  return new HallProblem('unknown-action', '', {
    errors: [{ pointer: '/action', detail: '没有这个动作' }],
    allowedActions: names,
  })
}
