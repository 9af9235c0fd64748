import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { ActResult, HallEvent, ObjectKind } from '../contract.js'

/** An object as it was last seen: its state and the counters that tell events without a change of state. */
export interface Snapshot {
  readonly kind: ObjectKind
  readonly id: string
  readonly state: string
  readonly marks: Readonly<Record<string, string>>
  /** How many entries of one list have told of it. */
  readonly told: number
}

/** An act that was sent and whose outcome is not known yet. */
export interface OpenAct {
  readonly key: string
  readonly action: string
  readonly id: string | null
  readonly tag: string
  readonly as: string
  /** What it should bring about. */
  readonly event: string
  readonly target: string | null
  readonly input: Readonly<Record<string, unknown>>
  readonly unit: string
  /** When it was done, of one that is entered afterwards. */
  readonly occurredAt?: string
}

type Line =
  | ({ readonly line: 'sent' } & OpenAct)
  | { readonly line: 'over'; readonly key: string; readonly result: ActResult | null }
  | ({ readonly line: 'object' } & Snapshot)
  | { readonly line: 'event'; readonly event: HallEvent }
  | { readonly line: 'baseline'; readonly kind: ObjectKind }

/**
 * What was seen of a hall that has no events of its own, append-only: objects as they were last seen, events that
 * follow from changes, acts under way. Kept in a file it outlives a kill, so that numbers of events stay the same.
 */
export class Ledger {
  readonly #file: string | null
  readonly #events: HallEvent[] = []
  readonly #objects = new Map<string, Snapshot>()
  readonly #open = new Map<string, OpenAct>()
  readonly #results = new Map<string, ActResult>()
  readonly #baselines = new Set<ObjectKind>()
  readonly #noted = new Set<string>()
  #first = 1

  /** Opens the file (made on first use); null keeps everything in memory. A torn last line is left out. */
  constructor(file: string | null) {
    this.#file = file
    if (file === null) return
    mkdirSync(dirname(file), { recursive: true })
    if (!existsSync(file)) return
    const text = readFileSync(file, 'utf8')
    for (const line of text.split('\n').slice(0, -1)) this.#take(JSON.parse(line) as Line)
    if (!text.endsWith('\n') && text !== '') appendFileSync(file, '\n')
  }

  get last(): number {
    return this.#first + this.#events.length - 1
  }

  get eventCount(): number {
    return this.#events.length
  }

  /** Numbers go on from here when this ledger is new to somebody who has seen more. */
  startAfter(seq: number): void {
    if (this.#events.length === 0 && seq >= this.#first) this.#first = seq + 1
  }

  eventsAfter(seq: number, most: number): readonly HallEvent[] {
    const from = Math.max(0, seq + 1 - this.#first)
    return this.#events.slice(from, from + most)
  }

  object(kind: ObjectKind, id: string): Snapshot | undefined {
    return this.#objects.get(`${kind}/${id}`)
  }

  hasBaseline(kind: ObjectKind): boolean {
    return this.#baselines.has(kind)
  }

  openAct(key: string): OpenAct | undefined {
    return this.#open.get(key)
  }

  openActs(): readonly OpenAct[] {
    return [...this.#open.values()]
  }

  result(key: string): ActResult | undefined {
    return this.#results.get(key)
  }

  /** The last thing that was seen to happen to an object. */
  lastEvent(kind: ObjectKind, id: string): HallEvent | undefined {
    return this.#events.findLast((event) => event.kind === kind && event.objectId === id)
  }

  sent(act: OpenAct): void {
    this.#write({ line: 'sent', ...act })
  }

  over(key: string, result: ActResult | null): void {
    this.#write({ line: 'over', key, result })
  }

  saw(snapshot: Snapshot): void {
    this.#write({ line: 'object', ...snapshot })
  }

  baseline(kind: ObjectKind): void {
    this.#write({ line: 'baseline', kind })
  }

  /** True when the event of an open act was seen already. */
  isNoted(key: string): boolean {
    return this.#noted.has(key)
  }

  /** Writes an event down; `key` is the open act that brought it about. */
  happened(event: Omit<HallEvent, 'seq'>, key: string | null): HallEvent {
    if (key !== null) this.#noted.add(key)
    const numbered = { ...event, seq: this.last + 1 }
    this.#write({ line: 'event', event: numbered })
    return numbered
  }

  #write(line: Line): void {
    this.#take(line)
    if (this.#file !== null) appendFileSync(this.#file, `${JSON.stringify(line)}\n`)
  }

  #take(line: Line): void {
    if (line.line === 'sent') this.#open.set(line.key, line)
    else if (line.line === 'baseline') this.#baselines.add(line.kind)
    else if (line.line === 'object') this.#keep(line)
    else if (line.line === 'event') this.#takeEvent(line.event)
    else {
      this.#open.delete(line.key)
      if (line.result !== null) this.#results.set(line.key, line.result)
    }
  }

  #keep({ kind, id, state, marks, told }: Snapshot): void {
    this.#objects.set(`${kind}/${id}`, { kind, id, state, marks, told })
  }

  #takeEvent(event: HallEvent): void {
    if (this.#events.length === 0) this.#first = event.seq
    this.#events.push(event)
  }
}
