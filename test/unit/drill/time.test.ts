import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { epochMs, instantFrom } from '../../../src/lib/calendar/index.js'
import {
  createRun,
  type DrillPlan,
  linesOf,
  type RunFolder,
  runDrill,
  runPaths,
  virtualClock,
} from '../../../src/lib/drill/index.js'
import { Journal } from '../../../src/lib/drill/journal/journal.js'
import { putRequest } from '../../../src/lib/drill/people/requests.js'
import { playedByRobots } from '../../../src/lib/drill/plan/timetable.js'
import { Schedule } from '../../../src/lib/drill/play/schedule.js'
import {
  type CountyHall,
  countyHall,
  drillPlan,
  planInput,
  playOut,
  steadyClock,
  withRounds,
} from '../../support/drill.js'
import { tempFolder } from '../../support/temp-folder.js'

let site: CountyHall

beforeAll(async () => {
  site = await countyHall(await planInput(1))
})

beforeEach(() => site.renew())

afterAll(() => site.server.close())

const by = { kind: 'operator', id: '王某' } as const

/** Plays on paper; `declare` is asked at every moment, once everything of that moment has ended. */
function playOnPaper(plan: DrillPlan, declare: (schedule: Schedule, at: number) => void) {
  const schedule = new Schedule(plan)
  const played: { unit: string; from: number; to: number; seen: number }[] = []
  let now = 0
  while (schedule.nextAt() !== null) {
    const tick = schedule.advance()
    if (!tick) continue
    for (const { step, startedAt } of tick.due) {
      played.push({ unit: step.unit, from: startedAt, to: tick.at, seen: now })
      schedule.settle(step.key, 'done', tick.at)
    }
    now = Math.max(now, tick.at)
    declare(schedule, tick.at)
  }
  return played
}

test('a unit that goes away at any moment of its day takes nobody back behind it, nor does its makeup', async () => {
  const plan = playedByRobots(await drillPlan(1))
  const unit = plan.units[0]?.code ?? ''
  const moments = [...new Set(playOnPaper(plan, () => undefined).map(({ to }) => to))]
  const day = moments.filter((at) => at < epochMs('2015-04-08T12:00:00+08:00'))
  expect(day.length).toBeGreaterThan(20)
  for (const gone of day) {
    const back = gone + 3_600_000
    const declared = { gone: false, back: false }
    const played = playOnPaper(plan, (schedule, at) => {
      if (at >= gone && !declared.gone) schedule.absent(unit, at)
      declared.gone ||= at >= gone
      if (at < back || declared.back) return
      declared.back = true
      schedule.makeup(unit, { from: gone, to: back + 20_000_000 }, at)
    })
    expect(played.filter(({ to, seen }) => to < seen)).toEqual([])
    const own = played.filter((one) => one.unit === unit && one.to > gone)
    expect(own.filter(({ from }) => from < back)).toEqual([])
  }
})

test('a unit that is away on its own day, and said so before, plays in its makeup whether that is earlier or later', async () => {
  const plan = playedByRobots(await drillPlan(1))
  const unit = plan.units[1]?.code ?? '' // second batch: 9 April
  const own = plan.steps.filter((step) => step.unit === unit).length
  const gone = epochMs('2015-04-08T09:00:00+08:00')
  for (const from of ['2015-04-08T15:00:00+08:00', '2015-04-10T08:30:00+08:00'].map(epochMs)) {
    const span = { from, to: from + 3 * 3_600_000 }
    let told = false
    const played = playOnPaper(plan, (schedule, at) => {
      if (told || at < gone) return
      told = true
      schedule.absent(unit, at)
      schedule.makeup(unit, span, at)
    })
    const made = played.filter((one) => one.unit === unit)
    expect(made).toHaveLength(own)
    expect(made.filter((one) => one.from < span.from || one.to > span.to)).toEqual([])
  }
})

