import { type Finding, found } from '../errors/index.js'
import type { NoticePack } from '../notice/index.js'
import type { StoredRecord } from '../workspace/index.js'
import { group } from './members.js'
import type { Person } from './model.js'
import { readPhones } from './phones.js'

/** People who stand in two units: the same work number, or the same name and telephone. */
export function inTwoUnits(
  people: readonly StoredRecord<Person>[],
  names: (unit: string) => string,
): readonly Finding[] {
  const byNumber = group(people, ({ data }) => (data.workNo === null ? [] : [data.workNo]))
  const byPhone = group(people, ({ data }) =>
    readPhones(data.phone ?? '').list.map((phone) => `${data.name} ${phone}`),
  )
  const told = [
    ...[...byPhone.values()].flatMap((list) => twice(list, 'phone', names)),
    ...[...byNumber.values()].flatMap((list) => twice(list, 'workNo', names)),
  ]
  return [
    ...new Map(told.map((one) => [JSON.stringify([one.file, one.sheet, one.row]), one])).values(),
  ]
}

function twice(
  list: readonly StoredRecord<Person>[],
  by: 'workNo' | 'phone',
  names: (unit: string) => string,
): readonly Finding[] {
  const [first, ...rest] = [...list].sort((a, b) => (a.key < b.key ? -1 : 1))
  const others = [...new Set(rest.map(({ unit }) => unit))].filter((unit) => unit !== first?.unit)
  if (!first || others.length === 0) return []
  const { file, sheet, row } = first.source
  const params = { name: first.data.name, unit: names(first.unit), others: others.map(names), by }
  return [found('HK-ROST-206', params, { file, sheet, row })]
}

/** Units that send fewer or more people to the keys than the notice allows; silent where no sheet says who attends. */
export function participantsOf(
  { units, participants }: NoticePack,
  people: readonly StoredRecord<Person>[],
): readonly Finding[] {
  const { min, max, clause } = participants
  const byUnit = group(people, ({ unit }) => [unit])
  return units.flatMap(({ code, name }) => {
    const staff = byUnit.get(code) ?? []
    if (staff.every(({ data }) => data.attends === null)) return []
    const have = staff.filter(({ data }) => data.attends === true).length
    return have < min || have > max
      ? [found('HK-ROST-212', { unit: name, have, min, max, clause })]
      : []
  })
}
