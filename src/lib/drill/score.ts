import { at, compareInstants, type Instant } from '../calendar/index.js'
import type { NoticePack, Requirement } from '../notice/index.js'
import { lineHash } from './journal-file.js'
import type { DrillScore, JournalLine, RequirementResult, Verdict } from './model.js'
import type { DrillPlan, PlanBatch } from './plan-model.js'
import { owes } from './quotas.js'
import { isRefusedThroughout, trialsOf } from './trials.js'
import { excusedUnits, unitScores } from './unit-score.js'

/**
 * The score of a run, a pure function of plan, journal and notice: what was observed in the hall, per unit
 * (and column), against what the notice demands. What happened in the batch's windows counts as met, what
 * happened after them but before the notice's report is due as late; what a robot did in a person's stead counts
 * nothing, nor do rounds that the plan plays outside the notice's themes. Exempt units count nothing (null, not 0).
 */
export function scoreRun(
  plan: DrillPlan,
  lines: readonly JournalLine[],
  pack: NoticePack,
): DrillScore {
  const stoodIn = standInProofs(lines)
  const outside = new Set(plan.rounds.flatMap(({ id, theme }) => (theme === null ? [id] : [])))
  const seen = lines.filter(
    ({ type, seq, data }) =>
      type === 'hall.seen' && !stoodIn.has(seq) && !outside.has(String(data['round'])),
  )
  const results = pack.requirements.flatMap((requirement) =>
    resultsOf({ plan, pack, requirement }, seen),
  )
  const last = lines.at(-1)
  const head = last ? lineHash(JSON.stringify(last)) : null
  const started = lines.find(({ type }) => type === 'run.started')
  return {
    run: String(started?.data['run'] ?? ''),
    steps: stepCounts(plan, lines),
    requirements: tally(results),
    results,
    units: unitScores(plan, results),
    trials: trialsOf(plan, lines),
    excused: excusedUnits(plan, lines),
    journal: { events: lines.length, head },
  }
}

/** The lines that prove acts of robots in people's stead. */
function standInProofs(lines: readonly JournalLine[]): ReadonlySet<number> {
  const done = lines.filter(
    ({ type, data }) => type === 'step.done' && data['how'] === 'understudy',
  )
  return new Set(done.flatMap(({ data }) => data['evidence'] as number[]))
}

/** True when everything that is owed was done in time, and the hall let nothing through that it has to refuse. */
export function isFulfilled({
  requirements,
  trials,
}: Pick<DrillScore, 'requirements' | 'trials'>): boolean {
  const { late, missed, disputed } = requirements
  return late + missed + disputed === 0 && isRefusedThroughout(trials)
}

interface Question {
  readonly plan: DrillPlan
  readonly pack: NoticePack
  readonly requirement: Requirement
}

function resultsOf(question: Question, seen: readonly JournalLine[]): RequirementResult[] {
  const { plan, pack, requirement } = question
  const columns = requirement.each.includes('column') ? pack.columns : [null]
  const counted = seen.filter((line) => isCounted(question, line))
  return plan.units
    .filter((unit) => owes(requirement, unit))
    .flatMap((unit) => {
      const own = counted.filter((line) => line.unit === unit.code)
      return columns.map((column) => {
        const events = own.filter((line) => column === null || inputOf(line)['column'] === column)
        return verdictOf(question, { unit: unit.code, batch: unit.batch, column }, events)
      })
    })
}

/** An event counts when it is the one that the requirement names and, where items matter, concerns one that counts. */
function isCounted({ plan, requirement }: Question, line: JournalLine): boolean {
  if (line.data['event'] !== requirement.counts) return false
  if (requirement.where === null) return true
  const { item, items } = inputOf(line)
  const countable = plan.countable[requirement.id] ?? []
  return [item, items].flat().some((code) => typeof code === 'string' && countable.includes(code))
}

interface Subject {
  readonly unit: string
  readonly batch: string
  readonly column: string | null
}

function verdictOf(
  { plan, pack, requirement }: Question,
  { unit, batch, column }: Subject,
  events: readonly JournalLine[],
): RequirementResult {
  const { id, theme, atLeast, clause } = requirement
  const about = { requirement: id, theme, unit, column, atLeast, clause }
  const exemption = plan.exempt.find((one) => one.requirement === id && one.unit === unit)
  if (exemption) {
    const because = exemption.because
    return { ...about, counted: null, verdict: 'exempt', because, evidence: [] }
  }
  const days = plan.batches.find((one) => one.id === batch)
  const inTime = events.filter((line) => days && isInWindow(days, hallAt(line)))
  const late = events.filter((line) => days && isLate(days, { plan, pack }, hallAt(line)))
  const verdict = judge(inTime.length, late.length, atLeast)
  const proofs = verdict === 'late' ? [...inTime, ...late] : inTime
  const evidence = proofs.map(({ seq }) => seq).sort((a, b) => a - b)
  return { ...about, counted: inTime.length, verdict, because: null, evidence }
}

function judge(inTime: number, late: number, atLeast: number): Verdict {
  if (inTime >= atLeast) return 'met'
  return inTime + late >= atLeast ? 'late' : 'missed'
}

function isInWindow({ windows }: PlanBatch, moment: Instant): boolean {
  return windows.some(
    ({ from, to }) => compareInstants(from, moment) <= 0 && compareInstants(moment, to) <= 0,
  )
}

/** After the batch's last window, and before the day on which the notice's first report is due. */
function isLate(
  { windows }: PlanBatch,
  { plan, pack }: Pick<Question, 'plan' | 'pack'>,
  moment: Instant,
): boolean {
  const end = windows.at(-1)?.to
  if (end === undefined || compareInstants(moment, end) <= 0) return false
  const [due] = pack.reports.map((report) => at(report.due, '00:00')).sort()
  const until = plan.until ?? due
  return until === undefined || compareInstants(moment, until) < 0
}

function stepCounts(plan: DrillPlan, lines: readonly JournalLine[]): DrillScore['steps'] {
  const state = new Map<string, string>()
  for (const { type, key } of lines) if (key && type in STATES) state.set(key, STATES[type] ?? '')
  const count = (wanted: string) => [...state.values()].filter((one) => one === wanted).length
  const total = plan.steps.length
  const ended = {
    done: count('done'),
    failed: count('failed'),
    unknown: count('unknown'),
    skipped: count('skipped'),
  }
  const waiting = total - ended.done - ended.failed - ended.unknown - ended.skipped
  return { total, ...ended, waiting }
}

const STATES: Readonly<Record<string, string>> = {
  'step.done': 'done',
  'step.adopted': 'done',
  'step.failed': 'failed',
  'step.unknown': 'unknown',
  'step.skipped': 'skipped',
}

function tally(results: readonly RequirementResult[]): DrillScore['requirements'] {
  const counts = { met: 0, late: 0, missed: 0, exempt: 0, disputed: 0 }
  for (const { verdict } of results) counts[verdict] += 1
  return counts
}

function hallAt(line: JournalLine): Instant {
  return String(line.data['hallAt'])
}

function inputOf({ data }: JournalLine): Readonly<Record<string, unknown>> {
  const input = data['data']
  return typeof input === 'object' && input !== null ? { ...input } : {}
}
