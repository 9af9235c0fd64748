import { instantFrom } from '../../calendar/index.js'
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
      for await (const object of list) {
        if (isFirst && object.tag === null && !this.#isKnown(object)) this.#remember(object)
        else this.notice(object)
      }
      if (isFirst) this.#ledger.baseline(kind)
    }
  }

  /** Compares an object with what was seen of it before, and writes down what must have happened. */
  notice(object: SeenObject): void {
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
    this.#remember(object)
  }

  /** Writes down an event of an object, with the act of ours that it comes from when there is one. */
  happened(object: SeenObject, type: string, act: OpenAct | undefined): HallEvent {
    const { connector, now, clock } = this.#desk
    const recordedAt: Instant = instantFrom(now())
    const { kind, id: objectId, number, state } = object
    const isOurs = act?.event === type
    const unit = object.unit || (isOurs ? act.unit : '') || this.#unitOf(object)
    const event = {
      ...{ type, kind, objectId, number, unit, state },
      ...{ actor: isOurs ? act.as : object.actor, role: '' },
      occurredAt: clock.at ?? readTime(object.at, connector.spec.encoding) ?? recordedAt,
      recordedAt,
      tag: object.tag ?? (isOurs && act.id === null ? act.tag : null),
      data: { ...(isOurs ? act.input : {}), ...object.data },
    }
    return this.#ledger.happened(event, isOurs ? act.key : null)
  }

  #unitOf({ kind, id }: SeenObject): string {
    return this.#ledger.lastEvent(kind, id)?.unit ?? ''
  }

  #isKnown({ kind, id }: SeenObject): boolean {
    return this.#ledger.object(kind, id) !== undefined
  }

  #remember({ kind, id, state, marks }: SeenObject): void {
    const before = this.#ledger.object(kind, id)
    const isSame = before?.state === state && JSON.stringify(before.marks) === JSON.stringify(marks)
    if (!isSame) this.#ledger.saw({ kind, id, state, marks })
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

/** The event of the one action that leads from a state to another; of the last one when steps were missed in between. */
function eventBetween({ actions }: Workflow, from: string, to: string): string | null {
  const leading = Object.values(actions).filter((rule) => rule.to === to)
  const direct = leading.find((rule) => rule.from.includes(from))
  return (direct ?? leading[0])?.event ?? null
}
