import type { ReportFacts } from '../facts.js'
import type { History } from '../histories.js'
import type { Metric } from '../model.js'
import { median, p95, stageTimes } from '../stages.js'
import type { Make } from './make.js'

interface ObjectCount {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly done: readonly string[]
}

const OBJECTS: readonly ObjectCount[] = [
  { id: 'articles', name: '栏目信息', kind: 'article', done: ['article.published'] },
  { id: 'cases', name: '办件', kind: 'case', done: ['case.settled', 'case.acceptance-refused'] },
  { id: 'projects', name: '投资项目', kind: 'project', done: ['project.collected'] },
  { id: 'consultations', name: '咨询', kind: 'consultation', done: ['consultation.published'] },
  { id: 'complaints', name: '投诉', kind: 'complaint', done: ['complaint.published'] },
]

/** Counts of hall objects as observed in the journal, and how many of them came to their end. */
export function objectMetrics(all: readonly History[], make: Make): Metric[] {
  return OBJECTS.flatMap(({ id, name, kind, done }) => {
    const ours = all.filter((history) => history.kind === kind)
    const ends = ours.flatMap((one) => one.events.filter((event) => done.includes(event.type)))
    return [
      make({
        id,
        name: `${name}总数`,
        numerator: ours.length,
        unit: '件',
        formula: `日志中观察到的不同${name}数`,
        evidence: ours.flatMap((one) => one.events.slice(0, 1).map((event) => event.seq)),
      }),
      make({
        id: `${id}.done`,
        name: `办结的${name}`,
        numerator: ends.length,
        denominator: ours.length,
        unit: '件',
        formula: `观察到 ${done.join('、')} 的${name}数 / ${name}总数`,
        evidence: ends.map((event) => event.seq),
      }),
    ]
  })
}

/** Kinds of object that the table of batches shows. */
export const BATCH_KINDS = [
  { kind: 'article', name: '栏目信息' },
  { kind: 'case', name: '办件' },
  { kind: 'project', name: '投资项目' },
  { kind: 'consultation', name: '咨询' },
  { kind: 'complaint', name: '投诉' },
] as const

/** Objects begun on the day of each batch. */
export function batchMetrics(facts: ReportFacts, all: readonly History[], make: Make): Metric[] {
  return facts.pack.batches.flatMap((batch) =>
    BATCH_KINDS.map(({ kind, name }) => {
      const begun = all
        .filter((history) => history.kind === kind)
        .flatMap((history) => history.events.slice(0, 1))
        .filter((event) => event.at.startsWith(batch.day))
      return make({
        id: `batch.${batch.id}.${kind}`,
        name: `${batch.title}${name}`,
        numerator: begun.length,
        unit: '件',
        formula: `${batch.day} 发起的${name}数`,
        evidence: begun.map((event) => event.seq),
      })
    }),
  )
}

/** Waiting before each stage of a case: how many, the middle and the longest, in minutes of drill time. */
export function stageMetrics(all: readonly History[], make: Make): Metric[] {
  return stageTimes(all, 'case').flatMap(({ from, to, n, median, longest, evidence }) => {
    const name = `${from} 至 ${to}`
    const formula = '两个相邻事件之间的演练时间'
    const minutes = (value: number) => Math.round(value * 10) / 10
    const id = (what: string) => stageId(from, to, what)
    return [
      make({ id: id('n'), name: `${name}件数`, numerator: n, unit: '件', formula, evidence }),
      make({
        id: id('median'),
        name: `${name}中位时间`,
        numerator: minutes(median),
        unit: '分钟',
        formula,
        evidence,
      }),
      make({
        id: id('longest'),
        name: `${name}最长时间`,
        numerator: minutes(longest),
        unit: '分钟',
        formula,
        evidence,
      }),
    ]
  })
}

/** The id of a stage's figure. */
export function stageId(from: string, to: string, what: string): string {
  return `stage.${from}.${to}.${what}`
}

const RETURNS = ['case.pre-returned', 'case.correction-notified', 'case.review-returned']

/** Response of the hall as measured at each act, milliseconds of real time. */
export function callMetrics(facts: ReportFacts, all: readonly History[], make: Make): Metric[] {
  const acts = facts.lines.filter((line) => typeof line.data['ms'] === 'number')
  const times = acts.map((line) => Number(line.data['ms']))
  const seqs = acts.map((line) => line.seq)
  const returns = all.flatMap((one) => one.events.filter((event) => RETURNS.includes(event.type)))
  const measured = (value: number) => (times.length === 0 ? null : Math.round(value))
  return [
    make({
      id: 'calls',
      name: '大厅调用',
      numerator: acts.length,
      unit: '次',
      formula: '日志中有响应时间的动作数',
      evidence: seqs,
    }),
    make({
      id: 'calls.median',
      name: '响应时间中位数',
      numerator: measured(median(times)),
      unit: '毫秒',
      formula: '各动作响应时间的中位数',
      evidence: seqs,
    }),
    make({
      id: 'calls.p95',
      name: '响应时间95分位',
      numerator: measured(p95(times)),
      unit: '毫秒',
      formula: '95%的动作不超过的响应时间',
      evidence: seqs,
    }),
    make({
      id: 'returns',
      name: '退回与补正',
      numerator: returns.length,
      unit: '次',
      formula: `观察到 ${RETURNS.join('、')} 的次数`,
      evidence: returns.map((event) => event.seq),
    }),
  ]
}
