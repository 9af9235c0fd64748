import type { JournalLine } from '../journal/model.js'
import type { DrillPlan } from '../plan/plan-model.js'
import { inputOf, type RoundScope, scopesOf, stepOf } from '../plan/round-scope.js'
import type { ScriptStep } from '../plan/script.js'
import { type HallFaultName, hallFaultNames, type Sight, sight } from './fault-sight.js'
import { halfDays, outagesSeen } from './performance.js'
import { wrongReadings, wrongTimes } from './told-wrong.js'
import { isDuty, trialsOf } from './trials.js'

/** A fault of the hall, how often it was met, an example in the journal's own words, and the lines that show it. */
export interface HallFault {
  readonly fault: HallFaultName
  readonly n: number
  readonly example: string
  readonly evidence: readonly number[]
}

/** An answer that takes so long (ms, median of an action) is a fault: a person would press the button again. */
const SLOW_MS = 1000
/** Measurements without which a median says nothing. */
const ENOUGH = 3

/** The faults that a drill found in its hall; none in a sound hall. A pure function of plan and journal. */
export function hallFaults(plan: DrillPlan, lines: readonly JournalLine[]): readonly HallFault[] {
  const sights: Sight[] = [
    ...slow(lines),
    ...hitches(lines),
    ...failures(lines),
    ...doubles(lines),
    ...garbled(plan, lines),
    ...wrongTimes(lines),
    ...wrongReadings(plan, lines),
    ...unenforced(plan, lines),
    ...outagesSeen(lines).map(({ cause, evidence }) => sight('outage', evidence[0] ?? 0, cause)),
  ]
  return hallFaultNames.flatMap((fault) => {
    const own = sights.filter((one) => one.fault === fault)
    const evidence = [...new Set(own.map(({ seq }) => seq))].sort((a, b) => a - b)
    const [first] = own
    return first ? [{ fault, n: own.length, example: first.example, evidence }] : []
  })
}

function slow(lines: readonly JournalLine[]): Sight[] {
  return halfDays(lines)
    .filter(({ n, median }) => n >= ENOUGH && median >= SLOW_MS)
    .flatMap(({ action, median, evidence }) =>
      evidence.map((seq) => sight('latency', seq, `${action} ${Math.round(median)} ms`)),
    )
}

/** What happened on the way to an outcome. */
function hitches(lines: readonly JournalLine[]): Sight[] {
  return lines.flatMap(({ seq, data }) => {
    const tries = Array.isArray(data['tries']) ? data['tries'].map(String) : []
    return tries.flatMap((text, index) => {
      const isLast = index === tries.length - 1 && data['answered'] === false
      const fault = faultOfTry(text, isLast)
      return fault === null ? [] : [sight(fault, seq, text)]
    })
  })
}

function faultOfTry(text: string, wasDone: boolean): HallFaultName | null {
  if (text === 'session') return 'session-expiry'
  if (text.includes('HTTP 429')) return 'too-many-requests'
  if (/HTTP 5\d\d/.test(text)) return 'server-error'
  return wasDone ? 'drop-after-commit' : null
}

/** Outcomes that no rule of the hall explains. */
function failures(lines: readonly JournalLine[]): Sight[] {
  return lines.flatMap(({ type, seq, key = '', data }) => {
    const reason = data['reason']
    if (type !== 'step.failed' || typeof reason !== 'object' || !reason) return []
    const code = 'code' in reason ? reason.code : null
    if (code === 'unproven') return [sight('lost-event', seq, key)]
    if (code === 'read-only') return [sight('read-only', seq, key)]
    return []
  })
}

/** One number for two objects of a kind. */
function doubles(lines: readonly JournalLine[]): Sight[] {
  const known = new Map<string, string>()
  const told = new Set<string>()
  return lines.flatMap(({ type, seq, data }) => {
    if (type !== 'hall.seen') return []
    const number = `${data['kind']} ${data['number']}`
    const id = String(data['id'])
    const first = known.get(number) ?? id
    known.set(number, first)
    if (first === id || told.has(id)) return []
    told.add(id)
    return [sight('duplicate-number', seq, String(data['number']))]
  })
}

/** Texts that the hall shows otherwise than they were entered. */
function garbled(plan: DrillPlan, lines: readonly JournalLine[]): Sight[] {
  const scopes = scopesOf(plan)
  const steps = new Map(plan.steps.map((step) => [step.key, step]))
  const ours = new Set(lines.filter(({ type }) => type === 'step.intent').map(({ key }) => key))
  return lines.flatMap((line) => {
    const step = steps.get(line.key ?? '')
    const scope = scopes.get(step?.round ?? '')
    if (!step || !scope) return []
    const { keep } = line.data
    if (keep !== undefined) scope.names[step.step] = keep // later inputs may speak of it
    const isOurs = line.type === 'hall.seen' && ours.has(line.key)
    return isOurs ? garbledIn(line, scope, stepOf(scope, step.step)) : []
  })
}

function garbledIn({ seq, data }: JournalLine, scope: RoundScope, script: ScriptStep): Sight[] {
  if (!script.do || script.do.id !== undefined) return []
  const sent = inputOf(scope, script)
  const shown = (data['data'] ?? {}) as Readonly<Record<string, unknown>>
  const field = Object.keys(sent).find((name) => {
    return typeof shown[name] === 'string' && shown[name] !== sent[name]
  })
  return field === undefined ? [] : [sight('mojibake', seq, String(shown[field]).slice(0, 40))]
}

function unenforced(plan: DrillPlan, lines: readonly JournalLine[]): Sight[] {
  return trialsOf(plan, lines)
    .filter(({ verdict }) => verdict === 'let-through')
    .map(({ rule, evidence }) => {
      const fault = isDuty(rule) ? 'no-separation' : 'let-through'
      return sight(fault, evidence[0] ?? 0, rule)
    })
}
