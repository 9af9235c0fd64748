import type { ConnectorFile } from '../connectors/format.js'
import type { HallAssignment, HallItem } from '../contract-setup.js'
import type { DesiredHall } from '../provision.js'
import type { RoleCatalogue } from '../workflow.js'
import type { CheckCast } from './model.js'

type Named = ConnectorFile['conformance']

/** Counties from which a check may choose, the first before the others, and the roles that they speak of. */
export interface CastFrom {
  readonly counties: readonly DesiredHall[]
  readonly roles: RoleCatalogue
}

/**
 * The cast of a check: what the connector names, else an item of a county whose nodes are held by different people; who is
 * missing there is taken from the next county, of the same unit. Null for none.
 */
export function castOf(named: Named | null, { counties, roles }: CastFrom): CheckCast | null {
  const casts = counties.map((county) => castIn(county, roles)).filter((cast) => cast !== null)
  const [own] = casts
  const others = casts.filter(({ unit }) => unit === own?.unit).toReversed()
  const accounts = Object.assign({}, ...others.map((cast) => cast.accounts), named?.accounts)
  const unit = named?.unit ?? own?.unit
  const item = named?.item ?? own?.item
  if (unit === undefined || item === undefined) return null
  return { unit, item, column: named?.column ?? own?.column ?? '', accounts }
}

/** The cast's name for somebody who may both handle and review: only the duty keeps the two apart then. */
export const BOTH = 'handler_reviewer'

const NODES: Readonly<Record<string, string>> = {
  'pre-review': 'coordinator',
  accept: 'window_acceptor',
  handle: 'handler',
  review: 'reviewer',
  approve: 'approver',
  settle: 'issuer',
}

/** An item that somebody both handles and reviews before any other: only there the duty itself can be tried. */
function castIn(county: DesiredHall, roles: RoleCatalogue): CheckCast | null {
  const { items, assignments, users, columns } = county
  const reaches = (role: string, own: boolean) => own || roles.list[role]?.scope !== 'unit'
  const at = (code: string) => assignments.filter(({ item }) => item === code)
  const isJoined = ({ code }: HallItem) => seatOfBoth(at(code)).length > 0
  for (const { code, unit } of items.toSorted(
    (a, b) => Number(isJoined(b)) - Number(isJoined(a)),
  )) {
    const seats = seatsOf(at(code))
    if (seats === null) continue
    const others = users
      .toSorted((a, b) => Number(b.unit === unit) - Number(a.unit === unit))
      .flatMap(({ workNo, roles: held, unit: at }) =>
        held.filter((role) => reaches(role, at === unit)).map((role) => [role, workNo] as const),
      )
    const both = seatOfBoth(at(code))
    const accounts = Object.fromEntries([...others.toReversed(), ...seats, ...both])
    return { unit, item: code, column: columns[0] ?? '', accounts }
  }
  return null
}

function seatOfBoth(held: readonly HallAssignment[]): readonly (readonly [string, string])[] {
  const at = (node: string) => held.filter((one) => one.node === node).map(({ workNo }) => workNo)
  const reviewers = at('review')
  const one = at('handle').find((workNo) => reviewers.includes(workNo))
  return one === undefined ? [] : [[BOTH, one]]
}

/** One account per node, deciding apart from accepting, handling and reviewing; null when the item is not fully held. */
function seatsOf(held: readonly HallAssignment[]): readonly (readonly [string, string])[] | null {
  const taken: [string, string][] = []
  for (const [node, role] of Object.entries(NODES)) {
    const able = held.filter((one) => one.node === node).map(({ workNo }) => workNo)
    const free = able.find(
      (workNo) => node !== 'approve' || !taken.some(([, other]) => other === workNo),
    )
    const other = able.find(
      (workNo) => !taken.some(([role2, one]) => role2 === 'handler' && one === workNo),
    )
    const one = node === 'review' ? other : free
    if (one === undefined) return null
    taken.push([role, one])
  }
  return taken
}
