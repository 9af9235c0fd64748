import { nameIn } from './export-csv.js'
import type { ExportItem, ExportNode, ExportUnit, RosterExport } from './export-model.js'
import { addTable, column, GAP, type Table } from './export-sheet.js'
import { group } from './members.js'

/**
 * The mapping workbook that unit heads sign: a summary, a matrix of item x node x person with A/B for each unit with a
 * signature block, the people, the gaps. A4, header rows repeated, nobody signs a page without rows.
 */
export async function workbookOf(model: RosterExport, at: Date): Promise<Uint8Array> {
  const { default: Excel } = await import('exceljs')
  const workbook = new Excel.Workbook()
  workbook.created = at
  workbook.modified = at
  const names = sheetNames(model.units)
  addTable(workbook, summary(model))
  for (const [index, unit] of model.units.entries()) {
    if (unit.items.length > 0) addTable(workbook, matrix(model, unit, names[index] ?? ''))
  }
  addTable(workbook, people(model))
  addTable(workbook, gaps(model))
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** One row, so that no page break can part it; alone on a page it still says what is signed. */
function signatureOf(sum: string): string {
  return [
    `以上${sum}，经核对无误。`,
    '填表人（签字）：　　　　　　　　审核人（签字）：　　　　　　　　联系电话：',
    '单位负责人（签字）：　　　　　　　　单位（盖章）：　　　　　　　　　　　　年　　月　　日',
  ].join('\n\n')
}

/** A number of rows of the unit's own items, then the nodes in the order of the flow. */
function matrix(model: RosterExport, unit: ExportUnit, name: string): Table {
  const spots = unit.items.flatMap(({ nodes }) => nodes)
  const open = spots.filter(isOpen).length
  const isTwin = twinsOf(unit)
  const held = `共 ${unit.items.length} 项、${spots.length} 个环节，已定人 ${spots.length - open} 个，缺 ${open} 个`
  return {
    name,
    title: `${unit.name}事项办理环节人员对应表`,
    line: `${model.notice.number}　${held}。（A）为主办，（B）为顶岗，标「${GAP}」的见「缺口」表。`,
    columns: [
      column('序号', 6, 'short'),
      column('事项名称', 42),
      ...model.nodes.map((node) => column(node.name, 14, 'short')),
    ],
    rows: unit.items.flatMap((item, index) => itemRows(item, index + 1, isTwin)),
    signature: signatureOf(held),
  }
}

function isOpen({ holders }: ExportNode): boolean {
  return holders.length === 0
}

/** Whether a name is that of several people of a unit, whom only their numbers tell apart. */
function twinsOf({ users }: ExportUnit): (name: string) => boolean {
  const names = users.map(({ name }) => name)
  const twins = new Set(names.filter((name, at) => names.indexOf(name) !== at))
  return (name) => twins.has(name)
}

/** As many people as a cell shows; the others stand in rows that go on with the item. */
const SHOWN = 20

function itemRows(
  { name, code, nodes }: ExportItem,
  no: number,
  isTwin: (name: string) => boolean,
): readonly (readonly string[])[] {
  const count = Math.max(1, ...nodes.map(({ holders }) => Math.ceil(holders.length / SHOWN)))
  return Array.from({ length: count }, (_, row) => [
    row === 0 ? String(no) : '',
    row === 0 ? [name, ...(code === null ? [] : [code])].join('\n') : `${name}（续）`,
    ...nodes.map((spot) => {
      if (isOpen(spot)) return row === 0 ? GAP : ''
      return spotText(spot.holders.slice(row * SHOWN, (row + 1) * SHOWN), isTwin)
    }),
  ])
}

function spotText(holders: ExportNode['holders'], isTwin: (name: string) => boolean): string {
  const said = holders.map(({ name, workNo, ab }) =>
    isTwin(name) ? `${name}（${ab}）\n${workNo}` : `${name}（${ab}）`,
  )
  return said.join('\n')
}

function summary({ notice, units, region }: RosterExport): Table {
  const counted = units.map(({ name, users, items }) => {
    const spots = items.flatMap(({ nodes }) => nodes)
    const staff = users.filter(({ applicant }) => !applicant).length
    const open = spots.filter(isOpen).length
    return { name, counts: [staff, items.length, spots.length, spots.length - open, open] }
  })
  const sums = counted.reduce<readonly number[]>(
    (sum, { counts }) => counts.map((count, index) => count + (sum[index] ?? 0)),
    [],
  )
  const rows = counted.map(({ name, counts }, index) => [
    String(index + 1),
    name,
    ...counts.map(String),
  ])
  return {
    name: '汇总',
    title: `${region.name}事项办理环节人员对应情况汇总`,
    line: notice.number,
    columns: [
      column('序号', 6, 'short'),
      column('单位', 36),
      ...['人员', '事项', '环节', '已定人', '缺'].map((title) => column(title, 10, 'short')),
    ],
    rows: rows.length > 1 ? [...rows, ['', '合计', ...sums.map(String)]] : rows,
    signature: null,
  }
}

function people({ units, roles, notice }: RosterExport): Table {
  const staff = units.flatMap((unit) =>
    unit.users.filter(({ applicant }) => !applicant).map((user) => ({ unit, user })),
  )
  return {
    name: '人员',
    title: '用户工号及角色一览表',
    line: notice.number,
    columns: [
      column('序号', 6, 'short'),
      column('单位', 26),
      column('姓名', 10, 'short'),
      column('用户工号', 16, 'short'),
      column('科室', 16),
      column('职务（岗位）', 16),
      column('角色', 44),
    ],
    rows: staff.map(({ unit, user }, index) => [
      String(index + 1),
      unit.name,
      user.name,
      user.workNo,
      user.office ?? '',
      user.title ?? user.post ?? '',
      user.roles.map((role) => nameIn(roles, role)).join('、'),
    ]),
    signature: null,
  }
}

function gaps({ units, nodes, notice }: RosterExport): Table {
  const open = units.flatMap((unit) =>
    unit.items.flatMap((item) => item.nodes.filter(isOpen).map((spot) => ({ unit, item, spot }))),
  )
  return {
    name: '缺口',
    title: '无人承担的环节',
    line: `${notice.number}　共 ${open.length} 处。请在「定人」栏写明姓名和 A/B 岗后报回。`,
    columns: [
      column('序号', 6, 'short'),
      column('单位', 26),
      column('事项名称', 36),
      column('环节', 14, 'short'),
      column('建议人选', 34),
      column('定人', 14, 'short'),
    ],
    rows: open.map(({ unit, item, spot }, index) => [
      String(index + 1),
      unit.name,
      item.name,
      nameIn(nodes, spot.node),
      proposalText(spot),
      '',
    ]),
    signature: null,
  }
}

/** As many proposals as a cell shows before it only counts. */
const PROPOSED = 8

function proposalText({ proposals }: ExportNode): string {
  const byRule = group(proposals.slice(0, PROPOSED), ({ rule }) => [rule])
  const shown = [...byRule].map(
    ([rule, list]) => `${list.map(({ name }) => name).join('、')}（${rule}）`,
  )
  const more = proposals.length > PROPOSED ? [`等 ${proposals.length} 人`] : []
  return [...shown, ...more].join('\n')
}

const LONGEST = 31

/** A sheet for each unit under its name, cut to what a workbook takes and never twice the same. */
function sheetNames(units: readonly ExportUnit[]): readonly string[] {
  const taken = new Set(['汇总', '人员', '缺口'])
  return units.map(({ name }) => {
    const plain = name.replace(/[*?:\\/[\]']/gu, ' ').slice(0, LONGEST)
    let free = plain
    for (let copy = 2; taken.has(free); copy += 1) free = `${plain.slice(0, LONGEST - 4)} (${copy})`
    taken.add(free)
    return free
  })
}
