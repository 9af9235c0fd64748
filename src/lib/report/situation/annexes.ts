import { cite } from '../../problems/index.js'
import { abilitiesAnnex } from '../abilities.js'
import { shortBatch } from '../batch-name.js'
import { showMetric } from '../metric.js'
import type { Annex, Inline, Metric } from '../model.js'
import { type Context, columns, count, para, table } from './context.js'
import { PROBLEM_COLUMNS, problemRows } from './measures.js'

function peopleWith(context: Context, unit: string, role: string): string {
  return context.facts.mapping.users
    .filter((user) => user.unit === unit && user.roles.includes(role))
    .map((user) => user.name)
    .join('、')
}

function unitsAnnex(context: Context): Annex {
  const { pack } = context.facts
  const roles = pack.roles.filter((role) => role.role !== 'applicant')
  const rows = pack.units.map((unit, index) => [
    String(index + 1),
    shortBatch(pack.batches.find((batch) => batch.id === unit.batch)?.title ?? unit.batch),
    unit.name,
    ...roles.map((role) => peopleWith(context, unit.code, role.role) || '缺'),
    count(`users.${unit.code}`),
  ])
  const cols = columns(
    '序号:7',
    '批次:10',
    '单位:30:left',
    ...roles.map((role) => `${role.title}:14`),
    '人员账号:8',
  )
  return { title: '参演单位信息表', landscape: true, blocks: [table('units', null, cols, rows)] }
}

/** A column of the table: a requirement, of one hall column when it is counted per column. */
interface Slot {
  readonly id: string
  readonly column: string | null
  readonly title: string
}

/** 28 rows, one column a requirement (and column of the hall): count, or 不适用. */
function resultsAnnex(context: Context): Annex {
  const { pack, score } = context.facts
  const slots = pack.requirements.flatMap((one): Slot[] =>
    one.each.includes('column')
      ? pack.columns.map((column) => ({
          id: one.id,
          column,
          title: `${column}（≥${one.atLeast}）`,
        }))
      : [{ id: one.id, column: null, title: `${one.title}（≥${one.atLeast}）` }],
  )
  const rows = pack.units.map((unit, index) => {
    const ours = score.results.filter((one) => one.unit === unit.code)
    const cells = slots.map((slot): Inline => {
      const result = ours.find((one) => one.requirement === slot.id && one.column === slot.column)
      if (result === undefined) return '—'
      if (result.verdict === 'exempt') return '不适用'
      return count(`result.${slot.id}.${unit.code}.${slot.column ?? ''}`)
    })
    const bad = ours.filter((one) => one.verdict === 'missed' || one.verdict === 'late')
    return [String(index + 1), unit.short, ...cells, bad.length === 0 ? '达标' : '未达标']
  })
  const cols = columns(
    '序号:6',
    '单位:22:left',
    ...slots.map((slot) => `${slot.title}:16`),
    '结论:10',
  )
  return {
    title: '各单位完成情况表',
    landscape: true,
    blocks: [table('results', null, cols, rows), para('“—”表示该单位不承担此项要求。')],
  }
}

function problemsAnnex(context: Context): Annex {
  const rows = problemRows(context, context.problems)
  return {
    title: '问题整改台账',
    landscape: true,
    blocks: [table('ledger', null, PROBLEM_COLUMNS, rows)],
  }
}

/** Figures of single units and stages stand in their own tables; the trace table explains the rest. */
function isSummary(metric: Metric): boolean {
  return !/^(result|users|stage|half)\./.test(metric.id)
}

function originAnnex(context: Context): Annex {
  const rows = context.metrics
    .filter(isSummary)
    .map((metric) => [
      metric.name,
      showMetric(metric, metric.denominator === null ? 'count' : 'fraction'),
      metric.formula,
      metric.evidence.length === 0 ? '由事项库、人员库算出' : cite(metric.evidence),
    ])
  const cols = columns('指标:22:left', '数值:12', '口径:38:left', '证据:28:left')
  return {
    title: '数据口径与溯源表',
    landscape: true,
    blocks: [table('origin', null, cols, rows)],
  }
}

export function annexesOf(context: Context): Annex[] {
  const always = [unitsAnnex, resultsAnnex, problemsAnnex, originAnnex]
  return [...always.map((annex) => annex(context)), ...abilitiesAnnex(context.facts)]
}
