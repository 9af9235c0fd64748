import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, expect, test } from 'vitest'
import {
  expandPlan,
  timetableOf,
  type UnitDuties,
  unitDuties,
} from '../../../src/lib/drill/index.js'
import type { BlankSheet } from '../../../src/lib/report/duty-papers/model.js'
import {
  drillName,
  type PaperNames,
  recordSheet,
  taskSlips,
} from '../../../src/lib/report/duty-papers/sheets.js'
import { attendanceSheets } from '../../../src/lib/report/duty-papers/write.js'
import { renderSheets } from '../../../src/lib/report/gongwen/document.js'
import { readBytes } from '../../../src/lib/sheets/index.js'
import { planInput } from '../../support/drill.js'

let duties: UnitDuties[]
let names: PaperNames
let steps: number

beforeAll(async () => {
  const input = await planInput(1)
  const { plan } = expandPlan(input)
  duties = unitDuties(plan, timetableOf(plan))
  steps = plan.steps.filter(({ unit }) => unit === plan.units[0]?.code).length
  const people = new Map(
    input.mapping.users.map(({ workNo, name, unit }) => [workNo, { name, unit }]),
  )
  names = { pack: input.pack, roles: new Map([['handler', '承办人']]), people }
})

async function tablesIn(pages: readonly BlankSheet[]) {
  const bytes = await renderSheets(pages, { office: '演练办', day: '2015-04-08' })
  const { sheets } = await readBytes(bytes, '用表.docx')
  const xml = strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array())
  return { rows: sheets.flatMap((sheet) => sheet.rows.map(({ cells }) => cells)), xml, bytes }
}

const text = (xml: string) => xml.replace(/<[^>]*>/g, '')

test('the process record has every act of the unit with room for what came of it, headers on every page', async () => {
  const [first] = duties
  if (!first) throw new Error('no unit')
  const page = recordSheet(first, names)
  const { rows, xml } = await tablesIn([page])
  const acts = rows.filter((cells) => cells.includes('□正常 □异常'))

  expect(drillName(names.pack)).toBe('勐海县行政审批网上服务大厅综合演练')
  expect(text(xml)).toContain('演练过程记录表单位：勐海县发展改革和工业信息化局　　批次：第一批')
  expect(text(xml)).toContain('2015年4月8日 08:30—12:00、15:00—17:30')
  expect(text(xml)).toContain('五、发现的问题和意见建议')
  expect(acts).toHaveLength(steps)
  expect(acts[0]).toEqual([
    ...[
      '1',
      '08:30',
      '录入信息',
      '发改工信局通知公告1',
      'unit_admin',
      '演练u01-1',
      '',
      '',
      '□正常 □异常',
    ],
  ])
  expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(page.parts.length)
  expect(xml).toContain('w:orient="landscape"')
})

test('a slip tells one person what to do and when, and names nothing that does not exist yet', async () => {
  const slips = taskSlips(duties, names)
  const [first] = duties
  const own = slips.get(first?.unit.code ?? '') ?? []
  const { rows, xml } = await tablesIn(own)
  const said = rows.map(([, , what = '']) => what)
  const office = slips.get(names.pack.office.code) ?? []

  expect(own.map(({ lines }) => /姓名：(\S+?)　/.exec(lines[0] ?? '')?.[1])).toContain('演练u01-0')
  expect(said).toContain('以综合管理员身份收件，预审该件并通过')
  expect(said.join()).not.toContain('${')
  expect(text(xml)).toContain('角色：coordinator、window_acceptor、承办人')
  expect(rows.filter(([box]) => box === '□').every(([, at]) => /^\d\d:\d\d$/.test(at ?? ''))).toBe(
    true,
  )
  expect(office).toHaveLength(3)
  expect(JSON.stringify(office)).toContain('发改工信局：')
})

test('the attendance sheet has a page for each batch and lines for as many people as the notice lets a unit send', async () => {
  const { plan } = expandPlan(await planInput(1))
  const { rows, bytes } = await tablesIn(attendanceSheets(plan, duties, names.pack))
  const again = await tablesIn(attendanceSheets(plan, duties, names.pack))

  expect(rows.filter(([unit]) => unit === '发改工信局')).toHaveLength(4)
  expect(rows.filter((cells) => cells.includes('签名'))).toHaveLength(2)
  expect(again.bytes).toEqual(bytes)
})
