import { at, secondsBetween } from '../../calendar/index.js'
import type { NoticePack } from '../../notice/index.js'
import type { Work } from './expand.js'
import type { PlayList } from './plan-file.js'
import type { DrillPlan, PlannedStep, Round } from './plan-model.js'
import type { ScriptStep } from './script.js'
import { windowsOf } from './settle.js'
import { secondsOf } from './spans.js'

/** Who plays a step: the first rule of the plan's cast that fits, else what the script says, else a robot. Looking is left to robots unless the script says otherwise, and what the hall must refuse always. */
export function actorOf(
  { plays, pack }: Pick<Work, 'plays' | 'pack'>,
  round: Round,
  step: ScriptStep,
): Pick<PlannedStep, 'by' | 'understudy'> {
  if (step.refused) return {}
  const unit = pack.units.find(({ code }) => code === round.unit)
  const names = [unit?.code, unit?.name, unit?.short]
  const rule = (step.read ? [] : (plays.cast ?? [])).find(
    ({ role = step.as, batch = round.batch, unit: whose }) =>
      role === step.as && batch === round.batch && (whose === undefined || names.includes(whose)),
  )
  const by = step.do || step.read ? (rule?.by ?? step.by) : 'human'
  if (by !== 'human') return {}
  const understudy = step.do || step.read ? (rule?.understudy ?? step.understudy) : undefined
  return { by, ...(understudy !== undefined && { understudy: secondsOf(understudy) }) }
}

/** The plan's own rules, as they are locked. People, and what waits for limits, may be late unless the plan says otherwise. */
export function rulesOf({
  plays,
  pack,
  steps,
}: Work): Pick<
  DrillPlan,
  'late' | 'pause' | 'until' | 'deadlines' | 'gates' | 'safeguards' | 'pace' | 'score'
> {
  const { pause, gates, safeguards, pace, score } = plays
  const day = openDay(pack, plays)
  const deadlines = plays.deadlines?.map((one) => ({ ...one, limit: minutesOf(one.limit, day) }))
  const isLong = steps.some(({ by, wait }) => by === 'human' || wait !== undefined)
  const late = plays.late ?? (isLong ? 'count' : undefined)
  const due = plays.until ?? pack.reports.map((report) => report.due).sort()[0]
  return {
    ...(late && { late }),
    ...(pause && { pause }),
    ...(due !== undefined && { until: at(due, '00:00') }),
    ...(deadlines && { deadlines }),
    ...(gates && { gates }),
    ...(safeguards && { safeguards }),
    ...(pace && { pace }),
    ...(score && { score }),
  }
}

/** A limit in open minutes; a day counts as long as the drill is open on one. */
function minutesOf(limit: string, day: number): number {
  return limit.endsWith('d') ? Number.parseInt(limit, 10) * day : secondsOf(limit) / 60
}

/** The open minutes of a day of the drill, on average over its batches' days. */
function openDay(pack: NoticePack, plays: PlayList): number {
  const windows = pack.batches.flatMap((batch) => windowsOf(plays, batch))
  const days = new Set(windows.map(({ from }) => from.slice(0, 10)))
  const seconds = windows.reduce((sum, { from, to }) => sum + secondsBetween(from, to), 0)
  return Math.max(1, Math.round(seconds / 60 / Math.max(1, days.size)))
}

/** The names of those who are to act themselves; none when robots play everything. */
export function peopleOf({ steps, mapping }: Work): Pick<DrillPlan, 'people'> {
  const acting = new Set(steps.filter(({ by }) => by === 'human').map(({ account }) => account))
  if (acting.size === 0) return {}
  const people = mapping.users.filter(({ workNo }) => acting.has(workNo))
  return { people: people.map(({ workNo, name }) => ({ account: workNo, name })) }
}
