import { beforeAll, expect, test } from 'vitest'
import {
  type DrillPlan,
  explain,
  type JournalLine,
  normaliseJournal,
  responseTimes,
  scoreRun,
  troublesOf,
  waitingTimes,
} from '../../../src/lib/drill/index.js'
import type { NoticePack } from '../../../src/lib/notice/index.js'
import { drillPlan, planInput } from '../../support/drill.js'

let pack: NoticePack
let plan: DrillPlan

beforeAll(async () => {
  pack = (await planInput(1)).pack
  plan = await drillPlan(1)
})

interface Told extends Partial<JournalLine> {
  readonly type: JournalLine['type']
}

function journal(...lines: readonly Told[]): JournalLine[] {
  return lines.map((line, index) => ({
    v: 1,
    seq: index + 1,
    at: '2015-04-08T09:00:00+08:00',
    wall: '2026-01-01T00:00:00+08:00',
    by: { kind: 'engine', id: 'hallkit' },
    data: {},
    prev: null,
    ...line,
  }))
}

let objects = 0

function seen(event: string, unit: number, hallAt: string, data: object = {}): Told {
  const code = plan.units[unit]?.code ?? ''
  objects += 1
  const id = String(objects)
  return { type: 'hall.seen', unit: code, data: { event, id, number: `N${id}`, hallAt, data } }
}

const published = (hallAt: string, column = '通知公告') =>
  seen('article.published', 0, hallAt, { column })

function resultOf(
  lines: readonly JournalLine[],
  requirement: string,
  unit: number,
  column?: string,
) {
  const code = plan.units[unit]?.code
  return scoreRun(plan, lines, pack).results.find(
    (one) =>
      one.requirement === requirement && one.unit === code && one.column === (column ?? null),
  )
}

test('what the hall showed before the end of the windows counts, over lunch too, with its journal lines as evidence', () => {
  const lines = journal(
    published('2015-04-08T08:29:59+08:00'), // before the first opening: no act of the drill
    published('2015-04-08T08:30:00+08:00'),
    published('2015-04-08T12:00:58+08:00'), // the clerk went to lunch a minute late
    published('2015-04-08T15:00:00+08:00', '工作动态'),
    published('2015-04-08T17:30:00+08:00'),
  )

  expect(resultOf(lines, 'R1', 0, '通知公告')).toMatchObject({
    verdict: 'met',
    counted: 3,
    evidence: [2, 3, 5],
  })
  expect(resultOf(lines, 'R1', 0, '工作动态')).toMatchObject({
    verdict: 'missed',
    counted: 1,
    evidence: [4],
  })
})

test('what came after the windows is late, what came after the report is nothing', () => {
  const two = [published('2015-04-08T09:00:00+08:00'), published('2015-04-08T10:00:00+08:00')]
  const late = journal(...two, published('2015-04-20T09:00:00+08:00'))
  const tooLate = journal(...two, published('2015-04-30T09:00:00+08:00'))
  const early = journal(...two, published('2015-04-07T09:00:00+08:00'))

  expect(resultOf(late, 'R1', 0, '通知公告')).toMatchObject({
    verdict: 'late',
    counted: 2,
    evidence: [1, 2, 3],
  })
  expect(resultOf(tooLate, 'R1', 0, '通知公告')).toMatchObject({ verdict: 'missed', counted: 2 })
  expect(resultOf(early, 'R1', 0, '通知公告')).toMatchObject({ verdict: 'missed', counted: 2 })
})

test('a makeup before the own day of a unit is in time, one after it is late, and only in its hours', () => {
  const code = plan.units[0]?.code ?? ''
  const makeup = (from: string, to: string): Told => ({
    type: 'makeup.opened',
    data: { units: [code], from, to },
  })
  const three = (day: string) =>
    ['09:00', '09:30', '10:00'].map((at) => published(`${day}T${at}:00+08:00`))
  const on = (day: string) =>
    journal(makeup(`${day}T08:30:00+08:00`, `${day}T12:00:00+08:00`), ...three(day))

  expect(resultOf(on('2015-04-07'), 'R1', 0, '通知公告')).toMatchObject({
    verdict: 'met',
    counted: 3,
  })
  expect(resultOf(on('2015-04-10'), 'R1', 0, '通知公告')).toMatchObject({
    verdict: 'late',
    counted: 0,
  })
  const elsewhere = journal(
    makeup('2015-04-06T08:30:00+08:00', '2015-04-06T12:00:00+08:00'),
    ...three('2015-04-07'),
  )
  expect(resultOf(elsewhere, 'R1', 0, '通知公告')).toMatchObject({ verdict: 'missed', counted: 0 })
})

