import { dayOf, readClock, workdaysBetween } from '../../calendar/index.js'
import { type HallEvent, isAtRest } from '../../hall/index.js'
import type { StoredObject } from '../acts/objects.js'
import { objectClock } from '../acts/situation.js'
import type { HallContext } from '../api/app.js'
import { clockEffect } from '../time/limits.js'
import { arm } from '../time/timers.js'
import type { PastEvent } from './events.js'
import type { StagedRow } from './legacy.js'
import { type LegacyRow, legacyRow, type Step, startOf } from './legacy-rows.js'

/**
 * Stores a row that was found ready: the object, and its history as it occurred, recorded now. What was closed is marked as
 * history and no work of anybody; what was open is work from now on, with its clock, its handler and its terms.
 */
export function storeRow(hall: HallContext, source: string, { key, hash, body }: StagedRow): void {
  const row = legacyRow.parse(body)
  const { kind, number, unit, state, owner = '', history } = row
  const isClosed = isAtRest(hall.rules.workflows[kind], state)
  const mark = { source: 'legacy', sourceSystem: source, sourceKey: key }
  const data = { ...row.data, ...namesOf(row), ...mark, ...(isClosed && { history: true }) }
  const born = { kind, number, unit, owner, state, tag: null, parent: null, data }
  const object = hall.objects.insert(born)
  hall.objects.update({ ...object, version: history.length })
  tell(hall, object, row, mark)
  hall.legacy.store(source, key, hash, object.id)
  continueNumbers(hall, row)
  if (!isClosed) arm(hall, object)
}

function namesOf({ item, live: { handler } }: LegacyRow) {
  return { ...(item !== undefined && { item }), ...(handler !== undefined && { handler }) }
}

/** The events of a history, as they occurred; the one that starts the clock carries what the case brought of it. */
function tell(hall: HallContext, object: StoredObject, row: LegacyRow, mark: object): void {
  const { id: objectId, kind, number, unit } = object
  const started = startOf(hall.rules.workflows[kind], row.history)
  const { stopped } = row.live
  const clock = started === undefined ? {} : { promised: promiseOf(hall, row, started), stopped }
  const item = row.item === undefined ? {} : { item: row.item }
  for (const step of row.history) {
    const { event, actor, state, occurredAt, data } = step
    const whole: Omit<HallEvent, 'seq'> = {
      ...{ type: `${kind}.${event}`, kind, objectId, number, unit, actor, role: '', state },
      ...{ tag: null, occurredAt, recordedAt: hall.time.now() },
      data: { ...item, ...data, ...(step === started && clock), ...mark },
    }
    hall.events.append(whole)
  }
}

/** The promise of a case: as it was told, else as its due date has it. */
function promiseOf(hall: HallContext, { live }: LegacyRow, started: Step): number | undefined {
  const { promised, due, stopped = 0 } = live
  if (promised !== undefined || due === undefined) return promised
  const calendar = hall.registry.calendar()
  return Math.max(0, workdaysBetween(dayOf(started.occurredAt), due, calendar) - stopped)
}

/** A number in the hall's own form is behind what the hall gives from now on. */
function continueNumbers(hall: HallContext, { kind, number, item }: LegacyRow): void {
  const { prefix } = hall.rules.workflows[kind].number
  const head = prefix === 'item' ? (item ?? '') : prefix
  const [, day, serial] = /^(\d{8})(\d{1,9})$/.exec(number.slice(head.length)) ?? []
  if (head === '' || !number.startsWith(head) || day === undefined) return
  hall.objects.raiseSerial(head, day, Number(serial))
}

/** Objects of a source as they stand now, in the shape in which they came; keys that it does not know are left out. */
export function readBack(
  hall: HallContext,
  source: string,
  keys: readonly string[],
): readonly LegacyRow[] {
  return keys.flatMap((key) => {
    const object = hall.objects.get(hall.legacy.objectOf(source, key) ?? '')
    return object === undefined ? [] : [rowOf(hall, object, key)]
  })
}

const MARKS = ['source', 'sourceSystem', 'sourceKey', 'history', 'item', 'handler']
const BROUGHT = [...MARKS, 'promised', 'stopped']

function rowOf(hall: HallContext, object: StoredObject, key: string): LegacyRow {
  const { kind, number, unit, owner, state, data } = object
  const past = hall.events.past(object.id)
  const { item } = data
  return {
    ...{ key, kind, number, unit, state },
    ...(typeof item === 'string' && { item }),
    ...(owner !== '' && { owner }),
    data: without(data, MARKS),
    live: liveOf(hall, object, past),
    history: past.map(({ name: event, actor, state: after, occurredAt, data: said }) => {
      return { event, actor, state: after, occurredAt, data: without(said, BROUGHT) }
    }),
  }
}

/** The clock and the handler of what is work here; history has none. */
function liveOf(hall: HallContext, object: StoredObject, past: readonly PastEvent[]) {
  if (object.data['history'] === true) return {}
  const flow = hall.rules.workflows[object.kind]
  const started = past.find(({ name }) => clockEffect(flow, name) === 'start')
  const clock = objectClock(hall, object, past)
  const { handler } = object.data
  const number = (name: string) => {
    const value = started?.data[name]
    return typeof value === 'number' ? { [name]: value } : {}
  }
  return {
    ...{ ...number('promised'), ...number('stopped') },
    ...(clock !== null && { due: readClock(clock, hall.registry.calendar()).due }),
    ...(typeof handler === 'string' && { handler }),
  }
}

function without(data: Readonly<Record<string, unknown>>, names: readonly string[]) {
  return Object.fromEntries(Object.entries(data).filter(([name]) => !names.includes(name)))
}
