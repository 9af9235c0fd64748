import { type Finding, found } from '../errors/index.js'
import { only, type StaffRow, splitWords } from './staff-row.js'

/** What a cell gave, and what was odd about it. */
export interface Read<T> {
  readonly ids: readonly T[]
  readonly findings: readonly Finding[]
}

/** The nodes of a row; one null when the cell is blank or not understood. */
export function readNodes({ text, source, place }: StaffRow): Read<string | null> {
  const cell = text('node')
  if (cell === null) return { ids: [null], findings: [] }
  const { nodeWords } = source.rules
  const whole = only(nodeWords.exact(cell))
  const parts = whole === null ? splitWords(cell) : []
  const known = whole === null ? parts.map((part) => only(nodeWords.find(part))) : [whole]
  const unknown = parts.filter((_, index) => known[index] === null)
  const findings = unknown.map((part) =>
    found('HK-ROST-105', { text: part, nearest: nodeWords.near(part) }, place('node')),
  )
  const ids = [...new Set(known.filter((id) => id !== null))]
  return { ids: ids.length > 0 ? ids : [null], findings }
}

/** The roles of a row for one of its nodes, in the unit it belongs to. */
export function readRoles(row: StaffRow, node: string | null, unit: string): Read<string> {
  const { rules } = row.source
  const parts = splitWords(row.text('roles') ?? '')
  const read = parts.map((part) => roleOf(part, { row, node, unit }))
  const findings = parts.flatMap((part, index) =>
    read[index] === null
      ? [
          found(
            'HK-ROST-104',
            { text: part, nearest: rules.roleWords.near(part) },
            row.place('roles'),
          ),
        ]
      : [],
  )
  return { ids: read.filter((id) => id !== null), findings }
}

/** A word of several roles (系统管理员) means the county's in the organising office, the unit's elsewhere. */
function roleOf(
  part: string,
  { row, node, unit }: { row: StaffRow; node: string | null; unit: string },
): string | null {
  const { rules, office } = row.source
  const { catalogue, byNode } = rules
  if (byNode.words.exact(part).length > 0) {
    return (node === null ? undefined : catalogue.nodes[node]?.role) ?? byNode.otherwise
  }
  const ids = rules.roleWords.find(part)
  const scope = unit === office ? 'county' : 'unit'
  return ids.find((id) => catalogue.list[id]?.scope === scope) ?? ids[0] ?? null
}

/** A row that names an item but no node means the node of its role, else of its post (岗位=受理岗). */
export function nodeBehind(
  { text, source: { rules } }: StaffRow,
  roles: readonly string[],
): string | null {
  if (text('item') === null || text('node') !== null) return null
  const byRole = roles.flatMap((role) => rules.catalogue.list[role]?.nodes ?? [])
  if (byRole.length > 0) return byRole.length === 1 ? (byRole[0] ?? null) : null
  return roles.length > 0 ? null : only(rules.postWords.find(text('post') ?? ''))
}
