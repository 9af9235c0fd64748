import { instantFrom } from '../../calendar/index.js'
import { Evidence } from '../journal/evidence.js'
import { History } from '../journal/history.js'
import type { JournalLine } from '../journal/model.js'
import type { DrillPlan } from '../plan/plan-model.js'
import { scopesOf } from '../plan/round-scope.js'
import { openStep } from '../play/stage.js'
import { planUnit } from '../views.js'

/** One thing that one person should do now, in the script's own words. */
export interface Task {
  readonly key: string
  readonly unit: string
  readonly account: string
  readonly person: string
  readonly role: string
  readonly title: string
  readonly ask: string
  /** Since when it can be done; until when in time, null when it is late already; when a robot will stand in, null never. */
  readonly since: string
  readonly until: string | null
  readonly standIn: string | null
  /** True when somebody said that it is done and the hall does not show it. */
  readonly isReported: boolean
}

/** Whose tasks are asked for; null means everybody's. */
export interface Whose {
  readonly unit: string | null
  readonly person: string | null
}

/** What each person should do now, as the journal tells. HK-DRILL-005 for an unknown unit. */
export function inboxOf(
  plan: DrillPlan,
  lines: readonly JournalLine[],
  run: string,
  { unit, person }: Whose,
): Task[] {
  const code = unit === null ? null : planUnit(plan, unit).code
  return openTasks(plan, lines, run).filter(
    (task) =>
      (code === null || task.unit === code) &&
      (person === null || person === task.account || person === task.person),
  )
}

function openTasks(plan: DrillPlan, lines: readonly JournalLine[], run: string): Task[] {
  const scopes = scopesOf(plan)
  const history = new History(plan, scopes)
  history.replay(lines, new Evidence(plan, scopes, run))
  const people = new Map((plan.people ?? []).map(({ account, name }) => [account, name]))
  const reported = new Set(
    lines.filter(({ type }) => type === 'step.reported').map(({ key }) => key),
  )
  return history.schedule.openSteps().map(({ step, openedAt, standInAt, until }) => {
    const { scope, script } = openStep({ scopes }, step)
    const { key, unit, account, role } = step
    return {
      ...{ key, unit, account, role, title: script.title },
      person: people.get(account) ?? account,
      ask: scope.expressions.render(script.ask, scope.names),
      since: instantFrom(openedAt),
      until: until === null ? null : instantFrom(until),
      standIn: standInAt === null ? null : instantFrom(standInAt),
      isReported: reported.has(key),
    }
  })
}
