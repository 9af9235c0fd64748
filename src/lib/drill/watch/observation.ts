import { compareInstants, epochMs } from '../../calendar/index.js'
import type { HallEvent } from '../../hall/index.js'
import { calendarEntries, doneEntry, engine, skippedEntry } from '../journal/entries.js'
import { Evidence } from '../journal/evidence.js'
import { History } from '../journal/history.js'
import type { Journal } from '../journal/journal.js'
import { keptFrom } from '../journal/kept.js'
import type { JournalEntry, JournalLine, JournalType } from '../journal/model.js'
import type { RunFolder } from '../journal/run-folder.js'
import { type Sighting, seenEntry, seenEvent } from '../journal/seen-line.js'
import type { DrillPlan, PlannedStep } from '../plan/plan-model.js'
import { type RoundScope, scopesOf, stepOf } from '../plan/round-scope.js'

/** What one look brought: events that are new, those of units that do not drill, those from before the drill. */
export interface LookCounts {
  readonly seen: number
  readonly outside: number
  readonly before: number
}

/** One life of a drill that is only watched: what is known of it, and the journal to write. It holds nothing that can act. */
export class Observation {
  readonly #folder: RunFolder
  readonly #journal: Journal
  readonly #scopes: ReadonlyMap<string, RoundScope>
  readonly #evidence: Evidence
  readonly #history: History
  readonly #units: ReadonlySet<string>
  readonly #calendar: JournalEntry[]
  readonly #firstDay: string
  readonly #steps: ReadonlyMap<string, PlannedStep>
  readonly #known = new Map<string, JournalLine>()
  readonly #read = new Set<string>()
  readonly #contradictions = new Set<string>()
  #cursor: number

