import { halfDays } from '../drill/index.js'
import { showMetric } from './metric.js'
import { halfDayName } from './metrics/index.js'
import type { Paper } from './model.js'
import type { Context } from './situation/context.js'
import { columns } from './table.js'
import type { FactSheet } from './xlsx.js'

/** 综合性能: every action in every half-day. */
export function performanceSheet({ facts }: Context): FactSheet {
  return {
    name: '性能',
    title: '大厅综合性能',
    columns: columns(
      '时段:16',
      '动作:24',
      '次数:8',
      '中位（毫秒）:14',
      '95分位（毫秒）:14',
      '最长（毫秒）:14',
      '出错（次）:10',
      '日志行号:60',
    ),
    rows: halfDays(facts.lines).map((one) => [
      halfDayName(one),
      facts.titles.actions[one.action] ?? one.action,
      one.n,
      ...(one.n === 0 ? ['', '', ''] : [one.median, one.p95, one.max].map(Math.round)),
      one.errors,
      one.evidence.slice(0, 50).join(' '),
    ]),
  }
}

/** How every figure is counted. */
export function metricSheet(paper: Paper): FactSheet {
  return {
    name: '口径',
    title: '数据口径与溯源',
    columns: columns(
      '编号:26',
      '指标:30',
      '数值:14',
      '单位:8',
      '不适用:8',
      '口径:60',
      '依据:16',
      '日志行号:40',
    ),
    rows: paper.metrics.map((one) => [
      one.id,
      one.name,
      showMetric(one, one.denominator === null ? 'count' : 'fraction'),
      one.unit,
      one.na,
      one.formula,
      one.clause ?? '',
      one.evidence.slice(0, 40).join(' ') + (one.evidence.length > 40 ? ' …' : ''),
    ]),
  }
}

/** Every line of the journal. */
export function journalSheet(context: Context): FactSheet {
  return {
    name: '演练日志',
    title: '演练日志',
    columns: columns(
      '行号:8',
      '演练时间:21',
      '类型:16',
      '单位:18',
      '动作:56',
      '角色:16',
      '经办:20',
      '大厅事件:26',
      '编号:46',
    ),
    rows: context.facts.lines.map((line) => [
      line.seq,
      line.at.slice(0, 19).replace('T', ' '),
      line.type,
      line.unit === undefined ? '' : context.unitName(line.unit),
      line.key ?? '',
      line.as ?? '',
      line.by.id,
      typeof line.data['event'] === 'string' ? line.data['event'] : '',
      typeof line.data['number'] === 'string' ? line.data['number'] : '',
    ]),
  }
}
