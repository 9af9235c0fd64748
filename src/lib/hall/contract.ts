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
  /** The county's own days off and working days of a year; absent where a hall does not tell them. */
  localDays?(year: number): Promise<LocalDays>
  /** The first event that does not fit the chain of the hall's events, null when all do; absent where they are not chained. */
  brokenAt?(): Promise<number | null>
  /** Whether the hall can do a canonical action (`case.accept`, `case.list`, `clock.set`, `user.list`). Asks nothing. */
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

export interface HallUnit {
  readonly code: string
  readonly name: string
  readonly batch: string
}

export interface HallItem {
  readonly code: string
  readonly name: string
  readonly unit: string
  readonly typeCode: string | null
  readonly depth: number | null
  readonly promisedWorkdays: number | null
  readonly statutoryWorkdays: number | null
}

export interface HallUser {
  readonly workNo: string
  readonly name: string
  readonly unit: string
  readonly active: boolean
  readonly roles: readonly string[]
  /** Whose account this is, as its maker wrote it (SCIM externalId). Absent when written: what the hall holds stays. */
  readonly externalId?: string
}

export interface HallAssignment {
  readonly item: string
  readonly node: string
  readonly workNo: string
  readonly ab: 'A' | 'B'
}

/** How an account begins: people must change the password that they were handed, robots need not. */
export interface AccountStart {
  readonly mustChange: boolean
}

/**
 * Setting a hall up: every method is idempotent by the natural key. `password` is given at creation only; null makes
 * an account that signs in some other way (single sign-on).
 */
export interface HallProvisioner {
  listUsers(): Promise<readonly HallUser[]>
  listUnits(): Promise<readonly HallUnit[]>
  listColumns(): Promise<readonly string[]>
  listItems(): Promise<readonly HallItem[]>
  listAssignments(): Promise<readonly HallAssignment[]>
  /** Names of the article columns (栏目): an article can be drafted only in one of them. */
  putColumns(columns: readonly string[]): Promise<void>
  putUnits(units: readonly HallUnit[]): Promise<void>
  putItems(items: readonly HallItem[]): Promise<void>
  createUser(user: HallUser, password: string | null, start?: AccountStart): Promise<void>
  updateUser(user: HallUser): Promise<void>
  putAssignments(assignments: readonly HallAssignment[]): Promise<void>
}

/** One step of what happened to an object before it came here. */
export interface PastStep {
  /** The event without its kind: `accepted`. */
  readonly event: string
  readonly actor: string
  readonly state: string
  readonly occurredAt: Instant
  readonly data: Readonly<Record<string, unknown>>
}

/** An object of another system with its history; `live` is what an open one brings of its clock and its handler. */
export interface MigratedObject {
  /** Its key in the system that it came from, by which it is known for good. */
  readonly key: string
  readonly kind: ObjectKind
  readonly number: string
  readonly unit: string
  readonly item?: string
  /** The applicant's account. */
  readonly owner?: string
  readonly state: string
  readonly data: Readonly<Record<string, unknown>>
  readonly live: {
    readonly promised?: number
    readonly stopped?: number
    readonly due?: string
    readonly handler?: string
  }
  readonly history: readonly PastStep[]
}

/** Taking over what another system held. `source` names that system; every method is idempotent by its keys. */
export interface HallMigrator {
  /** Per object: null when it is there now, or why the hall would not take it. */
  migrate(
    source: string,
    kind: ObjectKind,
    objects: readonly MigratedObject[],
  ): Promise<readonly (string | null)[]>
  /** What came from a source as the hall holds it now: these keys, or (null) all, in pages. HK-HALL-005 when it does not tell. */
  migrated(
    source: string,
    kind: ObjectKind,
    keys: readonly string[] | null,
  ): AsyncGenerator<readonly MigratedObject[]>
  /** Takes objects out again that nobody touched; gives the keys that stay, all of them where a hall has no way back. */
  unmigrate(source: string, kind: ObjectKind, keys: readonly string[]): Promise<readonly string[]>
}