  constructor(folder: RunFolder, journal: Journal, lines: readonly JournalLine[]) {
    const { plan, run } = folder
    this.#folder = folder
    this.#journal = journal
    this.#scopes = scopesOf(plan)
    this.#evidence = new Evidence(plan, this.#scopes, run, 'anybody')
    this.#history = new History(plan, this.#scopes)
    this.#history.replay(lines, this.#evidence)
    this.#units = new Set(plan.units.map(({ code }) => code))
    this.#calendar = calendarEntries(plan)
    this.#firstDay = (this.#calendar[0]?.at ?? '').slice(0, 10)
    this.#calendar.splice(0, this.#history.calendarLines)
    this.#steps = new Map(plan.steps.map((step) => [step.key, step]))
    for (const line of lines) this.#remember(line)
    this.#cursor = lines.reduce((last, { data }) => {
      return typeof data['cursor'] === 'number' ? Math.max(last, data['cursor']) : last
    }, this.#history.cursor)
  }

  /** Up to which event of the hall everything is known. */
  get cursor(): number {
    return this.#cursor
  }

  get isFinished(): boolean {
    return this.#history.isFinished
  }

  get lastAt(): string | null {
    return this.#history.lastAt
  }

  /** Whether that list was read before, byte for byte. */
  hasRead({ sha256, sheet }: { readonly sha256: string; readonly sheet: string }): boolean {
    return this.#read.has(`${sha256}/${sheet}`)
  }

  /**
   * Takes in what lists tell, each fact once, however many lists repeat it. A moment where none was known is news; another
   * moment than the known one is journaled as a contradiction, and the first stays.
   */
  takeListed(sightings: readonly Sighting[], at: string): LookCounts {
    const sum = { seen: 0, outside: 0, before: 0 }
    for (const one of sightings) {
      const known = this.#known.get(factKey(one.event))
      if (known !== undefined && !this.#isBetter(one, known, at)) continue
      const seq = this.#cursor + 1
      const { seen, outside, before } = this.take([{ ...one, event: { ...one.event, seq } }], at)
      if (seen > 0) this.#cursor = seq
      sum.seen += seen
      sum.outside += outside
      sum.before += before
    }
    return sum
  }

  /** The first line of this life. `mode` says what is looked at. */
  begin(mode: 'observed' | 'exports', at: string): JournalLine[] {
    const { sha256, plan, run } = this.#folder
    const { notice, seed } = plan
    const data = { run, plan: sha256, notice, seed, clock: mode }
    return this.#note(this.#history.isStarted ? 'run.resumed' : 'run.started', data, at)
  }

  /** Takes events in, in the hall's order; those before the drill's first day and of other units are counted only. */
  take(sightings: readonly Sighting[], at: string): LookCounts {
    const fresh = sightings.filter(({ event }) => this.#isOfDrill(event))
    const before = sightings.filter(({ event }) => event.occurredAt.slice(0, 10) < this.#firstDay)
    for (const one of fresh) this.#see(one, at)
    const outside = sightings.length - fresh.length - before.length
    return { seen: fresh.length, outside, before: before.length }
  }

  /** Everything up to that event of the hall was looked at. */
  reached(cursor: number): void {
    this.#cursor = Math.max(this.#cursor, cursor)
  }

  /** Writes lines of one's own kind about what is watched. */
  write(entries: readonly JournalEntry[]): JournalLine[] {
    const lines = this.#journal.append(entries)
    for (const line of lines) {
      this.#history.take(line)
      this.#remember(line)
    }
    return lines
  }

  /** Windows that opened or closed by then. */
  passTo(at: string): void {
    const passed = this.#calendar.filter((entry) => compareInstants(entry.at, at) <= 0)
    this.#calendar.splice(0, passed.length)
    this.write(passed)
  }

  /** Ends this life; `isOver` closes the drill: what was not seen by then was not done, or leaves no trace. */
  end(at: string, isOver: boolean, about: Readonly<Record<string, unknown>>): void {
    this.passTo(at)
    if (!isOver) {
      this.#note('run.paused', { because: 'observed', cursor: this.#cursor, ...about }, at)
      return
    }
    const open = this.#folder.plan.steps.filter(({ key }) => !this.#history.outcomes.has(key))
    this.write(
      open.map((step) => skippedEntry({ step, at: epochMs(at), because: this.#unseen(step) })),
    )
    this.#note('run.finished', { ...this.#history.counts, cursor: this.#cursor, ...about }, at)
  }

  #see(sighting: Sighting, at: string): void {
    const { event } = sighting
    const claim = this.#evidence.take(event, this.#journal.next)
    const [line] = this.write([seenEntry(event, claim, at, sighting)])
    const step = this.#steps.get(claim.key ?? '')
    if (!step || !line || this.#history.outcomes.has(step.key)) return
    const scope = this.#scopes.get(step.round)
    if (!scope) return
    const keep = keptFrom(scope, stepOf(scope, step.step), event)
    const doing = { how: 'human', evidence: [line.seq], keep, ms: null } as const
    this.write([doneEntry(step, doing, at, event.actor || step.account)])
  }

  /** Whether a list tells a moment where none was known; one that tells another is journaled. */
  #isBetter({ event, precision, source }: Sighting, known: JournalLine, at: string): boolean {
    const { hallAt, precision: before } = known.data
    const was = String(hallAt)
    if (precision === 'none') return false
    if (before === 'none') return true
    const isVague = precision === 'day' || before === 'day'
    const isSame = isVague
      ? was.slice(0, 10) === event.occurredAt.slice(0, 10)
      : was === event.occurredAt
    const data = {
      seen: known.seq,
      event: event.type,
      number: event.number,
      was,
      now: event.occurredAt,
      source,
    }
    if (isSame || this.#contradictions.has(contradictionKey(data))) return false
    const by = { kind: 'observer', id: 'hall' } as const
    this.write([{ at, type: 'hall.contradicted', unit: event.unit, by, data }])
    return false
  }

  #remember(line: JournalLine): void {
    const { type, data } = line
    if (type === 'list.read') this.#read.add(`${data['sha256']}/${data['sheet']}`)
    if (type === 'hall.contradicted') this.#contradictions.add(contradictionKey(data))
    if (type === 'hall.seen') this.#known.set(factKey(seenEvent(line)), line)
  }

  #isOfDrill({ unit, occurredAt }: HallEvent): boolean {
    return this.#units.has(unit) && occurredAt.slice(0, 10) >= this.#firstDay
  }

  #unseen(step: PlannedStep): { readonly kind: 'unseen' | 'unseeable' } {
    const scope = this.#scopes.get(step.round)
    return { kind: scope && stepOf(scope, step.step).seen ? 'unseen' : 'unseeable' }
  }

  #note(type: JournalType, data: JournalEntry['data'], at: string): JournalLine[] {
    return this.write([{ at, type, by: engine, data }])
  }
}

/** After which moment nothing can change a verdict any more: the last window's end, or later while late acts count. */
export function endOf({ batches, until }: DrillPlan): string {
  const ends = batches.flatMap(({ windows }) => windows.map(({ to }) => to))
  return [...ends, ...(until === undefined ? [] : [until])].sort(compareInstants).at(-1) ?? ''
}

function factKey({ kind, objectId, type }: HallEvent): string {
  return `${kind}/${objectId}/${type}`
}

function contradictionKey({ seen, now }: Readonly<Record<string, unknown>>): string {
  return `${seen}/${now}`
}
