import { writeList } from '../../sheets/index.js'
import type { Mapping } from '../mapping/load.js'
import type { Reconciliation } from './model.js'

const LEVELS = ['', '一、件数', '二、金额等合计', '三、逐行', '四、引用'] as const
const WIDTHS = [16, 16, 30, 40, 40, 10]

/** The 对账单 as .xlsx: the equation of each entity, the levels, what differs, the hashes, and who signs. Papers are Chinese. */
export async function statement(
  mapping: Mapping,
  result: Reconciliation,
  at: string,
): Promise<Uint8Array> {
  const titles = ['部分', '类别', '内容', '旧系统', '大厅', '结论']
  const columns = titles.map((title, index) => ({ title, width: WIDTHS[index] ?? 16 }))
  const titleOf = (name: string) => mapping.entities[name]?.title ?? name
  const rows = [
    ...result.entities.flatMap((one) => equation(titleOf(one.name), one)),
    ...result.levels.map(({ level, equal, different, notCheckable }) => {
      const told = `相符 ${equal}，不符 ${different}，无法核对 ${notCheckable}`
      return ['核对', LEVELS[level] ?? '', told, '', '', different === 0 ? '相符' : '不符']
    }),
    ...result.differences.map(({ entity, level, what, where, source, target }) => {
      return [
        `不符（${LEVELS[level]}）`,
        titleOf(entity),
        `${where} ${what}`,
        source,
        target,
        '不符',
      ]
    }),
    ['依据', '映射文件', mapping.title ?? mapping.system, `sha-256 ${result.mapping}`, '', ''],
    ...Object.entries(result.sources).map(([name, print]) => {
      return ['依据', titleOf(name), '源数据', print, '', '']
    }),
    ['依据', '对账时间', at.slice(0, 16).replace('T', ' '), `迁移 ${result.runs} 次`, '', ''],
    ['签字', '旧系统主管单位', '（签字）', '', '年　月　日', ''],
    ['签字', '大厅主管单位', '（签字）', '', '年　月　日', ''],
  ]
  return writeList({ name: '对账单', columns, rows })
}

function equation(title: string, one: Reconciliation['entities'][number]): readonly string[][] {
  const { source, migrated, merged, excluded, interfaced, manual, quarantined } = one
  const sum = migrated + merged + excluded + interfaced + manual + quarantined
  const parts = `迁入 ${migrated} + 合并 ${merged} + 不迁 ${excluded} + 对接 ${interfaced} + 补录 ${manual} + 退回待改 ${quarantined}`
  return [['件数', title, parts, String(source), String(sum), source === sum ? '相符' : '不符']]
}
