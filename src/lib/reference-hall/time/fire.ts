import { compareInstants, epochMs, instantFrom } from '../../calendar/index.js'
import type { ActContext } from '../acts/births.js'
import { carryOut } from '../acts/carry-out.js'
import type { Timer } from '../acts/objects.js'
import { hindrance } from '../acts/rules.js'
import { situation } from '../acts/situation.js'
import type { Actor } from '../people/accounts.js'
import { spansOf } from './limits.js'

/** The hall itself, as the events name it. */
const SYSTEM: Actor = { workNo: 'system', unit: '', roles: ['system'] }

/** Moves the virtual clock; everything that falls due on the way is done first, in order, each at its own time. */
export function turnClock(hall: ActContext, instant: string): void {
  if (hall.time.isVirtual() && compareInstants(instant, hall.time.now()) >= 0) {
    fireDue(hall, instant, hall.time.set)
  }
  hall.time.set(instant)
}

/** Does everything that is due by then; `pass` is told each moment before what happens in it. */
export function fireDue(
  hall: ActContext,
  until: string,
  pass: (instant: string) => void = () => undefined,
): void {
  const untilMs = epochMs(until)
  for (
    let timer = hall.objects.nextTimer(untilMs);
    timer;
    timer = hall.objects.nextTimer(untilMs)
  ) {
    const due = instantFrom(timer.dueMs)
    if (compareInstants(due, hall.time.now()) > 0) pass(due)
    fire(hall, timer, due)
  }
}

function fire(hall: ActContext, { object: id, action }: Timer, due: string): void {
  const object = hall.objects.get(id)
  const rule = object && hall.rules.workflows[object.kind].actions[action]
  hall.objects.setTimers(id, [])
  if (object === undefined || rule?.after === undefined) return
  const now = situation(hall, SYSTEM, object)
  if (hindrance(rule, now) !== undefined) return
  const flow = hall.rules.workflows[object.kind]
  const since = spansOf(flow, rule.after, hall.events.past(id)).at(-1)?.start
  const by = { actor: SYSTEM, role: 'system' }
  carryOut(hall, { object, rule, now }, { by, input: { since }, at: due })
}
