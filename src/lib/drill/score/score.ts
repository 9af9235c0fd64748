import type { NoticePack } from '../../notice/index.js'
import { lineHash } from '../journal/journal-file.js'
import type { DrillScore, JournalLine, RequirementResult } from '../journal/model.js'
import { type ToldByJournal, toldBy } from '../journal/told-by-journal.js'
import type { DrillPlan } from '../plan/plan-model.js'
import { owes } from '../plan/quotas.js'
import { inputOf, isCounted, type Question, sortFacts } from './counted.js'
import type { Sayings } from './sayings-of-verdicts.js'
import { isRefusedThroughout, trialsOf } from './trials.js'
import { excusedUnits, unitScores } from './unit-score.js'

/**
 * The score of a run, a pure function of plan, journal and notice: what was observed in the hall, per unit
 * (and column), against what the notice demands. What happened before the end of the batch's windows counts as met, what
 * happened after it but before the notice's report is due as late; what a robot did in a person's stead counts
 * nothing, nor do rounds that the plan plays outside the notice's themes. Exempt units count nothing, and what no list
 * could show is unchecked (null, not 0). Disputes and decisions of people stand beside what the facts say.
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
  const told = toldBy(lines)
  const results = pack.requirements.flatMap((requirement) =>
    resultsOf({ plan, pack, requirement }, seen, told),
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
  const { late, missed, disputed, unchecked = 0 } = requirements
  return late + missed + disputed + unchecked === 0 && isRefusedThroughout(trials)
}

function resultsOf(
  question: Question,
  seen: readonly JournalLine[],
  told: ToldByJournal,
): RequirementResult[] {
  const { plan, pack, requirement } = question
  const columns = requirement.each.includes('column') ? pack.columns : [null]
  const counted = seen.filter((line) => isCounted(question, line))
  return plan.units
    .filter((unit) => owes(requirement, unit))
    .flatMap((unit) => {
      const own = counted.filter((line) => line.unit === unit.code)
      return columns.map((column) => {
        const events = own.filter((line) => column === null || inputOf(line)['column'] === column)
        const computed = judged(question, { ...unit, column }, events, told)
        return contested(computed, told.sayings)
      })
    })
}

interface Subject {
  readonly code: string
  readonly batch: string
  readonly column: string | null
}

type Bare = Omit<RequirementResult, 'verdict' | 'dispute' | 'override'>

/** What the facts alone say. */
function judged(
  question: Question,
  { code: unit, batch, column }: Subject,
  events: readonly JournalLine[],
  told: ToldByJournal,
): Bare {
  const { plan, requirement } = question
  const { id, theme, atLeast, clause, counts } = requirement
  const about = { requirement: id, theme, unit, column, atLeast, clause }
  const nothing = { counted: null, evidence: [], contradictions: [] }
  const exemption = plan.exempt.find((one) => one.requirement === id && one.unit === unit)
  if (exemption) return { ...about, ...nothing, computed: 'exempt', because: exemption.because }
  const windows = plan.batches.find(({ id }) => id === batch)?.windows ?? []
  const open = { windows, makeups: told.makeupsOf(unit) }
  const { inTime, late, untimed } = sortFacts(question, open, events)
  const isBlind = !told.canShow(counts, unit)
  const reaches = inTime.length + late.length + untimed.length >= atLeast
  const computed = judge(inTime.length, late.length, atLeast)
  if (computed !== 'met' && (isBlind || (computed === 'missed' && reaches))) {
    return { ...about, ...nothing, computed: 'unchecked', because: null }
  }
  const proofs = computed === 'late' ? [...inTime, ...late] : inTime
  const evidence = proofs.map(({ seq }) => seq).sort((a, b) => a - b)
  const contradictions = told.contradictionsOf(events)
  return { ...about, counted: inTime.length, computed, because: null, evidence, contradictions }
}

/** What people say of it, and what lists contradict, makes a verdict disputed; it never changes what the facts say. */
function contested(
  bare: Bare,
  { dispute: disputeOf, override: overrideOf }: Sayings,
): RequirementResult {
  const dispute = disputeOf(bare)
  const override = overrideOf(bare)
  const isOpen = dispute !== null || (bare.contradictions.length > 0 && override === null)
  return { ...bare, verdict: isOpen ? 'disputed' : bare.computed, dispute, override }
}

function judge(inTime: number, late: number, atLeast: number): 'met' | 'late' | 'missed' {
  if (inTime >= atLeast) return 'met'
  return inTime + late >= atLeast ? 'late' : 'missed'
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
  let unchecked = 0
  for (const { verdict } of results) {
    if (verdict === 'unchecked') unchecked += 1
    else counts[verdict] += 1
  }
  return { ...counts, ...(unchecked > 0 && { unchecked }) }
}
