import type { RequirementResult } from '../../drill/index.js'
import { cite } from '../../problems/index.js'
import { abilitiesAnnex } from '../abilities.js'
import { shortBatch } from '../batch-name.js'
import { showMetric } from '../metric.js'
import { VERDICT_NAMES } from '../metrics/index.js'
import type { Annex, Inline, Metric } from '../model.js'
import { columns, table } from '../table.js'
import { type Context, count, para } from './context.js'
import { PROBLEM_COLUMNS, problemRows } from './measures.js'
import { recordLines } from './record.js'

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
  const isGraded = score.units.some((one) => one.score !== null)
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
    const own = score.units.find(({ code }) => code === unit.code)
    const marks = isGraded ? [String(own?.score ?? '—'), own?.grade ?? '—'] : []
    return [String(index + 1), unit.short, ...cells, standingOf(ours), ...marks]
  })
  const cols = columns(
    '序号:6',
    '单位:20:left',
    ...slots.map((slot) => `${slot.title}:16`),
    '结论:10',
    ...(isGraded ? ['得分:8', '等次:8'] : []),
  )
  const notes = ['“—”表示该单位不承担此项要求。', ...(isGraded ? [GRADED] : [])]
  return {
    title: '各单位完成情况表',
    landscape: true,
    blocks: [table('results', null, cols, rows), ...notes.map((note) => para(note))],
  }
}

const GRADED =
  '得分和等次按演练计划的权重由各项结论算出，不适用的不计；领导小组另有认定的，见正文。'

/** How a unit stands, by the worst of its verdicts. */
function standingOf(results: readonly RequirementResult[]): string {
  const verdicts = new Set(results.map(({ verdict }) => verdict))
  const worst = (['missed', 'late', 'disputed', 'unchecked'] as const).find((one) =>
    verdicts.has(one),
  )
  return worst === undefined ? '达标' : WORST[worst]
}

const WORST = { ...VERDICT_NAMES, missed: '未完成', late: '逾期' }

function recordAnnex({ facts }: Context): Annex[] {
  const lines = recordLines(facts)
  if (lines.length === 0) return []
  const rows = lines.map((line, index) => [String(index + 1), ...line.map(String)])
  const cols = columns(
    '序号:6',
    '演练时间:19',
    '单位:16:left',
    '类别:12',
    '内容:42:left',
    '登记人:14',
    '日志行:9',
  )
  return [{ title: '演练记事表', landscape: true, blocks: [table('record', null, cols, rows)] }]
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
  return !/^(result|users|stage|half|left|standin|excused)\./.test(metric.id)
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
  const papers = always.map((annex) => annex(context))
  return [...papers, ...recordAnnex(context), ...abilitiesAnnex(context.facts)]
}
