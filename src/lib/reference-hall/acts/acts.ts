import type { ActionRule, ObjectKind, StartRule, Workflow } from '../../hall/index.js'
import { HallProblem } from '../api/problem.js'
import type { Actor } from '../people/accounts.js'
import { arm } from '../time/timers.js'
import { type ActContext, create, unitOf } from './births.js'
import { type Acted, acted, carryOut } from './carry-out.js'
import { readInput } from './input.js'
import { lateEntry } from './late-entry.js'
import type { StoredObject } from './objects.js'
import { papersOf } from './papers.js'
import { type Judgement, judge, judgeStart } from './rules.js'
import { situation } from './situation.js'

type Data = Readonly<Record<string, unknown>>

/** A request to start an object. */
export interface StartRequest {
  readonly action?: string | undefined
  readonly input: Data
  readonly tag?: string | undefined
  /** When it was done, if it is entered only now. */
  readonly occurredAt?: string | null | undefined
}

/** A request to move an object; `version` is what the caller believes it to be, when it says so. */
export interface MoveRequest {
  readonly action: string
  readonly input: Data
  readonly version?: string | undefined
  readonly occurredAt?: string | null | undefined
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
  const { roles } = hall.rules
  const rule = startRule(flow, request.action)
  allowed(judgeStart(rule, actor, { unit: actor.unit, roles }))
  const input = readInput(rule.input, request.input, hall.registry)
  const unit = unitOf(hall.registry, { input, actor })
  const { role } = allowed(judgeStart(rule, actor, { unit, roles }))
  const by = { actor, role, owner: actor.workNo }
  const late = lateEntry(hall, request.occurredAt, () => [])
  const birth = { ...by, ...late, input, tag: request.tag ?? null, parent: null }
  const object = create(hall, flow, rule, birth)
  arm(hall, object)
  return acted(object, rule.event, [object])
}

/** The start that is named, or the first of the file when none is. */
function startRule(flow: Workflow, action: string | undefined): StartRule {
  const open = Object.entries(flow.start).filter(([, rule]) => !rule.internal)
  const chosen = open.find(([name]) => action === undefined || name === action)
  if (chosen === undefined) throw unknownAction(open.map(([name]) => name))
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
  const now = situation(hall, actor, object)
  const { role } = allowed(judge(rule, actor, now, hall.rules.roles), open)
  if (request.version !== undefined && request.version !== String(object.version)) {
    throw new HallProblem('version-mismatch', `现为第 ${object.version} 版`, {
      allowedActions: open(),
    })
  }
  const input = readInput(rule.input, request.input, hall.registry)
  requireComplete(rule, object, input)
  const late = lateEntry(hall, request.occurredAt, () => hall.events.past(object.id))
  return carryOut(hall, { object, rule, now }, { by: { actor, role }, input, ...late })
}

/** What is asked for in a notice must name every paper that was found wanting. */
function requireComplete({ complete }: ActionRule, { data }: StoredObject, input: Data): void {
  if (complete === undefined) return
  const text = String(input[complete])
  const left = papersOf(data).filter(
    ({ verdict, name }) => verdict === 'bad' && !text.includes(name),
  )
  if (left.length === 0) return
  const errors = left.map(({ name }) => ({
    pointer: `/input/${complete}`,
    detail: `须一次性告知全部内容，漏了「${name}」`,
  }))
  throw new HallProblem('invalid', '', { errors })
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

function allowed(judgement: Judgement, open?: () => readonly string[]): { readonly role: string } {
  if (judgement.ok) return judgement
  const { why, detail = '' } = judgement
  throw new HallProblem(why, detail, open === undefined ? {} : { allowedActions: open() })
}

function unknownAction(names: readonly string[]): HallProblem {
  return new HallProblem('unknown-action', '', {
    errors: [{ pointer: '/action', detail: '没有这个动作' }],
    allowedActions: names,
  })
}