test('a step that waits for a window of a later day keeps nothing of its person waiting', async () => {
  const plan = playedByRobots(await drillPlan(1))
  const [today, tomorrow] = plan.units
  const samples = plan.steps.filter(({ needs }) => needs.length === 0)
  const [opener] = samples.filter(({ unit }) => unit === today?.code)
  const [other] = samples.filter(({ unit }) => unit === tomorrow?.code)
  if (!opener || !other) throw new Error('no steps')
  const step = (key: string, of: typeof opener, account: string, needs: string[]) => {
    return { ...of, key, account, needs, takes: 600 }
  }
  const steps = [
    step('a', opener, 'one', []),
    step('late', other, 'both', ['a']),
    step('b', opener, 'one', ['a']),
    step('soon', opener, 'both', ['b']),
  ]
  const times = playOnPaper({ ...plan, steps }, () => undefined)
  const opening = plan.batches[1]?.windows[0]?.from
  const on = (time: string) => `2015-04-08T${time}:00+08:00`
  const begun = [on('08:30'), on('08:40'), on('08:50'), opening]
  expect(times.map(({ from }) => instantFrom(from))).toEqual(begun)
})

/** A run on a virtual clock in which a unit may go away; its people have long work first and short work next. */
async function absence() {
  const whole = withRounds(await drillPlan(1), ({ theme, n }) => {
    return n === 1 && (theme === 'info' || theme === 'supervise')
  })
  const first = whole.rounds.find(({ theme }) => theme === 'info')
  const takes = ({ round, unit }: { round: string; unit: string }) => {
    return round === first?.id ? 1800 : unit === first?.unit ? 30 : 120
  }
  const plan = { ...whole, steps: whole.steps.map((step) => ({ ...step, takes: takes(step) })) }
  const unit = first?.unit ?? ''
  const folder = await createRun(join(await tempFolder(), 'r1'), 'r1', plan)
  const told: string[] = []
  const hall = {
    ...site.hall,
    setClock: (at: string) => {
      told.push(at)
      return site.hall.setClock(at)
    },
  }
  const run = () => runDrill({ hall, clock: virtualClock(hall), now: steadyClock() }, folder)
  const leave = (of: RunFolder) =>
    putRequest(of.folder, {
      ...{ request: 'a1', type: 'unit.absent', unit, by, data: { because: '开会' } },
    })
  return { folder, run, leave, told, unit }
}

function isSorted(moments: readonly string[]): boolean {
  return moments.every((at, n) => n === 0 || epochMs(moments[n - 1] ?? at) <= epochMs(at))
}

test('somebody is said to be absent while a run goes on: the hall and the journal never go back in time', async () => {
  const { folder, run, leave, told, unit } = await absence()
  const life = run()
  let asked = false
  for (let step = await life.next(); !step.done; step = await life.next()) {
    const { value } = step
    if (asked || value.kind !== 'progress' || value.done < 1) continue
    asked = true
    await leave(folder)
  }
  const lines = linesOf(folder.folder)
  const gone = lines.findIndex(({ type }) => type === 'unit.absent')
  expect(isSorted(told)).toBe(true)
  expect(isSorted(lines.map(({ at }) => at))).toBe(true)
  const after = lines.slice(gone).filter((line) => line.type === 'step.intent')
  expect(after.length).toBeGreaterThan(0)
  expect(after.filter((line) => line.unit === unit)).toEqual([])
})

test('a run whose journal went back in time goes on from its latest moment', async () => {
  const { folder, run, leave, told, unit } = await absence()
  const life = run()
  let at = ''
  for (let step = await life.next(); !step.done; step = await life.next()) {
    if (step.value.kind !== 'progress' || step.value.done < 1) continue
    at = step.value.at
    break
  }
  await life.return({ status: 'paused', problem: null })
  await leave(folder)
  breakJournal(folder, unit, at)
  const before = linesOf(folder.folder).length
  const { outcome } = await playOut(run())
  expect(outcome).toMatchObject({ problem: { code: 'HK-DRILL-010' } })
  expect(isSorted(told)).toBe(true)
  const later = linesOf(folder.folder).slice(before)
  expect(isSorted([at, ...later.map((line) => line.at)])).toBe(true)
})

/** Lines as a run wrote them that planned an absent unit's steps anew, before its absence. */
function breakJournal(folder: RunFolder, unit: string, at: string): void {
  const { journal } = Journal.open(runPaths(folder.folder).journal, steadyClock())
  const back = instantFrom(epochMs(at) - 90_000)
  const engine = { kind: 'engine', id: 'hallkit' } as const
  journal.append([
    { at, type: 'unit.absent', unit, by, data: { because: '开会', request: 'a1' } },
    { at: back, type: 'run.paused', by: engine, data: { because: 'HK-HALL-003' } },
  ])
  journal.close()
}
