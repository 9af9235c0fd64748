import { formulaSafe } from '../text/index.js'
import {
  type ExportItem,
  type ExportUnit,
  type ExportUser,
  type HeldNode,
  heldNodes,
  type RosterExport,
} from './export-model.js'

const HEAD = [
  '单位代码',
  '单位',
  '用户工号',
  '姓名',
  '职务',
  '岗位',
  '科室',
  '角色',
  '事项编码',
  '事项名称',
  '流程节点',
  'A/B岗',
  '依据',
]

/**
 * The mapping as CSV (UTF-8 with BOM, CRLF): one row for each person and node of an item, a person without nodes and a
 * node without a person one row each. A cell that a spreadsheet would take for a formula is led by an apostrophe.
 */
export function csvOf(model: RosterExport): string {
  const rows = model.units.flatMap((unit) => {
    const held = heldNodes(unit)
    return [
      ...unit.users.flatMap((user) => userRows(model, unit, user, held.get(user.workNo) ?? [])),
      ...unit.items.flatMap((item) => gapRows(model, unit, item)),
    ]
  })
  return `\ufeff${[HEAD, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
}

type Row = readonly (string | null)[]

function userRows(
  model: RosterExport,
  unit: ExportUnit,
  user: ExportUser,
  nodes: readonly HeldNode[],
): readonly Row[] {
  const roles = user.roles.map((id) => nameIn(model.roles, id)).join('、')
  const person = [
    unit.code,
    unit.name,
    user.workNo,
    user.name,
    user.title,
    user.post,
    user.office,
    roles,
  ]
  const held = nodes.map(({ item, node, ab, reason }) => [
    ...[...person, item.code, item.name, nameIn(model.nodes, node), ab, reason],
  ])
  return held.length > 0 ? held : [[...person, '', '', '', '', '']]
}

function gapRows(model: RosterExport, unit: ExportUnit, item: ExportItem): readonly Row[] {
  return item.nodes
    .filter(({ holders }) => holders.length === 0)
    .map(({ node }) => [
      ...[unit.code, unit.name, '', '', '', '', '', ''],
      ...[item.code, item.name, nameIn(model.nodes, node), '', ''],
    ])
}

/** The name under which a role or node is known, its id when it has none. */
export function nameIn(
  list: readonly { readonly id: string; readonly name: string }[],
  id: string,
): string {
  return list.find((one) => one.id === id)?.name ?? id
}

function cell(value: string | null): string {
  const safe = formulaSafe(value ?? '')
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
