import { AppError } from '../../errors/index.js'
import type { Caller } from './caller.js'
import type { Desk } from './desk.js'
import type { ActionSpec } from './format.js'
import type { StepSpec } from './format-request.js'
import type { Who } from './identities.js'
import { type Page, pages, pagingOf } from './paging.js'
import type { Answer, Scope } from './sender.js'
import { appendRows, tableEntries } from './tables.js'

/** An action to run: what it is called, and its entry in the connector file. */
export interface Running {
  readonly action: string
  readonly spec: ActionSpec
  /** Whether it changes something; then its last step is the one that does, unless steps say otherwise. */
  readonly changes: boolean
}

/** What an action came to: the last answer, and every name that its steps have saved. */
export interface Ran {
  readonly answer: Answer
  readonly scope: Scope
}

/** What stands for an answer when a row was written to a file. */
const APPENDED: Answer = { status: 200, headers: {}, body: null, text: '' }

type Step = Pick<StepSpec, 'request'> & Partial<StepSpec>

/** Runs the steps of an action in order; what a step saves, the next ones use. Errors are the contract's. */
export async function runAction(
  desk: Desk,
  caller: Caller,
  running: Running,
  scope: Scope,
  who: Who,
): Promise<Ran> {
  if (running.spec.append !== undefined) {
    await appendRows(desk, running.spec.append, { ...scope, user: caller.identities.user(who) })
    return { answer: APPENDED, scope }
  }
  const steps = stepsOf(running.spec)
  let names: Scope = { saved: {}, ...scope }
  let answer: Answer | null = null
  for (const [index, step] of steps.entries()) {
    if (step.when !== undefined && !desk.connector.cel.holds(step.when, names)) continue
    const commits = running.changes && (step.commits ?? index === steps.length - 1)
    const repeatable = !commits || running.spec.idempotent
    const call = { ...step, action: running.action, commits, repeatable }
    answer = await caller.call(call, names, senderOf(desk, step, who))
    names = saving(desk, running.action, step, { ...names, ...answer })
  }
  if (answer === null) throw new AppError('HK-HALL-005', { action: running.action })
  return { answer, scope: names }
}

/** Every entry of a list, page by page, as they come. */
export async function* listEntries(
  desk: Desk,
  caller: Caller,
  { action, spec }: Pick<Running, 'action' | 'spec'>,
  scope: Scope,
): AsyncGenerator<{ readonly item: unknown; readonly scope: Scope }> {
  if (spec.tables !== undefined) {
    yield* tableEntries(desk, spec, scope)
    return
  }
  const running = { action, spec, changes: false }
  const paging = pagingOf(desk.connector.spec.pagination, spec)
  const ask = async (extra: Scope) => {
    const ran = await runAction(desk, caller, running, { ...scope, ...extra }, desk.reader)
    return { ...ran.answer, saved: ran.scope['saved'] } as Answer
  }
  for await (const page of paging
    ? pages(desk, paging, action, ask)
    : one(desk, spec, await ask({}))) {
    for (const item of page.items) {
      const names = { ...scope, ...page.answer, item }
      if (spec.where !== undefined && !desk.connector.cel.holds(spec.where, names)) continue
      yield { item, scope: names }
    }
  }
}

function* one({ connector }: Desk, { items }: ActionSpec, answer: Answer): Generator<Page> {
  const value = items === undefined ? answer.body : connector.cel.value(items, answer)
  yield { answer, items: Array.isArray(value) ? value : value === null ? [] : [value] }
}

function stepsOf({ request, body, compute, success, steps }: ActionSpec): readonly Step[] {
  if (steps !== undefined) return steps
  return request === undefined ? [] : [{ request, body, compute, success }]
}

function senderOf({ reader }: Desk, { request }: Step, who: Who): Who {
  if (request.as === 'reader') return reader
  return request.as === 'service' || request.as === 'nobody' ? null : who
}

/** The names after a step; what it requires and did not find is a refusal in the connector's own words. */
function saving({ connector }: Desk, action: string, step: Step, names: Scope): Scope {
  const { cel } = connector
  const fresh: Record<string, unknown> = {}
  const saved = names['saved'] as Readonly<Record<string, unknown>>
  for (const [name, text] of Object.entries(step.save ?? {})) {
    fresh[name] = cel.value(text, { ...names, saved: { ...saved, ...fresh } })
  }
  const all = { ...names, saved: { ...saved, ...fresh } }
  const [missing] = Object.entries(step.require ?? {}).filter(([name]) =>
    isNothing((all.saved as Record<string, unknown>)[name]),
  )
  if (missing === undefined) return all
  const allowed =
    step.allowed === undefined ? [] : [cel.value(step.allowed, all)].flat().map(String)
  const status = Number(names['status'] ?? 0)
  throw new AppError('HK-HALL-003', {
    action,
    status,
    code: missing[0],
    detail: missing[1],
    allowed,
  })
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === ''
}
