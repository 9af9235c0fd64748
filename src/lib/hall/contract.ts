import type { LocalDays } from '../calendar/index.js'

/** The objects of a hall; each is an instance of a workflow (`templates/workflows/<kind>.yaml`). */
export type ObjectKind =
  | 'case'
  | 'project'
  | 'article'
  | 'consultation'
  | 'complaint'
  | 'item_version'
  | 'notice'

/** Local time with offset, `2015-04-08T08:30:00+08:00`. */
export type Instant = string

/** What happened in the hall, append-only. `type` is `<kind>.<event>`, e.g. `case.accepted`. */
export interface HallEvent {
  readonly seq: number
  readonly type: string
  readonly kind: ObjectKind
  readonly objectId: string
  /** The number people see: 办件编号, 信息编号 ... */
  readonly number: string
  readonly unit: string
  readonly actor: string
  readonly role: string
  readonly state: string
  readonly occurredAt: Instant
  readonly recordedAt: Instant
  /** The business tag of the act that started the object, when it carried one. */
  readonly tag: string | null
  readonly data: Readonly<Record<string, unknown>>
  /** Nobody saw it in the hall: it is what this person said of a step done by hand. */
  readonly stated?: string | undefined
}

/** An object as the hall shows it now. */
export interface HallObject {
  readonly id: string
  readonly kind: ObjectKind
  readonly number: string
  readonly unit: string
  readonly state: string
  readonly version: number
  readonly tag: string | null
  readonly data: Readonly<Record<string, unknown>>
  /** As this person told of it, who looked instead of us. */
  readonly stated?: string | undefined
}

interface HallInfo {
  readonly name: string
  readonly version: string
  readonly time: Instant
  readonly virtualClock: boolean
}

/** One act by one account: start an object (`article.submit`, no id) or move one (`case.accept`). */
export interface Act {
  readonly action: string
  readonly id: string | null
  readonly input: Readonly<Record<string, unknown>>
  readonly as: string
  readonly idempotencyKey: string
  /** Business tag of an act that starts an object; the idempotency key when absent. */
  readonly tag?: string
  /** The unit on whose behalf it is done, for halls that do not tell whose an object is. */
  readonly unit?: string
  /** When it was really done, of an act that is entered only now (补录); HK-HALL-005 where a hall cannot be told. */
  readonly occurredAt?: Instant
}

/** What a hall can do with one canonical action: over its interface, only by a person at its screens, or not at all. */
export type Capability = 'yes' | 'manual' | 'no'

/** An object that an act made: the started one, or the children of a dispatched project. */
export interface CreatedObject {
  readonly kind: ObjectKind
  readonly id: string
  readonly number: string
  readonly unit: string
  readonly item: string | null
}

export interface ActResult {
  readonly id: string
  readonly number: string
  readonly state: string
  readonly event: string
  readonly created?: readonly CreatedObject[]
  /** The account's session had ended before its time, and was begun anew. */
  readonly renewed?: true
}

/** What `can` is asked whether acts may be entered after they were done (补录). */
export const LATE_ENTRY = 'entry.late'

/** What supervision shows, by the action that shows it: 预警, 超期 (past the promised limit), 亮牌 (yellow and red). */
export const supervisionLists = {
  warning: 'supervision.warnings',
  overdue: 'supervision.overdue',
  card: 'supervision.cards',
} as const

type Supervised = keyof typeof supervisionLists

/** What a hall can count. */
export type Counted = ObjectKind | 'event' | 'user' | 'item' | Supervised

/** Whether what is counted is something that supervision shows. */
export function isSupervised(what: Counted): what is Supervised {
  return what in supervisionLists
}

/** A yellow or red card that supervision shows: by which rule, about which number (办件编号, 工号 ...). */
export interface HallCard {
  readonly rule: string
  readonly level: string
  readonly subject: string
  readonly text: string
}

/** The places of a hall that say what an item is: its registry (事项名录), and the guide that the public reads (办事指南). */
export const itemPlaces = { registry: 'item.get', guide: 'guide.get' } as const

/** A place that says what an item is. */
export type ItemPlace = keyof typeof itemPlaces

/** What one place says of an item; null: it says nothing of that. */
export interface ItemFace {
  readonly name: string | null
  readonly promised: number | null
  readonly statutory: number | null
  readonly depth: number | null
}

/** The legal clock of an object as the hall tells it: since when, by when, what stopped it. Days are local days. */
export interface LegalClock {
  readonly promised: number | null
  readonly acceptedOn: string | null
  readonly due: string | null
  readonly stops: readonly {
    readonly from: string
    readonly to: string | null
    readonly asked: number | null
  }[]
  readonly extension: number
  readonly endedOn: string | null
  /** Which calendar it reckons by. */
  readonly calendarVersion: string
  /** Limits of single stages that run now; absent where a hall tells none. */
  readonly limits?: readonly {
    readonly limit: string
    readonly since: string
    readonly due: string
  }[]
}

/** Reading only: what an observer may hold. It has no writing method at all. */
export interface HallReader {
  info(): Promise<HallInfo>
  /** Events after `after` (0 = from the start), oldest first, at most 500; `last` is the cursor for the next call. */
  events(after: number): Promise<{ readonly events: readonly HallEvent[]; readonly last: number }>
  get(kind: ObjectKind, id: string): Promise<HallObject>
  /** How many objects of the kind (or events) the hall holds, asked of the hall. */
  count(what: Counted): Promise<number>
  /** The legal clock of an object; absent where a hall does not tell it. */
  legalClock?(kind: ObjectKind, id: string): Promise<LegalClock>
  /** The cards that supervision shows of a unit now; absent where a hall shows none. */
  cards?(unit: string): Promise<readonly HallCard[]>
  /** What a place says of an item; absent where a hall tells of no item. */
  itemAt?(place: ItemPlace, code: string): Promise<ItemFace>
  /** The county's own days off and working days of a year; absent where a hall does not tell them. */
  localDays?(year: number): Promise<LocalDays>
  /** The first event that does not fit the chain of the hall's events, null when all do; absent where they are not chained. */
  brokenAt?(): Promise<number | null>
  /** Whether the hall can do a canonical action (`case.accept`, `case.list`, `entry.late`, `clock.set`). Asks nothing. */
  can(action: string): Capability
}

/**
 * Reading and acting. Errors are AppErrors: HK-HALL-001 unreachable, HK-HALL-002 unauthorised,
 * HK-HALL-003 refused with reason (403/409/422), HK-HALL-004 conflict (412), HK-HALL-005 unsupported,
 * HK-HALL-006 outcome unknown (the connection broke after the act was sent): look before acting again,
 * HK-HALL-008 manual: only a person can do it, and nobody was there.
 */
export interface Hall extends HallReader {
  perform(act: Act): Promise<ActResult>
  /** How this hall takes an object of a kind out of the way; null or absent: by the rules' own acts of taking back. */
  teardown?(kind: ObjectKind): Teardown | null
}

/** The act that takes an object out of the way, and the account that does it; null: whoever may by the rules. */
export interface Teardown {
  readonly action: string
  readonly as: string | null
}

/** A hall whose clock we may move: rehearsals only. */
export interface HallClock {
  setClock(at: Instant): Promise<void>
}
