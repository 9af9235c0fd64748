import { epochMs } from '../../calendar/index.js'
import { AppError } from '../../errors/index.js'
import { maskedDeep } from '../../text/index.js'
import type { Act, ActResult } from '../contract.js'
import type { Caller } from './caller.js'
import type { Desk } from './desk.js'
import type { Ledger, OpenAct } from './ledger.js'
import { type Person, tagOf } from './manual.js'
import type { SeenObject } from './objects.js'
import type { Observer } from './observe.js'
import type { Reading } from './reading.js'
import type { Resolved } from './resolve.js'
import type { Scope } from './sender.js'
import { formatTime } from './times.js'

/** What acting needs. */
export interface Acting {
  readonly desk: Desk
  readonly caller: Caller
  readonly reading: Reading
  readonly ledger: Ledger
  readonly observer: Observer
  readonly person: Person
}

/** An act as it is written down before it is done. */
export function openActOf(how: Resolved, act: Act): OpenAct {
  const { action, id, as, idempotencyKey: key } = act
  const { event, target } = how
  const input = maskedDeep(act.input)
  const what = { key, action, id, tag: tagOf(act) ?? '', as, event, target, input }
  const { unit = '', occurredAt } = act
  return { ...what, unit, ...(occurredAt !== undefined && { occurredAt }) }
}

/** What the expressions of an act see. */
export function scopeOf(desk: Desk, { kind, name, labels, target }: Resolved, act: Act): Scope {
  const { action, id, input, idempotencyKey: key } = act
  const tag = tagOf(act) ?? ''
  const { unit = '', occurredAt: done } = act
  const { encoding } = desk.connector.spec
  const occurredAt = done === undefined ? null : formatTime(epochMs(done), encoding)
  return {
    ...desk.names(),
    occurredAt,
    action,
    kind,
    name,
    id: id ?? '',
    input,
    key,
    tag,
    unit,
    labels,
    target,
  }
}

/** An object that cannot be read, as the act must have left it. */
export function assumed(
  ledger: Ledger,
  { kind, target, action }: Resolved,
  act: OpenAct,
): SeenObject {
  const id = act.id ?? act.tag
  if (id === '') throw new AppError('HK-CONN-008', { action, field: 'id' })
  const past = ledger.lastEvent(kind, id)
  const number = past?.number ?? id
  return {
    ...{ id, kind, number, unit: past?.unit ?? act.unit, state: target ?? past?.state ?? '' },
    ...{ version: 0, tag: act.id === null ? act.tag : (past?.tag ?? null) },
    ...{ data: past?.data ?? {}, marks: {}, actor: act.as, at: null },
  }
}

/** `stated` is whose word it is that the act was done; what the hall itself shows of it is a fact all the same. */
export function finish(
  acting: Acting,
  how: Resolved,
  open: OpenAct,
  object: SeenObject,
  stated?: string,
): ActResult {
  const { ledger, observer } = acting
  if (!ledger.isNoted(open.key)) observer.notice(object)
  const isKnown =
    ledger.isNoted(open.key) || (stated !== undefined && isLast(ledger, how.event, object))
  if (!isKnown) observer.happened({ ...object, stated }, how.event, open)
  const { id, number } = object
  const result = { id, number, state: object.state, event: how.event }
  ledger.over(open.key, result)
  return result
}

/** The hall had shown it before the person told us. */
function isLast(ledger: Ledger, event: string, { kind, id, state }: SeenObject): boolean {
  const last = ledger.lastEvent(kind, id)
  return last?.type === event && last.state === state
}
