import type { ConnectorFile } from '../connectors/format.js'
import type { HallAssignment } from '../contract.js'
import type { DesiredHall } from '../provision.js'
import type { CheckCast } from './model.js'

type Named = ConnectorFile['conformance']

/** The cast of a check: what the connector names, else an item of the workspace whose nodes are held by different people. Null for none. */
export function castOf(named: Named | null, desired: DesiredHall | null): CheckCast | null {
  const own = desired === null ? null : castIn(desired)
  const accounts = { ...own?.accounts, ...named?.accounts }
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

function castIn({ items, assignments, users, columns }: DesiredHall): CheckCast | null {
  for (const { code, unit } of items) {
    const seats = seatsOf(assignments.filter(({ item }) => item === code))
    if (seats === null) continue
    const others = users
      .toSorted((a, b) => Number(b.unit === unit) - Number(a.unit === unit))
      .flatMap(({ workNo, roles }) => roles.map((role) => [role, workNo] as const))
    const both = seatOfBoth(assignments.filter(({ item }) => item === code))
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
