import { instantFrom } from '../../calendar/index.js'
import { maskedDeep } from '../../text/index.js'
import type { HallEvent, Instant } from '../contract.js'
import { objectKinds, type Workflow } from '../workflow.js'
import type { Desk } from './desk.js'
import type { Ledger, OpenAct } from './ledger.js'
import type { SeenObject } from './objects.js'
import type { Reading } from './reading.js'
import { readTime } from './times.js'

/** Watches a hall without events of its own: looks at its lists and tells what has changed. */
export class Observer {
  readonly #desk: Desk
  readonly #reading: Reading
  readonly #ledger: Ledger

  constructor(desk: Desk, reading: Reading, ledger: Ledger) {
    this.#desk = desk
    this.#reading = reading
    this.#ledger = ledger
  }

  /** Looks at every list once. What was there at the first look happened before us, except what carries a tag of ours. */
  async look(): Promise<void> {
    for (const kind of objectKinds) {
      const list = this.#reading.all(kind)
      if (list === null) continue
      const isFirst = !this.#ledger.hasBaseline(kind)
      const told = new Map<string, number>()
      for await (const object of list) {
        const nth = (told.get(object.id) ?? 0) + 1
        told.set(object.id, nth)
        if (nth >= this.#told(object)) this.#take(object, nth, isFirst)
      }
      if (isFirst) this.#ledger.baseline(kind)
    }
  }

  /** How often an object was told of by one list so far: the rows of exchange tables are its history. */
  #told({ kind, id }: SeenObject): number {
    return this.#ledger.object(kind, id)?.told ?? 1
  }

  #take(object: SeenObject, nth: number, isFirst: boolean): void {
    const isOld = isFirst && object.tag === null && !this.#isOurs(object)
    if (isOld) this.#remember(object, nth)
    else this.notice(object, nth)
  }

  /** Compares an object with what was seen of it before, and writes down what must have happened. */
  notice(object: SeenObject, nth = 1): void {
    const before = this.#ledger.object(object.kind, object.id)
    const act = this.#actFor(object)
    if (before === undefined) this.#appeared(object, act)
    else {
      const grown = Object.entries(object.marks).filter(
        ([name, value]) => before.marks[name] !== value,
      )
      for (const [name] of grown) this.happened(object, `${object.kind}.${name}`, act)
      if (before.state !== object.state) this.#moved(object, before.state, act)
    }
    this.#remember(object, Math.max(nth, before?.told ?? 1))
  }

  /** Writes down an event of an object, with the act of ours that it comes from when there is one. */
  happened(object: SeenObject, type: string, act: OpenAct | undefined): HallEvent {
    const recordedAt: Instant = instantFrom(this.#desk.now())
    const { kind, id: objectId, number, state, stated } = object
    const isOurs = act?.event === type
    const unit = object.unit || (isOurs ? act.unit : '') || this.#unitOf(object)
    const event = {
      ...{ type, kind, objectId, number, unit, state },
      ...{ actor: isOurs ? act.as : object.actor, role: '' },
      occurredAt: this.#when(object, isOurs ? act : undefined) ?? recordedAt,
      recordedAt,
      tag: object.tag ?? (isOurs && act.id === null ? act.tag : null),
      data: { ...(isOurs ? maskedDeep(act.input) : {}), ...object.data },
      ...(stated !== undefined && { stated }),
    }
    return this.#ledger.happened(event, isOurs ? act.key : null)
  }

  /** By the hall's own word; where its time is the drill's, an act entered afterwards was done when it says. */
  #when({ at }: SeenObject, act: OpenAct | undefined): Instant | null {
    const { connector, clock } = this.#desk
    if (clock.at !== null) return act?.occurredAt ?? clock.at
    return readTime(at, connector.spec.encoding)
  }

  #unitOf({ kind, id }: SeenObject): string {
    return this.#ledger.lastEvent(kind, id)?.unit ?? ''
  }

  /** Whether something was told of it before: it carried our tag, or we acted on it. */
  #isOurs({ kind, id }: SeenObject): boolean {
    return this.#ledger.lastEvent(kind, id) !== undefined
  }

  #remember({ kind, id, state, marks }: SeenObject, told: number): void {
    const now = { kind, id, state, marks, told }
    if (JSON.stringify(this.#ledger.object(kind, id)) !== JSON.stringify(now)) this.#ledger.saw(now)
  }

  #appeared(object: SeenObject, act: OpenAct | undefined): void {
    const flow = this.#desk.rules.workflows[object.kind]
    const birth = startTo(flow, object.state) ?? startTo(flow, null)
    if (birth === null) return
    const isOurs = act?.id === null
    this.happened(object, isOurs ? act.event : `${object.kind}.${birth.event}`, act)
    if (birth.to !== object.state) this.#moved(object, birth.to, undefined)
  }

  #moved(object: SeenObject, from: string, act: OpenAct | undefined): void {
    const event = eventBetween(this.#desk.rules.workflows[object.kind], from, object.state)
    const type = act?.target === object.state ? act.event : `${object.kind}.${event}`
    if (event !== null) this.happened(object, type, act)
  }

  /** The act of ours, still open, that this object must be the outcome of. */
  #actFor({ kind, id, tag }: SeenObject): OpenAct | undefined {
    return this.#ledger
      .openActs()
      .find(
        (one) =>
          one.action.startsWith(`${kind}.`) && (one.id === null ? one.tag === tag : one.id === id),
      )
  }
}

interface Birth {
  readonly event: string
  readonly to: string
}

/** The start that leads to a state; any start of a person's when no state is asked for. */
function startTo({ start }: Workflow, state: string | null): Birth | null {
  const all = Object.values(start)
  const found =
    state === null ? all.find(({ internal }) => !internal) : all.find(({ to }) => to === state)
  return found ?? null
}

/**
 * The event of the action that leads from a state to another; of the last one when steps were missed in between. What
 * needs somebody's request or a term that ran out is thought of last.
 */
function eventBetween({ actions }: Workflow, from: string, to: string): string | null {
  const leading = Object.values(actions).filter((rule) => rule.to === to)
  const plain = leading.filter(({ approves, after, overdue }) => !approves && !after && !overdue)
  const direct = (rules: typeof leading) => rules.find((rule) => rule.from.includes(from))
  return (direct(plain) ?? plain[0] ?? direct(leading) ?? leading[0])?.event ?? null
}
