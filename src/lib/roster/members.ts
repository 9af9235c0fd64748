import { fold } from '../text/index.js'
import type { Source, StoredRecord } from '../workspace/index.js'
import type { Person } from './model.js'
import type { RosterRules } from './rules.js'
import type { WorkNumbers } from './work-numbers.js'

/** A person of a unit as the rules of assignment see one. */
export interface Member {
  readonly workNo: string
  readonly name: string
  readonly unit: string
  readonly person: Person
  readonly source: Source
  readonly roles: ReadonlySet<string>
}

/** The people of a unit, found by what the rules ask for. */
export interface Staff {
  readonly members: readonly Member[]
  readonly byName: ReadonlyMap<string, readonly Member[]>
  readonly byRole: ReadonlyMap<string, readonly Member[]>
  /** By post as written, width and blanks folded. */
  readonly byPost: ReadonlyMap<string, readonly Member[]>
  /** By the node that the post's name says (受理岗). */
  readonly byPostNode: ReadonlyMap<string, readonly Member[]>
}

const NOBODY: Staff = {
  members: [],
  byName: new Map(),
  byRole: new Map(),
  byPost: new Map(),
  byPostNode: new Map(),
}

/** The staff of each unit, in the order of work numbers. */
export function staffByUnit(
  people: readonly StoredRecord<Person>[],
  { numbers, rules }: { readonly numbers: WorkNumbers; readonly rules: RosterRules },
): (unit: string) => Staff {
  const members = people
    .map(({ key, unit, data, source }): Member => {
      const workNo = numbers.of.get(key) ?? ''
      return { workNo, name: data.name, unit, person: data, source, roles: new Set(data.roles) }
    })
    .sort((a, b) => (a.workNo < b.workNo ? -1 : 1))
  const units = group(members, ({ unit }) => [unit])
  const staff = new Map([...units].map(([unit, list]) => [unit, staffOf(list, rules)]))
  return (unit) => staff.get(unit) ?? NOBODY
}

function staffOf(members: readonly Member[], rules: RosterRules): Staff {
  const postOf = ({ person: { post } }: Member) => (post === null ? [] : [post])
  return {
    members,
    byName: group(members, ({ name }) => [name]),
    byRole: group(members, ({ roles }) => roles),
    byPost: group(members, (member) => postOf(member).map(fold)),
    byPostNode: group(members, (member) => postOf(member).flatMap(rules.postWords.find)),
  }
}

/** Values by key, in their order; a value may stand under many keys. */
export function group<T>(
  values: Iterable<T>,
  keysOf: (value: T) => Iterable<string>,
): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const value of values) {
    for (const key of keysOf(value)) {
      const list = groups.get(key)
      if (list) list.push(value)
      else groups.set(key, [value])
    }
  }
  return groups
}

/** The role that a node asks for, and its Chinese name. */
export function roleOfNode(
  rules: RosterRules,
  node: string,
): { readonly id: string; readonly label: string } {
  const id = rules.catalogue.nodes[node]?.role ?? ''
  return { id, label: rules.catalogue.list[id]?.zh ?? id }
}
