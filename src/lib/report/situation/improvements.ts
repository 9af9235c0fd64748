import { halfDaysOf, stageId } from '../metrics/index.js'
import type { Block } from '../model.js'
import { stageTimes } from '../stages.js'
import { columns, table } from '../table.js'
import { type Context, count, h1, h2, para } from './context.js'

/** Stages shown in the paper; the workbook has them all. */
const SHOWN_STAGES = 5

function flowBlocks(context: Context): Block[] {
  const titles = context.facts.titles.events
  const stages = stageTimes(context.histories, 'case').slice(0, SHOWN_STAGES)
  const name = (type: string) => titles[type] ?? type
  const returned = ['case.pre-returned', 'case.correction-notified', 'case.review-returned']
  return [
    h2('（一）业务流程'),
    para('办件各环节中间等候时间由长到短如下，建议有关单位优先压缩排在前列的环节：'),
    table(
      'stages',
      null,
      columns('上一环节:24', '本环节:24', '件数:14', '中位时间（分钟）:19', '最长时间（分钟）:19'),
      stages.map((stage) => [
        name(stage.from),
        name(stage.to),
        ...(['n', 'median', 'longest'] as const).map((what) =>
          count(stageId(stage.from, stage.to, what)),
        ),
      ]),
    ),
    para(
      '演练中退回、补正共',
      count('returns'),
      `次（${returned.map(name).join('、')}），建议在办事指南中列明材料要求，减少往返。`,
    ),
  ]
}

function systemBlocks(context: Context): Block[] {
  const failed = context.metric('steps.failed').numerator
  return [
    h2('（二）系统功能'),
    para(
      '大厅接口共受理调用',
      count('calls'),
      '次，响应时间中位数',
      count('calls.median'),
      '毫秒，95%的调用不超过',
      count('calls.p95'),
      '毫秒。',
      ...(failed === 0
        ? ['没有未被系统接受或结果不明的动作。']
        : ['未被系统接受或结果不明的动作', count('steps.failed'), '个，已逐条列入台账。']),
    ),
    para(
      '大厅出错（没有应答、系统错误、限流、会话失效等）',
      count('calls.errors'),
      '次，因无法访问中断演练',
      count('outages'),
      '次、共',
      count('outages.seconds'),
      '秒。各时段综合性能如下，逐项见附表“性能”：',
    ),
    table(
      'performance',
      null,
      columns('时段:24', '调用（次）:19', '中位（毫秒）:19', '95分位（毫秒）:19', '出错（次）:19'),
      halfDaysOf(context.facts.lines).map(({ id, name }) => [
        name,
        ...['n', 'median', 'p95', 'errors'].map((what) => count(`half.${id}.${what}`)),
      ]),
    ),
  ]
}

function staffBlocks(context: Context): Block[] {
  const units = new Set(context.facts.mapping.gaps.map((gap) => gap.unit))
  const names = [...units].map(context.unitName)
  return [
    h2('（三）事项与人员配置'),
    para(
      '退回待改的事项',
      count('intake.items.returned'),
      '条，须由各单位更正《审批（服务）事项信息梳理表》后重新报送；无人办理的环节',
      count('gaps'),
      `个${names.length === 0 ? '。' : `，涉及${names.join('、')}，须补齐人员分工。`}`,
    ),
  ]
}

export function improvementBlocks(context: Context, heading: string): Block[] {
  return [h1(heading), ...flowBlocks(context), ...systemBlocks(context), ...staffBlocks(context)]
}