test('only cases on items that the notice lets count are counted, also in a project', () => {
  const good = plan.countable['R2']?.[0]
  const at = '2015-04-08T09:00:00+08:00'
  const lines = journal(
    seen('case.submitted', 0, at, { item: good }),
    seen('case.submitted', 0, at, { item: 'unknown' }),
    seen('project.submitted', 0, at, { items: ['unknown', good] }),
    seen('project.submitted', 0, at, { items: ['unknown'] }),
  )

  expect(resultOf(lines, 'R2', 0)).toMatchObject({ counted: 1, evidence: [1] })
  expect(resultOf(lines, 'R3', 0)).toMatchObject({ counted: 1, evidence: [3] })
})

test('an exempt unit has no count at all, and a batch that owes nothing has no verdict', () => {
  expect(resultOf([], 'R2', 1)).toMatchObject({
    verdict: 'exempt',
    counted: null,
    because: expect.stringContaining('三级办理深度'),
  })
  expect(resultOf([], 'R3', 1)).toBeUndefined()
})

test('why prints the lines behind a verdict, and near names for what does not exist', () => {
  const failed = plan.steps.find(({ key }) => key.startsWith('publish-articles/approve@'))
  const lines = journal(published('2015-04-08T09:00:00+08:00'), {
    type: 'step.failed',
    key: failed?.key ?? '',
    unit: failed?.unit ?? '',
    data: { reason: { code: 'state', detail: '' } },
  })
  const facts = { plan, lines, score: scoreRun(plan, lines, pack) }
  const [first] = explain(facts, 'R1', plan.units[0]?.short ?? '')

  expect(first?.proofs.map(({ seq }) => seq)).toEqual([1])
  expect(first?.troubles.map(({ seq }) => seq)).toEqual([2])
  expect(() => explain(facts, 'R9', plan.units[0]?.code ?? '')).toThrow(
    expect.objectContaining({
      code: 'HK-DRILL-005',
      params: expect.objectContaining({ what: 'requirement' }),
    }),
  )
  expect(() => explain(facts, 'R1', '发改局')).toThrow(
    expect.objectContaining({
      code: 'HK-DRILL-005',
      params: expect.objectContaining({ what: 'unit' }),
    }),
  )
})

test('steps are counted by how they ended, the rest is waiting', () => {
  const [a, b, c, d] = plan.steps.map(({ key }) => key)
  const lines = journal(
    { type: 'step.done', key: a ?? '' },
    { type: 'step.unknown', key: b ?? '' },
    { type: 'step.adopted', key: b ?? '' },
    { type: 'step.failed', key: c ?? '' },
    { type: 'step.unknown', key: d ?? '' },
  )

  expect(scoreRun(plan, lines, pack).steps).toEqual({
    total: plan.steps.length,
    ...{ done: 2, failed: 1, unknown: 1, skipped: 0 },
    waiting: plan.steps.length - 4,
  })
})

test('response times are measured values only, and troubles keep their reason', () => {
  const answers = [10, 20, null, 30].flatMap((ms, n): Told[] => [
    { type: 'step.intent', key: `s/accept@u#${n}`, data: { call: 'case.accept', waited: n * 60 } },
    { type: 'step.done', key: `s/accept@u#${n}`, data: { ms } },
  ])
  const lines = journal(...answers, {
    type: 'step.skipped',
    key: 'k',
    data: { because: { kind: 'window' } },
  })

  expect(responseTimes(lines)).toEqual([
    { action: 'case.accept', n: 3, median: 20, p95: 30, max: 30 },
  ])
  expect(waitingTimes(lines)).toEqual([{ step: 's/accept', n: 4, median: 60, max: 180 }])
  expect(troublesOf(lines)).toMatchObject([
    { seq: 9, type: 'step.skipped', reason: '{"kind":"window"}' },
  ])
})

test('normalised journals forget numbers of the hall, not what happened', () => {
  const told = (id: string, ms: number): JournalLine[] =>
    journal(
      {
        type: 'hall.seen',
        key: 'k',
        data: { event: 'case.submitted', id, number: `N${id}`, hallSeq: ms },
      },
      { type: 'step.done', key: 'k', data: { keep: { id, number: `N${id}` }, ms, evidence: [ms] } },
    )
  const shuffled = told('7', 9).reverse()

  expect(normaliseJournal(shuffled)).toEqual(normaliseJournal(told('4', 1)))
  expect(normaliseJournal(told('4', 1).slice(1))).not.toEqual(normaliseJournal(told('4', 1)))
})
