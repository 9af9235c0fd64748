import { AppError } from '../errors/index.js'
import type { NoticePack } from '../notice/index.js'
import type { StoredRecord } from '../workspace/index.js'
import type { RosterLock } from './lock.js'
import type { Person } from './model.js'
import type { RosterRules } from './rules.js'

/** Work numbers by person's key, and the lock that remembers them. */
export interface WorkNumbers {
  readonly of: ReadonlyMap<string, string>
  /** `{区划6}{单位序号}` of a unit, in front of every number given there. */
  readonly prefix: (unit: string) => string
  readonly lock: RosterLock
}

interface Numbering {
  readonly pack: NoticePack
  readonly rules: RosterRules
  readonly people: readonly Numbered[]
  readonly lock: RosterLock
}

/** A person, and the keys under which the lock may know them from before. */
interface Numbered extends StoredRecord<Person> {
  readonly aliases?: readonly string[]
}

/**
 * Gives every person a work number: the sheet's own (one login is one person's, whatever two units say), else the locked one (also when a sheet has told their post since),
 * else the next free of the unit, people taken in the order of their keys so that the order of the sheets does not matter. HK-ROST-002 when a
 * unit has no number left.
 */
export function allotWorkNumbers({ pack, rules, people, lock }: Numbering): WorkNumbers {
  const units = allotUnits(pack, people, lock)
  const prefix = (unit: string) =>
    pack.region.code.slice(0, 6) + String(units[unit] ?? 0).padStart(rules.workNumber.unit, '0')
  const sorted = [...people].sort((a, b) => (a.key < b.key ? -1 : 1))
  const taken = new Set([
    ...Object.values(lock.people),
    ...sorted.flatMap(({ data }) => data.workNo ?? []),
  ])
  const isOwn = ownNumbers(sorted)
  const known = lockedNumbers(sorted, lock, isOwn)
  const given: Record<string, string> = {}
  const next = new Map<string, number>()
  for (const { key, unit } of sorted) {
    if (isOwn(key)) continue
    const before = known.get(key)
    if (before !== undefined) {
      given[key] = before
      continue
    }
    const free = nextFree(unit, {
      from: next.get(unit) ?? 1,
      prefix: prefix(unit),
      taken,
      rules,
    })
    next.set(unit, free.serial + 1)
    given[key] = free.number
  }
  const number = ({ key, data }: Numbered) => (isOwn(key) ? data.workNo : given[key]) ?? ''
  const of = new Map(sorted.map((person) => [person.key, number(person)]))
  return {
    of,
    prefix,
    lock: { ...lock, rosterLock: 1, units, people: { ...lock.people, ...given } },
  }
}

/** Who keeps the number of their sheet: of people in several units who share one, the first. */
function ownNumbers(people: readonly Numbered[]): (key: string) => boolean {
  const owners = new Map<string, string>()
  for (const { key, data } of people) {
    if (data.workNo !== null && !owners.has(data.workNo)) owners.set(data.workNo, key)
  }
  const keys = new Set(owners.values())
  return (key) => keys.has(key)
}

/** The numbers that the lock gave people before. A number stays one person's: their own key comes before an alias. */
function lockedNumbers(
  people: readonly Numbered[],
  lock: RosterLock,
  isOwn: (key: string) => boolean,
): ReadonlyMap<string, string> {
  const numbers = new Map<string, string>()
  const used = new Set<string>()
  const claim = (key: string, alias: string) => {
    const number = lock.people[alias]
    if (number === undefined || numbers.has(key) || used.has(number)) return
    numbers.set(key, number)
    used.add(number)
  }
  const open = people.filter(({ key }) => !isOwn(key))
  const sure = [...open].sort((a, b) => Number(b.data.post !== null) - Number(a.data.post !== null))
  for (const { key } of sure) claim(key, key)
  for (const { key, aliases = [] } of sure) for (const alias of aliases) claim(key, alias)
  return numbers
}

interface Search {
  readonly from: number
  readonly prefix: string
  readonly taken: ReadonlySet<string>
  readonly rules: RosterRules
}

function nextFree(
  unit: string,
  { from, prefix, taken, rules }: Search,
): { number: string; serial: number } {
  const { person, applicantsFrom } = rules.workNumber
  for (let serial = from; serial < applicantsFrom; serial += 1) {
    const number = prefix + String(serial).padStart(person, '0')
    if (!taken.has(number)) return { number, serial }
  }
  throw new AppError('HK-ROST-002', { unit, limit: applicantsFrom - 1 })
}

/** Serials of units: the organising office 0, the others by the pack's list; a serial once given stays. */
function allotUnits(
  pack: NoticePack,
  people: readonly StoredRecord<Person>[],
  lock: RosterLock,
): Record<string, number> {
  const units: Record<string, number> = { [pack.office.code]: 0, ...lock.units }
  const taken = new Set(Object.values(units))
  const listed = pack.units.map(({ code }) => code)
  const others = [...new Set(people.map(({ unit }) => unit))]
    .filter((code) => !listed.includes(code))
    .sort()
  for (const [index, code] of [...listed, ...others].entries()) {
    if (units[code] !== undefined) continue
    let serial = index + 1
    while (taken.has(serial)) serial += 1
    units[code] = serial
    taken.add(serial)
  }
  return units
}
