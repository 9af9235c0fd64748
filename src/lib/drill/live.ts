import { compareInstants } from '../calendar/index.js'
import { outcomeOf } from './journal/history.js'
import type { JournalLine, JournalType } from './journal/model.js'
import type { DrillPlan, PlannedStep } from './plan/plan-model.js'
import { stepTitles } from './views.js'

/** Something worth a line of its own while a run goes on. `text`: the window, the step, the reason, as the kind has it. */
export interface Milestone {
  readonly kind: 'run' | 'window' | 'trouble' | 'person' | 'unit' | 'said'
  readonly type: JournalType
  readonly at: string
  readonly unit: string | null
  readonly text: string
  readonly detail: string | null
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
  readonly opens: { readonly title: string; readonly at: string } | null
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
  readonly #counts = { done: 0, failed: 0, skipped: 0 }
  #at: string | null = null
  #state: Standing['state'] = 'running'

  constructor(plan: DrillPlan) {
    this.#plan = plan
    this.#steps = new Map(plan.steps.map((step) => [step.key, step]))
    this.#titles = stepTitles(plan)
    this.#units = new Map(plan.units.map(({ code, short }) => [code, short]))
    this.#people = new Map((plan.people ?? []).map(({ account, name }) => [account, name]))
    for (const { unit } of plan.steps) this.#left.set(unit, (this.#left.get(unit) ?? 0) + 1)
  }

  /** Takes one line in and gives what is worth telling of it. */
  take(line: JournalLine): Milestone[] {
    this.#at = line.at
    if (line.type.startsWith('run.')) this.#takeRun(line)
    if (line.key !== undefined) this.#takeStep(line, line.key)
    const told = this.#told(line)
    const ended = line.key !== undefined ? this.#takeEnd(line, line.key) : []
    return [...told, ...ended]
  }

  /** How things stand after the lines so far. */
  get standing(): Standing {
    const awaited = [...this.#open].map(([key, standIn]) => this.#awaited(key, standIn))
    awaited.sort((a, b) => (a.until ?? '9').localeCompare(b.until ?? '9'))
    const { steps } = this.#plan
    const { done, failed, skipped } = this.#counts
    const counts = { total: steps.length, done, failed, skipped }
    return { at: this.#at, state: this.#state, ...counts, awaited, opens: this.#opens() }
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
    return left === 0 ? [this.#milestone('unit', line, this.#units.get(unit) ?? unit, null)] : []
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
    { type, at, unit }: JournalLine,
    text: string,
    detail: string | null,
  ): Milestone {
    const name = unit === undefined ? null : (this.#units.get(unit) ?? unit)
    return { kind, type, at, unit: name, text, detail }
  }

  #awaited(key: string, standIn: string | null): Awaited {
    const step = this.#steps.get(key)
    const unit = this.#plan.units.find(({ code }) => code === step?.unit)
    const batch = this.#plan.batches.find(({ id }) => id === unit?.batch)
    const ends = batch?.windows.map(({ to }) => to).filter((to) => this.#isAhead(to)) ?? []
    const account = step?.account ?? ''
    return {
      unit: unit?.short ?? '',
      title: this.#titles.get(key) ?? key,
      person: this.#people.get(account) ?? account,
      until: ends.at(-1) ?? null,
      standIn,
    }
  }

  #opens(): Standing['opens'] {
    const windows = this.#plan.batches.flatMap(({ title, windows: own }) =>
      own.map(({ from, to }) => ({ title, from, to })),
    )
    const isOpen = windows.some(({ from, to }) => !this.#isAhead(from) && this.#isAhead(to))
    const ahead = windows.filter(({ from }) => this.#isAhead(from))
    ahead.sort((a, b) => compareInstants(a.from, b.from))
    const [next] = isOpen ? [] : ahead
    return next ? { title: next.title, at: next.from } : null
  }

  #isAhead(moment: string): boolean {
    return this.#at === null || compareInstants(moment, this.#at) > 0
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
