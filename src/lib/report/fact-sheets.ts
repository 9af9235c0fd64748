import { halfDays } from '../drill/index.js'
import { abilitySheets } from './abilities.js'
import { eventOf, type History } from './histories.js'
import { showMetric } from './metric.js'
import { halfDayName } from './metrics/index.js'
import type { Paper } from './model.js'
import type { Context } from './situation/context.js'
import type { FactSheet } from './xlsx.js'

const sheet = (
  name: string,
  title: string,
  columns: readonly (readonly [string, number])[],
  rows: FactSheet['rows'],
): FactSheet => ({
  name,
  title,
  columns: columns.map(([head, width]) => ({ title: head, width })),
  rows,
})

const VERDICTS = {
  met: '达标',
  late: '逾期',
  missed: '未完成',
  exempt: '不适用',
  disputed: '有异议',
  unchecked: '无从核对',
} as const

function unitSheet(context: Context): FactSheet {
  const { pack, items, mapping, returned } = context.facts
  const rows = pack.units.map((unit, index) => [
    index + 1,
    pack.batches.find((batch) => batch.id === unit.batch)?.title ?? unit.batch,
    unit.code,
    unit.name,
    items.filter((item) => item.unit.code === unit.code).length,
    returned.filter((one) => one.unit === unit.code).length,
    mapping.users.filter((user) => user.unit === unit.code && user.source !== null).length,
    mapping.gaps.filter((gap) => gap.unit === unit.code).length,
  ])
  return sheet(
    '单位',
    '参演单位情况',
    [
      ['序号', 6],
      ['批次', 22],
      ['统一社会信用代码', 22],
      ['单位', 34],
      ['入库事项', 10],
      ['退回待改', 10],
      ['人员', 8],
      ['无人环节', 10],
    ],
    rows,
  )
}

/** `2015-04-08T08:30:00+08:00` as `2015-04-08 08:30:00`. */
function clock(instant: string | undefined): string | null {
  return instant === undefined ? null : instant.slice(0, 19).replace('T', ' ')
}

/** The same without year and seconds, for tables whose day stands beside: 04-08 08:30. */
function shortClock(instant: string | undefined): string | null {
  return instant === undefined ? null : instant.slice(5, 16).replace('T', ' ')
}

function caseRow(context: Context, history: History, index: number): (string | number | null)[] {
  const item = context.facts.items.find((one) => (one.code ?? one.key) === history.item)
  const at = (...types: string[]) =>
    shortClock(types.map((type) => eventOf(history, type)?.at).find((found) => found !== undefined))
  return [
    index + 1,
    history.number,
    context.unitName(history.unit),
    item?.name ?? history.item,
    history.events[0]?.type === 'case.dispatched' ? '投资审批' : '网上办事',
    at('case.submitted', 'case.dispatched'),
    at('case.accepted'),
    at('case.granted', 'case.refused'),
    at('case.settled', 'case.acceptance-refused'),
    at('case.collected'),
    context.facts.titles.events[history.events.at(-1)?.type ?? ''] ?? null,
  ]
}

function caseSheet(context: Context): FactSheet {
  const cases = context.histories.filter((history) => history.kind === 'case')
  return sheet(
    '办件',
    '演练办件清单',
    [
      ['序号', 6],
      ['办件编号', 26],
      ['单位', 14],
      ['事项', 30],
      ['主题', 9],
      ['申报', 13],
      ['受理', 13],
      ['决定', 13],
      ['办结', 13],
      ['取件', 13],
      ['最后动作', 10],
    ],
    cases.map((history, index) => caseRow(context, history, index)),
  )
}

