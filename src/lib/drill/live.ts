import { outcomeOf } from './journal/history.js'
import type { JournalLine, JournalType } from './journal/model.js'
import type { DrillPlan, PlannedStep } from './plan/plan-model.js'
import { stepTitles } from './views.js'
import { type HeldGate, type Opening, Waits } from './waits.js'

/**
 * Something worth a line of its own while a run goes on. `text`: the window, the step, the reason, as the kind has it;
 * `span`: the stretch of time that was declared.
 */
export interface Milestone {
  readonly kind: 'run' | 'window' | 'trouble' | 'person' | 'unit' | 'said'
  readonly type: JournalType
  readonly at: string
  readonly unit: string | null
  readonly text: string
  readonly detail: string | null
  readonly span: { readonly from: string; readonly to: string } | null
}

/** A step that waits for its person; `until` null when no window of its unit is left, `standIn` null when no robot will act. */
export interface Awaited {
  readonly unit: string
  readonly title: string
  readonly person: string
  readonly until: string | null
  readonly standIn: string | null
}

/** Where a run stands. */
export interface Standing {
  readonly at: string | null
  readonly state: 'running' | 'paused' | 'finished'
  readonly total: number
  readonly done: number
  readonly failed: number
  readonly skipped: number
  readonly awaited: readonly Awaited[]
  /** The next window that opens, when none is open now. */
  readonly opens: Opening | null
  /** Units that went away with something left to do, and until when a makeup can bring it about. */
  readonly absent: readonly string[]
  readonly until: string | null
  readonly gates: readonly HeldGate[]
}

/** What a watcher of a run sees: a fold over the lines of its journal, whoever reads them. */
export class LiveBoard {
  readonly #plan: DrillPlan
  readonly #steps: ReadonlyMap<string, PlannedStep>
  readonly #titles: ReadonlyMap<string, string>
  readonly #units: ReadonlyMap<string, string>
  readonly #people: ReadonlyMap<string, string>
  readonly #left = new Map<string, number>()
  readonly #ended = new Set<string>()
  readonly #open = new Map<string, string | null>()
  readonly #skipped = new Map<string, number>()
  readonly #waits: Waits
  readonly #counts = { done: 0, failed: 0, skipped: 0 }
  #at: string | null = null
  #state: Standing['state'] = 'running'

  /** `past`: the lines that were told before. */
  constructor(plan: DrillPlan, past: readonly JournalLine[] = []) {
    this.#plan = plan
    this.#waits = new Waits(plan)
    this.#steps = new Map(plan.steps.map((step) => [step.key, step]))
    this.#titles = stepTitles(plan)
    this.#units = new Map(plan.units.map(({ code, short }) => [code, short]))
    this.#people = new Map((plan.people ?? []).map(({ account, name }) => [account, name]))
    for (const { unit } of plan.steps) this.#left.set(unit, (this.#left.get(unit) ?? 0) + 1)
    for (const line of past) this.take(line)
  }

  /** Takes one line in and gives what is worth telling of it. */
  take(line: JournalLine): Milestone[] {
    this.#at = line.at
    this.#waits.take(line)
    if (line.type.startsWith('run.')) this.#takeRun(line)
    if (line.key !== undefined) this.#takeStep(line, line.key)
    const told = this.#told(line)
    const ended = line.key !== undefined ? this.#takeEnd(line, line.key) : []
    return [...told, ...ended]
  }

