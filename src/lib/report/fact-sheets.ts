import type { RequirementResult } from '../drill/index.js'
import { abilitySheets } from './abilities.js'
import { eventOf, type History } from './histories.js'
import { journalSheet, metricSheet, performanceSheet } from './method-sheets.js'
import { VERDICT_NAMES } from './metrics/index.js'
import type { Paper } from './model.js'
import type { Context } from './situation/context.js'
import { recordLines } from './situation/record.js'
import { columns } from './table.js'
import type { FactSheet } from './xlsx.js'

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
  return {
    name: '单位',
    title: '参演单位情况',
    columns: columns(
      '序号:6',
      '批次:22',
      '统一社会信用代码:22',
      '单位:34',
      '入库事项:10',
      '退回待改:10',
      '人员:8',
      '无人环节:10',
    ),
    rows,
  }
}

/** `2015-04-08T08:30:00+08:00` without year and seconds, for tables whose day stands beside: 04-08 08:30. */
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
  return {
    name: '办件',
    title: '演练办件清单',
    columns: columns(
      '序号:6',
      '办件编号:26',
      '单位:14',
      '事项:30',
      '主题:9',
      '申报:13',
      '受理:13',
      '决定:13',
      '办结:13',
      '取件:13',
      '最后动作:10',
    ),
    rows: cases.map((history, index) => caseRow(context, history, index)),
  }
}

/** Why, and what people said of it. */
function noteOf(result: RequirementResult): string {
  const { because, computed, counted, evidence, dispute, override } = result
  const made = computed === 'late' ? `批次时间过后补办${evidence.length - (counted ?? 0)}` : null
  const contested =
    dispute && `有异议（${dispute.by}）：${dispute.because}；按事实：${VERDICT_NAMES[computed]}`
  const decided =
    override && `认定为${VERDICT_NAMES[override.verdict]}（${override.by}）：${override.because}`
  return [because, made, contested, decided].filter((part) => part !== null).join('；')
}

function quotaSheet(context: Context): FactSheet {
  const { pack, score } = context.facts
  const title = (id: string) => pack.requirements.find((one) => one.id === id)?.title ?? id
  return {
    name: '达标',
    title: '各单位指标完成情况',
    columns: columns(
      '单位:24',
      '要求:26',
      '栏目:12',
      '应完成:8',
      '已完成:8',
      '判定:8',
      '说明:34',
      '依据:16',
      '日志行号:40',
    ),
    rows: score.results.map((one) => [
      context.unitName(one.unit),
      title(one.requirement),
      one.column,
      one.atLeast,
      one.counted,
      VERDICT_NAMES[one.verdict],
      noteOf(one),
      one.clause,
      one.evidence.join(' '),
    ]),
  }
}

function recordSheet({ facts }: Context): FactSheet {
  return {
    name: '记事',
    title: '演练记事',
    columns: columns('演练时间:18', '单位:24', '类别:14', '内容:70', '登记人:16', '日志行号:10'),
    rows: recordLines(facts),
  }
}

function problemSheet(context: Context): FactSheet {
  return {
    name: '问题台账',
    title: '问题整改台账',
    columns: columns(
      '序号:6',
      '程度:8',
      '类别:8',
      '责任单位:22',
      '问题:60',
      '证据:44',
      '措施建议:36',
      '责任人:12',
      '时限:12',
      '状态:10',
    ),
    rows: context.problems.map((one) => [
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
  }
}

/** The workbook beside the paper: units, cases, quota table, issue ledger, abilities of the hall, definitions, journal. */
export function factSheets(paper: Paper, context: Context): FactSheet[] {
  return [
    unitSheet(context),
    caseSheet(context),
    quotaSheet(context),
    problemSheet(context),
    recordSheet(context),
    performanceSheet(context),
    ...abilitySheets(context.facts),
    metricSheet(paper),
    journalSheet(context),
  ]
}
