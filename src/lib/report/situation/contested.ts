import type { RequirementResult } from '../../drill/index.js'
import { VERDICT_NAMES } from '../metrics/index.js'
import type { Block, Inline } from '../model.js'
import { columns, table } from '../table.js'
import { type Context, para, titleOf } from './context.js'

/** Verdicts that somebody contests, and those that the leadership decided, beside what the facts say; empty when there are none. */
export function contestedBlocks(context: Context): Block[] {
  const own = context.facts.score.results.filter(
    (one) => one.dispute !== null || one.override !== null || one.verdict === 'disputed',
  )
  if (own.length === 0) return []
  const cols = columns(
    '单位:13:left',
    '要求:24:left',
    '按事实:10',
    '异议或认定:31:left',
    '提出人:12',
  )
  return [
    para(
      '对下列结论有异议或已作认定。结论一律按大厅里的事实计算，异议未了结的暂不计为完成；认定另列，不改动事实。',
    ),
    table(
      'contested',
      null,
      cols,
      own.map((one) => contestedRow(context, one)),
    ),
  ]
}

function contestedRow(context: Context, one: RequirementResult): Inline[] {
  const { dispute, override, computed, contradictions } = one
  const column = one.column === null ? '' : `（${one.column}）`
  const lines = [
    ...(dispute === null ? [] : [`有异议：${dispute.because}`]),
    ...(override === null ? [] : [`认定为${VERDICT_NAMES[override.verdict]}：${override.because}`]),
    ...(contradictions.length === 0 ? [] : ['大厅导出的清单前后不一']),
  ]
  const people = [dispute?.by, override?.by].filter((by) => by !== undefined)
  return [
    context.unitName(one.unit),
    `${titleOf(context, one.requirement)}${column}`,
    VERDICT_NAMES[computed],
    lines.join('；'),
    people.join('、'),
  ]
}
