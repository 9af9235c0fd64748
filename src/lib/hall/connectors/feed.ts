import { AppError } from '../../errors/index.js'
import type { HallEvent, ObjectKind } from '../contract.js'
import { objectKinds } from '../workflow.js'
import type { Caller } from './caller.js'
import type { Desk } from './desk.js'
import type { ActionSpec } from './format.js'
import { listEntries } from './run.js'
import { readTime } from './times.js'

/** The most events that are given at once (contract). */
export const PAGE = 500

/** Events of a hall that tells them itself, through the connector's `event.list`. */
export async function feedAfter(
  desk: Desk,
  caller: Caller,
  spec: ActionSpec,
  after: number,
): Promise<{ readonly events: readonly HallEvent[]; readonly last: number }> {
  const action = 'event.list'
  const events: HallEvent[] = []
  for await (const { scope } of listEntries(
    desk,
    caller,
    { action, spec },
    { ...desk.names(), after },
  )) {
    const event = eventOf(desk, spec, scope)
    if (event.seq > after) events.push(event)
    if (events.length === PAGE) break
  }
  return { events, last: events.at(-1)?.seq ?? after }
}

function eventOf(
  { connector, now, clock }: Desk,
  { map }: ActionSpec,
  scope: Record<string, unknown>,
): HallEvent {
  const { cel, spec } = connector
  const value = (name: string) => {
    const text = map[name]
    return text === undefined ? null : cel.value(text, scope)
  }
  const text = (name: string) => String(value(name) ?? '')
  const kind = objectKinds.find((one) => one === text('kind'))
  const seq = Number(value('seq') ?? Number.NaN)
  if (kind === undefined) throw new AppError('HK-CONN-008', { action: 'event.list', field: 'kind' })
  if (!Number.isSafeInteger(seq))
    throw new AppError('HK-CONN-008', { action: 'event.list', field: 'seq' })
  const wall = readTime(now(), spec.encoding) ?? ''
  const occurredAt = clock.at ?? readTime(value('occurredAt'), spec.encoding) ?? wall
  const data = value('data')
  return {
    ...{ seq, kind, type: text('type'), objectId: text('objectId'), number: text('number') },
    ...{
      unit: text('unit'),
      actor: text('actor'),
      role: text('role'),
      state: stateOf(kind, text('state')),
    },
    occurredAt,
    recordedAt: readTime(value('recordedAt'), spec.encoding) ?? occurredAt,
    tag: text('tag') === '' ? null : text('tag'),
    data: typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {},
  }

  function stateOf(of: ObjectKind, state: string): string {
    return spec.states[of]?.map[state] ?? state
  }
}
