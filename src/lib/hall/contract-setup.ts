import type { Instant, ObjectKind } from './contract.js'

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

/** How a hall takes objects over. */
export interface Taking {
  /** Whether the hall knows a call that it had before: sent again, it does no harm. */
  readonly isRepeatable: boolean
  /** Objects of one call: what becomes of them is told together, or not at all. */
  readonly atOnce: number
}

/**
 * Taking over what another system held. `source` names that system. A hall that knows a repeated call, or tells what it took,
 * takes an object once however often it is sent; of any other the sender has to remember what it sent.
 */
export interface HallMigrator {
  taking(kind: ObjectKind): Taking
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
