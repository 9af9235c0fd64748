import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../../errors/index.js'
import { type Act, type ActResult, LATE_ENTRY } from '../contract.js'
import { type Acting, assumed, finish, openActOf, scopeOf } from './act-outcome.js'
import { performByHand } from './by-hand.js'
import type { Desk } from './desk.js'
import type { Ledger, OpenAct } from './ledger.js'
import type { SeenObject } from './objects.js'
import type { Reading } from './reading.js'
import { type Resolved, resolveAct, saysWhen } from './resolve.js'
import { runAction } from './run.js'
import type { Scope } from './sender.js'

const VERIFY_EVERY_MS = 200

/**
 * Does one act. A key whose act was sent before with an unknown outcome is looked up first, and sent again only when
 * the hall shows that it did not happen, or answers repeated calls with the same result. HK-HALL-006 when nobody can tell.
 */
export async function performAct(acting: Acting, act: Act): Promise<ActResult> {
  const { desk, ledger } = acting
  const how = resolveAct(desk.connector.spec, desk.rules, act.action, act.id === null)
  if (act.occurredAt !== undefined && !saysWhen(how.spec)) {
    throw new AppError('HK-HALL-005', { action: LATE_ENTRY })
  }
  const past = ledger.result(act.idempotencyKey)
  if (past !== undefined) return past
  const open = ledger.openAct(act.idempotencyKey)
  if (open !== undefined && !how.spec.idempotent) {
    const found = await lookFor(acting, how, open)
    if (found !== null) return finish(acting, how, open, found)
  }
  if (how.spec.manual !== undefined) return performByHand(acting, how, act)
  return performByCall(acting, how, act)
}

/** What became of an act sent before: its object when it happened, null when it surely did not. */
async function lookFor(acting: Acting, how: Resolved, open: OpenAct): Promise<SeenObject | null> {
  const { reading } = acting
  if (open.id === null) return lookForTag(reading, how, open)
  if (!reading.canGet(how.kind)) throw unknownOutcome(open)
  const object = await reading.get(how.kind, open.id)
  if (how.target === null) return isMarked(acting, how, open, object) ? object : null
  return object.state === how.target ? object : null
}

async function lookForTag(reading: Reading, { kind }: Resolved, { action, tag, as }: OpenAct) {
  const found = await reading.byTag(kind, tag)
  if (found === null) throw unknownOutcome({ action, as })
  if (found.length > 1) throw new AppError('HK-CONN-007', { action, tag, found: found.length })
  return found[0] ?? null
}

/** Whether the counter of an act that leaves the state alone has grown since; HK-HALL-006 where there is no counter. */
function isMarked(
  { ledger }: Acting,
  { kind, event }: Resolved,
  open: OpenAct,
  now: SeenObject,
): boolean {
  const mark = event.slice(event.indexOf('.') + 1)
  const before = ledger.object(kind, now.id)
  if (now.marks[mark] === undefined || before === undefined) throw unknownOutcome(open)
  return now.marks[mark] !== before.marks[mark] || ledger.isNoted(open.key)
}

function unknownOutcome({ action, as: account }: Pick<OpenAct, 'action' | 'as'>): AppError {
  return new AppError('HK-HALL-006', { action, account, cause: 'look' })
}

async function performByCall(acting: Acting, how: Resolved, act: Act): Promise<ActResult> {
  const { desk, caller, ledger } = acting
  const open = openActOf(how, act)
  ledger.sent(open)
  const running = { action: act.action, spec: how.spec, changes: true }
  const ran = await runAction(desk, caller, running, scopeOf(desk, how, act), act.as).catch(
    (error: unknown) => {
      throw settledBy(ledger, open, error)
    },
  )
  const id = open.id ?? idIn(desk, how, ran.scope)
  const object = await confirmed(acting, how, { ...open, id }, ran.scope)
  return finish(acting, how, open, object)
}

/** A refusal ends an act, and so does a request that never went out; anything else leaves its outcome open. */
function settledBy(ledger: Ledger, { key, as: account }: OpenAct, error: unknown): unknown {
  if (!(error instanceof AppError)) return error
  if (error.code !== 'HK-HALL-006') {
    ledger.over(key, null)
    return error
  }
  const { action, cause } = error.params as { action: string; cause: string }
  return new AppError('HK-HALL-006', { action, account, cause }, { cause: error })
}

/** The id in the answer to an act that starts an object; null when it has to be looked up by the tag. */
function idIn({ connector }: Desk, { spec }: Resolved, scope: Scope): string | null {
  const text = spec.map['id'] ?? spec.map['number']
  const id =
    text === undefined ? null : connector.cel.value(text, { ...scope, item: scope['body'] })
  return id === null || id === '' ? null : String(id)
}

/** The object after the act, read from the hall until it is what it should be; from the rules where it cannot be read. */
async function confirmed(
  { desk, reading, ledger }: Acting,
  how: Resolved,
  act: OpenAct,
  scope: Scope,
): Promise<SeenObject> {
  const { verify } = how.spec
  const until = desk.now() + (verify?.withinSeconds ?? 0) * 1000
  for (;;) {
    const object = await readBack(reading, how, act)
    const isRight =
      verify === undefined ||
      (object !== null && desk.connector.cel.holds(verify.expect, { ...scope, object }))
    if (isRight) return object ?? assumed(ledger, how, act)
    if (desk.now() >= until) throw notVerified(act, object)
    await sleep(VERIFY_EVERY_MS)
  }
}

async function readBack(
  reading: Reading,
  { kind, spec }: Resolved,
  { id, tag }: OpenAct,
): Promise<SeenObject | null> {
  if (id === null) return (await reading.byTag(kind, tag))?.[0] ?? null
  return reading.canGet(kind) ? reading.get(kind, id, spec.verify?.call.split('.')[1]) : null
}

function notVerified({ action }: OpenAct, object: SeenObject | null): AppError {
  const detail = object === null ? '' : object.state
  return new AppError('HK-HALL-003', {
    ...{ action, status: 200, code: 'not-verified', detail, allowed: [] },
  })
}
