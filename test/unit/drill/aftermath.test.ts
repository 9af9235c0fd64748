import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import {
  type CleanUp,
  cleanUp,
  createRun,
  type DrillPlan,
  linesOf,
  openRun,
  type RunFolder,
  type RunReview,
  readJournal,
  resolved,
  runDrill,
  runPaths,
  scoreRun,
  submit,
  virtualClock,
} from '../../../src/lib/drill/index.js'
import { AppError } from '../../../src/lib/errors/index.js'
import { type HallConnection, loadHallRules } from '../../../src/lib/hall/index.js'
import {
  type DrillCounty,
  drillPlan,
  furnishCounty,
  planInput,
  playOut,
} from '../../support/drill.js'
import { startTestHall, type TestHall } from '../../support/hall.js'
import { tempFolder } from '../../support/temp-folder.js'

let server: TestHall
let hall: HallConnection
let county: DrillCounty
let whole: DrillPlan

beforeAll(async () => {
  server = await startTestHall()
  hall = await server.connect()
  county = await planInput(1)
  await furnishCounty(hall, county)
  whole = await drillPlan(1)
})

afterAll(() => server.close())

/** The rounds of some scripts, one of each variant. */
async function newRun(run: string, scripts: readonly string[]): Promise<RunFolder> {
  const met = new Set<string>()
  const rounds = whole.rounds.filter(({ script, variant }) => {
    const sort = `${script} ${variant}`
    return scripts.includes(script) && !met.has(sort) && met.add(sort)
  })
  const kept = new Set(rounds.map(({ id }) => id))
  const steps = whole.steps.filter(({ round }) => kept.has(round))
  return createRun(join(await tempFolder(), run), run, { ...whole, rounds, steps })
}

function play({ folder }: RunFolder, more: Partial<HallConnection> = {}, signal?: AbortSignal) {
  const clock = virtualClock({ setClock: async () => undefined })
  const desk = { hall: { ...hall, ...more }, clock, now: Date.now, ...(signal && { signal }) }
  return runDrill(desk, openRun(folder))
}

function review(folder: RunFolder, state: RunReview['state'] = 'paused'): RunReview {
  const lines = linesOf(folder.folder)
  const score = scoreRun(folder.plan, lines, county.pack)
  return { folder, state, mode: 'played', lines, ended: new Set(), score, cards: [], forecast: [] }
}

async function cleaned(folder: RunFolder, isDry: boolean): Promise<CleanUp> {
  const rules = await loadHallRules(templatesDir())
  const objects = cleanUp({ hall, rules, review: review(folder), now: Date.now, isDry })
  for (let next = await objects.next(); ; next = await objects.next()) {
    if (next.done) return next.value
  }
}

test('a drill broken off in the middle is cleaned up: what it made is gone as the hall shows, what others made stays', async () => {
  const run = await newRun('half', ['online-case', 'publish-articles', 'consultation', 'complaint'])
  const stop = new AbortController()
  const drill = play(run, {}, stop.signal)
  for (let next = await drill.next(); !next.done; next = await drill.next()) {
    if (next.value.kind === 'progress' && next.value.done > 25) stop.abort()
  }
  const applicant = county.mapping.users.find(({ roles }) => roles.includes('applicant'))
  const unit = county.pack.units[0]?.code ?? ''
  const foreign = await hall.perform({
    ...{ action: 'consultation.ask', id: null, as: applicant?.workNo ?? '', idempotencyKey: 'x1' },
    input: { unit, title: '真的咨询', body: '请勿清理' },
  })
  const before = scoreRun(run.plan, linesOf(run.folder), county.pack)
  const made = linesOf(run.folder).filter(({ type }) => type === 'object.created')

  const seen = await cleaned(run, true)
  const done = await cleaned(run, false)
  const again = await cleaned(run, false)

  expect(seen.counts).toEqual(done.counts)
  expect(done.counts.removed).toBeGreaterThan(3)
  expect(done.counts.removed + done.counts.closed + done.counts.left).toBe(made.length)
  expect(again.counts).toEqual({ ...done.counts, removed: 0 })
  for (const { data } of linesOf(run.folder).filter(({ type }) => type === 'object.removed')) {
    const { state } = await hall.get(data['kind'] as 'case', String(data['id']))
    expect(state).toBe('withdrawn')
  }
  expect((await hall.get('consultation', foreign.id)).state).toBe('asked')
  expect(readJournal(runPaths(run.folder).journal).torn).toBe('')
  const after = scoreRun(run.plan, linesOf(run.folder), county.pack)
  expect(after.results).toEqual(before.results)
  expect((await playOut(play(run))).outcome).toEqual({ status: 'finished' }) // and nothing is played any more
  expect(linesOf(run.folder).at(-1)?.type).toBe('object.removed')
})

test('a step of which nobody knows is decided by a person, by name; it counts for no requirement', async () => {
  const run = await newRun('unknown', ['consultation', 'complaint'])
  const lost = new AppError('HK-HALL-006', { action: 'x', account: 'y', cause: 'ECONNRESET' })
  const { outcome } = await playOut(play(run, { perform: () => Promise.reject(lost) }))
  expect(outcome).toMatchObject({ status: 'paused', problem: { code: 'HK-DRILL-006' } })
  const open = linesOf(run.folder).flatMap(({ type, key }) =>
    type === 'step.unknown' && key ? [key] : [],
  )
  const [first = ''] = open
  const say = (name: string, did: boolean, object: string | null = null) =>
    resolved(review(run), name, { did, because: '窗口无记录', object })

  const never = run.plan.steps.find(({ step }) => step === 'publish')?.key ?? ''
  expect(() => say(never, true)).toThrow(
    expect.objectContaining({ params: { what: 'known', name: never } }),
  )
  expect(() => say(first, true)).toThrow(
    expect.objectContaining({ params: { what: 'object', name: first } }),
  )
  const outside = { now: Date.now, newId: () => 'n' }
  const by = { kind: 'operator', id: '张三' } as const
  await submit(review(run), { ...say(first, false), by }, outside)

  expect((await playOut(play(run))).outcome).toEqual({ status: 'finished' })
  const lines = linesOf(run.folder).filter(({ key }) => key === first)
  expect(lines.at(-1)).toMatchObject({
    type: 'step.failed',
    by,
    data: { reason: { code: 'resolved', detail: '窗口无记录' } },
  })
})