function quotaSheet(context: Context): FactSheet {
  const { pack, score } = context.facts
  const title = (id: string) => pack.requirements.find((one) => one.id === id)?.title ?? id
  return sheet(
    '达标',
    '各单位指标完成情况',
    [
      ['单位', 24],
      ['要求', 26],
      ['栏目', 12],
      ['应完成', 8],
      ['已完成', 8],
      ['判定', 8],
      ['说明', 34],
      ['依据', 16],
      ['日志行号', 40],
    ],
    score.results.map((one) => [
      context.unitName(one.unit),
      title(one.requirement),
      one.column,
      one.atLeast,
      one.counted,
      VERDICTS[one.verdict],
      one.because ?? '',
      one.clause,
      one.evidence.join(' '),
    ]),
  )
}

function problemSheet(context: Context): FactSheet {
  return sheet(
    '问题台账',
    '问题整改台账',
    [
      ['序号', 6],
      ['程度', 8],
      ['类别', 8],
      ['责任单位', 22],
      ['问题', 60],
      ['证据', 44],
      ['措施建议', 36],
      ['责任人', 12],
      ['时限', 12],
      ['状态', 10],
    ],
    context.problems.map((one) => [
      one.no,
      one.severity,
      one.category,
      context.unitName(one.unit),
      one.fact,
      one.evidence,
      one.measure,
      one.owner ?? '',
      one.due,
      one.state ?? '未整改',
    ]),
  )
}

/** 综合性能: every action in every half-day. */
function performanceSheet({ facts }: Context): FactSheet {
  return sheet(
    '性能',
    '大厅综合性能',
    [
      ['时段', 16],
      ['动作', 24],
      ['次数', 8],
      ['中位（毫秒）', 14],
      ['95分位（毫秒）', 14],
      ['最长（毫秒）', 14],
      ['出错（次）', 10],
      ['日志行号', 60],
    ],
    halfDays(facts.lines).map((one) => [
      halfDayName(one),
      facts.titles.actions[one.action] ?? one.action,
      one.n,
      ...(one.n === 0 ? ['', '', ''] : [one.median, one.p95, one.max].map(Math.round)),
      one.errors,
      one.evidence.slice(0, 50).join(' '),
    ]),
  )
}

function metricSheet(paper: Paper): FactSheet {
  return sheet(
    '口径',
    '数据口径与溯源',
    [
      ['编号', 26],
      ['指标', 30],
      ['数值', 14],
      ['单位', 8],
      ['不适用', 8],
      ['口径', 60],
      ['依据', 16],
      ['日志行号', 40],
    ],
    paper.metrics.map((one) => [
      one.id,
      one.name,
      showMetric(one, one.denominator === null ? 'count' : 'fraction'),
      one.unit,
      one.na,
      one.formula,
      one.clause ?? '',
      one.evidence.slice(0, 40).join(' ') + (one.evidence.length > 40 ? ' …' : ''),
    ]),
  )
}

function journalSheet(context: Context): FactSheet {
  return sheet(
    '演练日志',
    '演练日志',
    [
      ['行号', 8],
      ['演练时间', 21],
      ['类型', 16],
      ['单位', 18],
      ['动作', 56],
      ['角色', 16],
      ['经办', 20],
      ['大厅事件', 26],
      ['编号', 46],
    ],
    context.facts.lines.map((line) => [
      line.seq,
      clock(line.at),
      line.type,
      line.unit === undefined ? '' : context.unitName(line.unit),
      line.key ?? '',
      line.as ?? '',
      line.by.id,
      typeof line.data['event'] === 'string' ? line.data['event'] : '',
      typeof line.data['number'] === 'string' ? line.data['number'] : '',
    ]),
  )
}

/** The workbook beside the paper: units, cases, quota table, issue ledger, abilities of the hall, definitions, journal. */
export function factSheets(paper: Paper, context: Context): FactSheet[] {
  return [
    unitSheet(context),
    caseSheet(context),
    quotaSheet(context),
    problemSheet(context),
    performanceSheet(context),
    ...abilitySheets(context.facts),
    metricSheet(paper),
    journalSheet(context),
  ]
}
