import { isWeekend, plusSeconds } from '../../calendar/index.js'
import type { HallEvent, HallRules, Workflow } from '../../hall/index.js'
import type { ActContext } from '../acts/births.js'
import type { Faults } from './faults.js'

const SKEW_SECONDS = 3600

/**
 * The parts of a hall as its faults bend them: no separation of duties, a serial given twice, events left out of the
 * feed, a clock that is off, holidays counted as working days. Without faults every part is what it was.
 */
export function faultyParts(sound: ActContext, faults: Faults): ActContext {
  const { rules, registry, objects, events, time } = sound
  const lax = laxRules(rules)
  const isThere = lostForGood(faults)
  return {
    ...sound,
    get rules() {
      return faults.isOn('no-separation') ? lax : rules
    },
    registry: {
      ...registry,
      calendar: () => {
        const sane = registry.calendar()
        const isIgnored = faults.strike('holiday-ignored') !== undefined
        return isIgnored ? { ...sane, isWorkday: (day) => !isWeekend(day) } : sane
      },
    },
    objects: {
      ...objects,
      nextSerial: (prefix, day) => {
        const serial = objects.nextSerial(prefix, day)
        const isTwice = serial > 1 && faults.strike('duplicate-number') !== undefined
        return isTwice ? serial - 1 : serial
      },
    },
    events: {
      ...events,
      after: (...query) => events.after(...query).filter(isThere),
      ofObject: (object) => events.ofObject(object).filter(isThere),
    },
    time: {
      ...time,
      now: () => {
        const seconds = faults.strike('clock-skew', SKEW_SECONDS)
        return seconds === undefined ? time.now() : plusSeconds(time.now(), seconds)
      },
    },
  }
}

/** Whether an event is in the feed; one that was lost once stays lost until the fault is taken away. */
function lostForGood(faults: Faults) {
  const lost = new Set<number>()
  const seen = new Set<number>()
  return ({ seq }: HallEvent) => {
    if (!faults.isOn('lost-event')) {
      seen.clear()
      lost.clear()
      return true
    }
    if (!seen.has(seq) && faults.strike('lost-event') !== undefined) lost.add(seq)
    seen.add(seq)
    return !lost.has(seq)
  }
}

function laxRules(rules: HallRules): HallRules {
  const lax = (flow: Workflow): Workflow => ({
    ...flow,
    actions: Object.fromEntries(
      Object.entries(flow.actions).map(([name, rule]) => [
        name,
        { ...rule, notBy: [], notOwnUnit: false, people: {} },
      ]),
    ),
  })
  const flows = Object.entries(rules.workflows).map(([kind, flow]) => [kind, lax(flow)])
  const roles = { ...rules.roles, duties: [] }
  return { ...rules, roles, workflows: Object.fromEntries(flows) }
}
