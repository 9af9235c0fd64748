import type { StoredItem } from '../items/index.js'
import type { Source } from '../workspace/index.js'

/** One row of a staff sheet: this person works this node of this item (附件1表2). `item` null: every item of the unit. */
export interface StaffLine {
  readonly item: string | null
  readonly node: string | null
  readonly post: string | null
  readonly ab: 'A' | 'B'
  /** 职责 and 办理时限 as written. */
  readonly duty: string | null
  readonly limit: string | null
  /** First and last day of the line, `2015-04-08`; left out when the sheet sets none. */
  readonly validFrom?: string
  readonly validTo?: string
}

/** A person of a unit as stored: the sheet's lines gathered by (unit, work number) or (unit, name, post). */
export interface Person {
  readonly unit: string
  readonly name: string
  /** What stood in brackets behind the name: 张三（股长）. */
  readonly title: string | null
  readonly post: string | null
  readonly office: string | null
  readonly workNo: string | null
  readonly roles: readonly string[]
  readonly phone: string | null
  /** 是否参演; null when the sheet does not say. */
  readonly attends: boolean | null
  readonly lines: readonly StaffLine[]
  /** Roles that the person holds as B post only: a deputy. */
  readonly deputy?: readonly string[]
  /** What the person is named as where that is no role of the hall: 责任领导, 联络人员. Alone it makes no account. */
  readonly contact?: string
}

/** A person as lists give one out: no telephone. `workNo` is null for those who get no account. */
export interface PersonRow
  extends Pick<Person, 'unit' | 'name' | 'title' | 'post' | 'office' | 'roles' | 'attends'> {
  readonly workNo: string | null
  readonly contact: string | null
}

/** An account to be: stable work number, hall roles. `groups` are role ids of templates/roles.yaml. */
export interface User {
  readonly workNo: string
  readonly name: string
  readonly unit: string
  readonly office: string | null
  readonly roles: readonly string[]
  /** Roles held as B post only. */
  readonly deputy?: readonly string[]
  readonly source: Source | null
}

/** item x node x person x A/B, with the rule that made it. */
export interface Assignment {
  readonly unit: string
  readonly item: string
  readonly node: string
  readonly workNo: string
  readonly ab: 'A' | 'B'
  readonly reason: string
}

/** A node of an item that nobody holds, with proposals and the rule behind each. */
export interface Gap {
  readonly unit: string
  readonly item: string
  readonly node: string
  readonly proposals: readonly {
    readonly workNo: string
    readonly name: string
    readonly rule: string
  }[]
}

/** The whole mapping: what goes into the hall and onto the paper that unit heads sign. */
export interface Mapping {
  readonly users: readonly User[]
  readonly assignments: readonly Assignment[]
  readonly gaps: readonly Gap[]
}

/** What the mapping needs of a stored item. */
export type MappedItem = Pick<
  StoredItem,
  'key' | 'unit' | 'code' | 'name' | 'office' | 'nodes' | 'source'
> &
  Partial<Pick<StoredItem, 'promised'>>
