import { type Finding, found } from '../errors/index.js'
import type { NoticePack } from '../notice/index.js'
import type { StoredRecord } from '../workspace/index.js'
import { group } from './members.js'
import type { Person, StaffLine } from './model.js'
import type { RosterRules } from './rules.js'
import type { WorkNumbers } from './work-numbers.js'

type StoredPerson = StoredRecord<Person>

/** Somebody none of whose lines holds on the day that counts. */
interface Leaver {
  readonly person: StoredPerson
  readonly day: string
}

/** Who is in post on the drill day, and who is not. */
export interface OnDuty {
  readonly people: readonly StoredPerson[]
  readonly left: readonly Leaver[]
}

/** The people with the lines that hold on their unit's drill day, and those who are not in post then. */
export function onDuty(people: readonly StoredPerson[], pack: NoticePack): OnDuty {
  const dayOf = drillDay(pack)
  const present: StoredPerson[] = []
  const left: Leaver[] = []
  for (const person of people) {
    const day = dayOf(person.unit)
    const now = day === null ? person : withLines(person, (line) => holds(line, day))
    if (day !== null && now.data.lines.length === 0 && person.data.lines.length > 0) {
      left.push({ person, day })
    } else present.push(now)
  }
  return { people: present, left }
}

/** The day of a unit's batch; of the first batch for the office that runs the drill. */
function drillDay({ batches, units }: NoticePack): (unit: string) => string | null {
  const days = new Map(batches.map(({ id, day }) => [id, day]))
  const byUnit = new Map(units.map(({ code, batch }) => [code, days.get(batch)]))
  const first = [...days.values()].sort()[0] ?? null
  return (unit) => byUnit.get(unit) ?? first
}

function holds({ validFrom, validTo }: StaffLine, day: string): boolean {
  return (validFrom === undefined || validFrom <= day) && (validTo === undefined || day <= validTo)
}

/** A person with some of the lines; where each stood goes with it. */
function withLines(person: StoredPerson, keep: (line: StaffLine) => boolean): StoredPerson {
  const { data, source } = person
  if (data.lines.every(keep)) return person
  const parts = source.parts?.filter((_, index) => {
    const line = data.lines[index]
    return line !== undefined && keep(line)
  })
  const from = parts === undefined ? source : { ...source, parts }
  return { ...person, data: { ...data, lines: data.lines.filter(keep) }, source: from }
}

/** Roles whose last holder leaves: nobody in post holds them any more, in the county or in the leaver's unit. */
export function lastHoldersGone(
  { people, left }: OnDuty,
  { rules, names, pack }: { rules: RosterRules; names: (unit: string) => string; pack: NoticePack },
): readonly Finding[] {
  return rules.keepOne.flatMap((role) => {
    const { zh = role, scope = 'unit' } = rules.catalogue.list[role] ?? {}
    const place = (unit: string) => (scope === 'county' ? pack.office.code : unit)
    const staffed = new Set(
      people.filter(({ data }) => data.roles.includes(role)).map(({ unit }) => place(unit)),
    )
    const gone = left.filter(
      ({ person }) => person.data.roles.includes(role) && !staffed.has(place(person.unit)),
    )
    return [...group(gone, ({ person }) => [place(person.unit)])].map(([unit, list]) => {
      const { file, sheet, row } = list[0]?.person.source ?? { file: '', sheet: '', row: 0 }
      const who = list.map(({ person }) => person.data.name)
      const params = { unit: names(unit), role: zh, names: who, day: list[0]?.day ?? '' }
      return found('HK-ROST-222', params, { file, sheet, row })
    })
  })
}

const SHOWN = 5

/** Those who are not in post on the drill day, each with the work that waits for somebody else. */
export function leavers(
  left: readonly Leaver[],
  numbers: WorkNumbers,
  names: (unit: string) => string,
): readonly Finding[] {
  return left.map(({ person: { key, unit, data, source }, day }) => {
    const items = [...new Set(data.lines.flatMap(({ item }) => item ?? []))].slice(0, SHOWN)
    const { file, sheet, row } = source
    const who = { unit: names(unit), name: data.name, workNo: numbers.of.get(key) ?? '' }
    const params = { ...who, day, lines: data.lines.length, items }
    return found('HK-ROST-221', params, { file, sheet, row })
  })
}
