import { isWeekend, plusSeconds } from '../../calendar/index.js'
import type { ActionRule, HallEvent, HallRules, Workflow } from '../../hall/index.js'
import type { ActContext } from '../acts/births.js'
import type { Faults } from './faults.js'

const SKEW_SECONDS = 3600

/**
 * The parts of a hall as its faults bend them: no separation of duties, acts of any role and as often as one likes, a serial given twice, events left out of the
 * feed, a clock that is off, holidays counted as working days, late entries that look timely,
 * limits that run out and nothing happens. Without faults every part is what it was.
 */
export function faultyParts(sound: ActContext, faults: Faults): ActContext {
  const { rules, registry, objects, events, time } = sound
  const mingled = mingledRules(rules)
  const open = openRules(rules)
  const isThere = lostForGood(faults)
  return {
    ...sound,
    get rules() {
      if (faults.isOn('no-refusal')) return open
      return faults.isOn('no-separation') ? mingled : rules
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
      setTimers: (object, timers) => {
        const isLost = timers.length > 0 && faults.strike('limit-ignored') !== undefined
        objects.setTimers(object, isLost ? [] : timers)
      },
    },
    events: {
      ...events,
      append: (event) => {
        const isLate = event.actor !== 'system' && event.occurredAt < event.recordedAt
        const isHidden = isLate && faults.strike('unmarked-entry') !== undefined
        return events.append(isHidden ? { ...event, recordedAt: event.occurredAt } : event)
      },
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

/** One person may do everything, as far as its roles go. */
function mingledRules(rules: HallRules): HallRules {
  const roles = { ...rules.roles, duties: [] }
  const alone = { notBy: [], notOwnUnit: false, people: {} }
  return { ...withActions(rules, (rule) => ({ ...rule, ...alone })), roles }
}

/** Whoever has any role may act, also a second time where once is all that the law allows. */
function openRules(rules: HallRules): HallRules {
  const by = Object.keys(rules.roles.list)
  return withActions(rules, (rule) => ({ ...rule, once: false, by: rule.by.length > 0 ? by : [] }))
}

function withActions(rules: HallRules, change: (rule: ActionRule) => ActionRule): HallRules {
  const changed = (flow: Workflow): Workflow => ({
    ...flow,
    actions: Object.fromEntries(
      Object.entries(flow.actions).map(([name, rule]) => [name, change(rule)]),
    ),
  })
  const flows = Object.entries(rules.workflows).map(([kind, flow]) => [kind, changed(flow)])
  return { ...rules, workflows: Object.fromEntries(flows) }
}
