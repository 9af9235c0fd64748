import type { ReportFacts } from './facts.js'
import { paperDate } from './gongwen/signature.js'
import type { Annex } from './model.js'
import { para } from './situation/context.js'
import { columns, table } from './table.js'
import type { FactSheet } from './xlsx.js'

type Checked = Pick<ReportFacts, 'abilities'>

const NOTE =
  '“未强制”表示大厅放行了应当拒绝的操作；“需人工”表示须由人在大厅页面上办理；依据是试时所见。'

/** 大厅能力核验表: what the hall was found able to do, which hall that was and when; none when it was not checked. */
export function abilitiesAnnex({ abilities }: Checked): Annex[] {
  if (abilities === null) return []
  const { hall, url, connector, at, capabilities } = abilities
  const when = `${paperDate(at.slice(0, 10))}${at.slice(11, 16)}`
  const rows = capabilities.map(({ capability, result, evidence }, index) => [
    ...[String(index + 1), capability, result, evidence],
  ])
  const cols = columns('序号:6', '能力:28:left', '结果:10', '依据:40:left')
  const lines = [`核验大厅：${hall}`, `大厅地址：${url}`, `核验时间：${when}`]
  const through = connector === null ? [] : [`所用连接器：${connector}`]
  const said = [...lines, ...through].map((line) => para(line))
  const blocks = [...said, table('abilities', null, cols, rows), para(NOTE)]
  return [{ title: '大厅能力核验表', landscape: false, blocks }]
}

const COLUMNS = [
  { title: '序号', width: 6 },
  { title: '能力', width: 28 },
  { title: '结果', width: 10 },
  { title: '依据', width: 40 },
  { title: '大厅', width: 24 },
  { title: '地址', width: 28 },
  { title: '核验时间', width: 21 },
] as const

/** The same as a sheet of the workbook. */
export function abilitySheets({ abilities }: Checked): FactSheet[] {
  if (abilities === null) return []
  const { hall, url, at, capabilities } = abilities
  const when = at.slice(0, 19).replace('T', ' ')
  const rows = capabilities.map(({ capability, result, evidence }, index) => [
    ...[index + 1, capability, result, evidence, hall, url, when],
  ])
  return [{ name: '大厅能力', title: '大厅能力核验', columns: COLUMNS, rows }]
}