  /** How things stand after the lines so far. */
  get standing(): Standing {
    const here = [...this.#open].filter(([key]) => !this.#isAbsent(key))
    const awaited = here.map(([key, standIn]) => this.#awaited(key, standIn))
    awaited.sort((a, b) => (a.until ?? '9').localeCompare(b.until ?? '9'))
    const { steps, until = null, units } = this.#plan
    const { done, failed, skipped } = this.#counts
    const counts = { total: steps.length, done, failed, skipped }
    const away = units.filter(({ code }) => this.#waits.isAbsent(code) && this.#left.get(code))
    const waits = { opens: this.#waits.opens(this.#at), gates: this.#waits.gates(this.#at) }
    const absent = away.map(({ short }) => short)
    return { at: this.#at, state: this.#state, ...counts, awaited, ...waits, absent, until }
  }

  #isAbsent(key: string): boolean {
    return this.#waits.isAbsent(this.#steps.get(key)?.unit ?? '')
  }

  #takeRun({ type }: JournalLine): void {
    if (type === 'run.paused') this.#state = 'paused'
    else this.#state = type === 'run.finished' ? 'finished' : 'running'
  }

  #takeStep({ type, data }: JournalLine, key: string): void {
    if (type === 'step.opened') this.#open.set(key, textOf(data['standIn']))
    if (type === 'step.understudied') this.#open.delete(key)
  }

  #takeEnd(line: JournalLine, key: string): Milestone[] {
    const outcome = outcomeOf(line)
    if (!outcome || this.#ended.has(key)) return []
    this.#ended.add(key)
    this.#open.delete(key)
    this.#counts[outcome.kind] += 1
    const unit = this.#steps.get(key)?.unit ?? ''
    const left = (this.#left.get(unit) ?? 0) - 1
    this.#left.set(unit, left)
    if (outcome.kind === 'skipped') this.#skipped.set(unit, (this.#skipped.get(unit) ?? 0) + 1)
    const skipped = this.#skipped.get(unit)
    const name = this.#units.get(unit) ?? unit
    return left > 0 ? [] : [this.#milestone('unit', line, name, skipped?.toString() ?? null)]
  }

  #told(line: JournalLine): Milestone[] {
    const { type, data, key = '', by } = line
    const title = this.#titles.get(key) ?? ''
    const tell = (kind: Milestone['kind'], text: string, detail: string | null) => [
      this.#milestone(kind, line, text, detail),
    ]
    if (type.startsWith('run.') || type === 'safeguard.tripped')
      return tell('run', '', saidIn(data))
    if (type.startsWith('batch.')) return tell('window', this.#batch(data), textOf(data['to']))
    if (TROUBLES.includes(type)) return tell('trouble', title, reasonOf(data))
    if (type === 'step.done' && by.kind === 'human') {
      return tell('person', title, this.#people.get(by.id) ?? by.id)
    }
    const isSaid = SAID.includes(type) || (type === 'step.skipped' && by.kind === 'operator')
    return isSaid ? tell('said', title, saidIn(data)) : []
  }

  #batch(data: JournalLine['data']): string {
    return this.#plan.batches.find(({ id }) => id === data['batch'])?.title ?? ''
  }

  #milestone(
    kind: Milestone['kind'],
    { type, at, unit, data }: JournalLine,
    text: string,
    detail: string | null,
  ): Milestone {
    const codes = unit === undefined ? listed(data['units']) : [unit]
    const names = codes.map((code) => this.#units.get(code) ?? code).join('、')
    return { kind, type, at, unit: names || null, text, detail, span: spanIn(data) }
  }

  #awaited(key: string, standIn: string | null): Awaited {
    const step = this.#steps.get(key)
    const account = step?.account ?? ''
    return {
      unit: this.#units.get(step?.unit ?? '') ?? '',
      title: this.#titles.get(key) ?? key,
      person: this.#people.get(account) ?? account,
      until: this.#waits.endOf(step?.unit ?? '', this.#at),
      standIn,
    }
  }
}

/** What people said of the run that everybody should see. */
const SAID: readonly JournalType[] = [
  ...(['note.added', 'unit.attended', 'unit.absent', 'makeup.opened'] as const),
  ...(['outage.declared', 'gate.signed', 'step.understudied', 'step.reported'] as const),
]

const TROUBLES: readonly JournalType[] = ['step.failed', 'step.unknown']

/** The words that a line carries, a person's before the program's. */
function saidIn(data: JournalLine['data']): string | null {
  const inner = typeof data['because'] === 'object' ? data['because'] : null
  const all = { ...data, ...inner }
  const words = ['text', 'reason', 'because', 'cause', 'watch'].map((name) => textOf(all[name]))
  return words.find((one) => one !== null) ?? null
}

function reasonOf(data: JournalLine['data']): string | null {
  const { reason } = data
  if (typeof reason === 'object' && reason !== null && 'detail' in reason) {
    return textOf(reason.detail)
  }
  return textOf(data['cause'])
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function listed(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

function spanIn({ from, to }: JournalLine['data']): Milestone['span'] {
  return typeof from === 'string' && typeof to === 'string' ? { from, to } : null
}
