import { beforeAll, expect, test } from 'vitest'
import { epochMs, instantFrom } from '../../../src/lib/calendar/index.js'
import {
  type DrillPlan,
  foreseen,
  type JournalLine,
  LiveBoard,
  replayLines,
} from '../../../src/lib/drill/index.js'
import { replayClock } from '../../../src/lib/drill/play/clock.js'
import { drillPlan } from '../../support/drill.js'

let plan: DrillPlan
let seq = 0
beforeAll(async () => {
  plan = await drillPlan(1)
})

type Said = Partial<JournalLine> & Pick<JournalLine, 'type'>

function line(at: string, said: Said): JournalLine {
  seq += 1
  const by = { kind: 'engine', id: 'hallkit' } as const
  const moment = `2015-04-${at}:00+08:00`
  return { v: 1, seq, at: moment, wall: moment, by, data: {}, prev: null, ...said }
}

test('what happened is told once in its own words, what is waited for stands below with its time', () => {
  const board = new LiveBoard(plan)
  const [first, second] = plan.units
  const step = plan.steps.find(({ unit }) => unit === first?.code)
  const about = { key: step?.key ?? '', unit: first?.code ?? '' }
  const told = [
    line('08T08:30', { type: 'run.started' }),
    line('08T08:30', {
      type: 'batch.opened',
      data: { batch: 'b1', to: '2015-04-08T12:00:00+08:00' },
    }),
    line('08T08:31', {
      type: 'step.opened',
      ...about,
      data: { standIn: '2015-04-08T10:31:00+08:00' },
    }),
    line('08T09:00', { type: 'note.added', unit: second?.code ?? '', data: { text: '停电' } }),
  ].flatMap((one) => board.take(one))

  expect(told.map(({ kind, detail }) => [kind, detail])).toEqual([
    ['run', null],
    ['window', '2015-04-08T12:00:00+08:00'],
    ['said', '停电'],
  ])
  expect(board.standing).toMatchObject({
    state: 'running',
    done: 0,
    awaited: [
      {
        unit: first?.short,
        until: '2015-04-08T17:30:00+08:00',
        standIn: '2015-04-08T10:31:00+08:00',
      },
    ],
    opens: null,
  })

  const refused = { reason: { code: 'sod', detail: '须由两人办理' }, ms: 3 }
  const [trouble] = board.take(line('08T09:30', { type: 'step.failed', ...about, data: refused }))
  expect(trouble).toMatchObject({ kind: 'trouble', unit: first?.short, detail: '须由两人办理' })
  expect(board.take(line('08T09:31', { type: 'step.failed', ...about }))).toHaveLength(1)
  expect(board.standing).toMatchObject({ failed: 1, awaited: [] }) // an outcome counts once

  board.take(
    line('08T12:30', { type: 'run.paused', data: { because: 'operator', reason: '午休' } }),
  )
  expect(board.standing).toMatchObject({
    state: 'paused',
    opens: { at: '2015-04-08T15:00:00+08:00' },
  })
})

test('an absent unit is not waited for but its makeup is, and then the window of that; a gate by its name', () => {
  const gated = { ...plan, gates: [{ id: 'g1', title: '第一批小结', before: 'b2' }] }
  const board = new LiveBoard({ ...gated, until: '2015-04-30T00:00:00+08:00' })
  const [first] = plan.units
  const step = plan.steps.find(({ unit }) => unit === first?.code)
  const about = { key: step?.key ?? '', unit: first?.code ?? '' }
  board.take(line('08T08:31', { type: 'step.opened', ...about, data: { standIn: null } }))
  board.take(line('08T09:00', { type: 'unit.absent', unit: about.unit, data: { because: '开会' } }))
  expect(board.standing).toMatchObject({
    awaited: [],
    absent: [first?.short],
    until: '2015-04-30T00:00:00+08:00',
    gates: [],
  })

  const span = { from: '2015-04-10T08:30:00+08:00', to: '2015-04-10T12:00:00+08:00' }
  const makeup = { type: 'makeup.opened', data: { units: [about.unit], ...span } } as const
  expect(board.take(line('08T09:10', makeup))).toMatchObject([{ unit: first?.short, span }])
  expect(board.standing).toMatchObject({ awaited: [{ until: span.to }], absent: [] })

  board.take(line('09T18:00', { type: 'note.added', data: { text: '散会' } }))
  expect(board.standing).toMatchObject({
    opens: { title: first?.short, isMakeup: true, at: span.from },
    gates: [{ id: 'g1', title: '第一批小结' }],
  })
  board.take(line('09T18:01', { type: 'gate.signed', data: { gate: 'g1' } }))
  expect(board.standing.gates).toEqual([])
})

test('a forecast is told by unit and moment, the soonest first, whatever is owed then together', () => {
  const [one, other] = plan.units
  const card = (unit: string | undefined, at: string, title: string) => ({
    ...{ unit: unit ?? '', requirement: 'R1', column: null, title, level: 'yellow' as const },
    ...{ at: `2015-04-08T${at}:00+08:00`, done: 0, needed: 3 },
  })
  const told = foreseen(plan, [
    card(one?.code, '17:15', '甲'),
    card(other?.code, '15:40', '乙'),
    card(one?.code, '17:15', '丙'),
  ])
  const named = told.map(({ unit, owed }) => [unit, ...owed.map(({ title }) => title)])
  expect(named).toEqual([
    [other?.short, '乙'],
    [one?.short, '甲', '丙'],
  ])
})

test('a unit whose last step ended is told as through, with what of it was not played', () => {
  const board = new LiveBoard(plan)
  const [unit] = plan.units
  const ends = plan.steps
    .filter((step) => step.unit === unit?.code)
    .map(({ key }) => line('08T10:00', { type: 'step.skipped', key, unit: unit?.code ?? '' }))
  const told = ends.flatMap((one) => board.take(one))
  expect(told).toMatchObject([{ kind: 'unit', text: unit?.short, detail: `${ends.length}` }])
})

test('a replay goes through the recorded times so many times as fast, and does not wait through a night', async () => {
  const past = [
    line('08T08:30', { type: 'run.started' }),
    line('08T08:31', { type: 'note.added' }),
    line('09T08:30', { type: 'run.finished' }),
  ]
  const { signal } = new AbortController()
  const seen: (string | null)[] = []
  // A minute and a night at the pace of the wall: only because of the lull does this come to its end.
  for await (const one of replayLines(past, { factor: 1, lull: 5, now: Date.now, signal })) {
    seen.push(one === null ? null : one.at)
  }
  expect(seen).toEqual([past[0]?.at, null, past[1]?.at, null, past[2]?.at, null])

  let wall = 0
  const clock = replayClock(() => wall, { factor: 60, from: epochMs(past[0]?.at ?? '') })
  wall = 1000
  expect(instantFrom(clock.now())).toBe('2015-04-08T08:31:00+08:00')
})
