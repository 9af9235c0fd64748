import { beforeAll, expect, test } from 'vitest'
import { epochMs, instantFrom } from '../../../src/lib/calendar/index.js'
import {
  type DrillPlan,
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

test('a unit whose last step ended is told as through', () => {
  const board = new LiveBoard(plan)
  const [unit] = plan.units
  const ends = plan.steps
    .filter((step) => step.unit === unit?.code)
    .map(({ key }) => line('08T10:00', { type: 'step.skipped', key, unit: unit?.code ?? '' }))
  const told = ends.flatMap((one) => board.take(one))
  expect(told).toMatchObject([{ kind: 'unit', text: unit?.short }])
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
