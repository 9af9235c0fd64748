import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import {
  createRun,
  type DrillDesk,
  type DrillPlan,
  factsOf,
  idempotencyKey,
  type JournalLine,
  linesOf,
  normaliseJournal,
  openRun,
  readJournal,
  runDrill,
  runPaths,
  scoreRun,
  troublesOf,
  virtualClock,
} from '../../../src/lib/drill/index.js'
import { connectHall, type HallConnection } from '../../../src/lib/hall/index.js'
import {
  type CountyHall,
  countyHall,
  type DrillCounty,
  drillPlan,
  planInput,
  playOut,
  shortPlan,
  steadyClock,
  withRounds,
} from '../../support/drill.js'
import { droppingProxy } from '../../support/dropping-proxy.js'
import { passwordFor, type TestHall } from '../../support/hall.js'
import { type KeptFolder, keptFolder } from '../../support/kept-folder.js'
import { tempFolder } from '../../support/temp-folder.js'

const open: { close: () => Promise<void> }[] = []
let home: KeptFolder
let county: DrillCounty
let plan: DrillPlan
let site: CountyHall
/** What a sound hall and 16 calls in flight leave in the journal. */
let golden: readonly JournalLine[]

beforeAll(async () => {
  home = await keptFolder()
  county = await planInput(1)
  plan = await shortPlan()
  site = await countyHall(county)
  const { folder } = await createRun(join(home.path, 'golden'), 'golden', plan)
  await playOut(runDrill(desk(site.hall, { cap: 16 }), openRun(folder)))
  golden = linesOf(folder)
})

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})

afterAll(async () => {
  await site.server.close()
  await home.remove()
})

/** The hall at its beginning. */
async function venue(): Promise<{ readonly hall: HallConnection; readonly server: TestHall }> {
  await site.renew()
  return site
}

function desk(hall: HallConnection, more: Partial<DrillDesk> = {}): DrillDesk {
  return { hall, clock: virtualClock(hall), now: steadyClock(), ...more }
}

async function newRun(plan: DrillPlan, run = 'r1') {
  return createRun(join(await tempFolder(), run), run, plan)
}

test('a drill played over HTTP meets the notice, and the hall holds what the journal says', async () => {
  const { hall } = await venue()
  const plan = await drillPlan(1)
  const folder = await newRun(plan)

  const { events, outcome } = await playOut(runDrill(desk(hall), folder))
  const lines = linesOf(folder.folder)
  const score = scoreRun(plan, lines, county.pack)

  expect(outcome).toEqual({ status: 'finished' })
  expect(events.flatMap((one) => (one.kind === 'line' ? [one.line] : []))).toEqual(lines)
  expect(score.steps).toMatchObject({
    total: plan.steps.length,
    done: plan.steps.length,
    waiting: 0,
  })
  expect(score.requirements).toEqual({ met: 10, late: 0, missed: 0, exempt: 1, disputed: 0 })
  expect(score.journal).toEqual({
    events: lines.length,
    head: readJournal(runPaths(folder.folder).journal).head,
  })
  expect(await hall.count('event')).toBe(lines.filter(({ type }) => type === 'hall.seen').length)
  for (const kind of ['case', 'project', 'article', 'consultation', 'complaint'] as const) {
    const created = lines.filter(
      ({ type, data }) => type === 'object.created' && data['kind'] === kind,
    )
    expect(await hall.count(kind)).toBe(created.length)
  }
})

test('an intent stands in the journal before its act, and nothing secret ever does', async () => {
  const { hall } = await venue()
  const [first, second] = plan.rounds
  const folder = await newRun(withRounds(plan, (round) => round === first || round === second))
  const unannounced: string[] = []
  const watched: HallConnection = {
    ...hall,
    perform: async (act) => {
      const { idempotencyKey: idem, action } = act
      if (!linesOf(folder.folder).some(({ data }) => data['idem'] === idem))
        unannounced.push(action)
      return hall.perform(act)
    },
  }

  await playOut(runDrill(desk(watched), folder))
  expect(unannounced).toEqual([])
  expect(JSON.stringify(linesOf(folder.folder))).not.toContain('口令')
})

test('two runs with one seed have the same journal, with 1 call in flight and with 16', async () => {
  const { hall } = await venue()
  const folder = await newRun(plan, 'golden')
  await playOut(runDrill(desk(hall, { cap: 1 }), folder))

  expect(normaliseJournal(linesOf(folder.folder))).toEqual(normaliseJournal(golden))
})

test('what somebody already did is adopted without a call', async () => {
  const { hall, server } = await venue()
  const articles = withRounds(plan, ({ theme }) => theme === 'info')
  const folder = await newRun(articles)
  const draft = plan.steps.find(({ step }) => step === 'draft')
  const round = plan.rounds.find(({ id }) => id === draft?.round)
  const input = { column: round?.column, ...round?.article }
  await hall.setClock('2015-04-08T08:30:00+08:00')
  const id = await draftByHand(server.url, draft?.account ?? '', input)

  await playOut(runDrill(desk(hall), folder))
  const lines = linesOf(folder.folder)

  const ofDraft = lines.filter(({ key }) => key === draft?.key)
  expect(ofDraft.map(({ type }) => type)).toEqual(['hall.seen', 'step.adopted'])
  expect(ofDraft[1]?.data).toMatchObject({ keep: { id }, evidence: [ofDraft[0]?.seq] })
  const created = lines.filter(({ type }) => type === 'object.created')
  expect(await hall.count('article')).toBe(created.length + 1)
})

/** A draft without any tag of ours, as a person's browser would send it. */
async function draftByHand(url: string, workNo: string, input: object): Promise<string> {
  const send = async (path: string, body: object, token = '') => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
    const method = 'POST'
    return (
      await fetch(`${url}/api/v1/${path}`, { method, headers, body: JSON.stringify(body) })
    ).json()
  }
  const login = { workNo, password: passwordFor(workNo) }
  const { token } = (await send('auth/login', login)) as { token: string }
  const { id } = (await send('articles', { action: 'draft', input }, token)) as { id: string }
  return id
}

test('a refused act fails with the reason of the hall, and what needs it is given up', async () => {
  const { hall } = await venue()
  const cases = withRounds(plan, ({ script }) => script === 'online-case')
  const folder = await newRun(cases)
  const accept = cases.steps.find(({ key }) => key.startsWith('online-case/accept@'))
  const stubborn: HallConnection = {
    ...hall,
    perform: (act) =>
      act.idempotencyKey === idempotencyKey('r1', accept?.key ?? '')
        ? hall.perform({ ...act, as: 'x-inspector' })
        : hall.perform(act),
  }

  await playOut(runDrill(desk(stubborn), folder))
  const lines = linesOf(folder.folder)
  const [failed, ...given] = troublesOf(lines)

  expect(failed).toMatchObject({ type: 'step.failed', key: accept?.key })
  expect(failed?.reason).toContain('role')
  expect(given.map(({ type }) => type)).toEqual(Array(given.length).fill('step.skipped'))
  expect(given.some(({ key }) => key.startsWith('online-case/collect@'))).toBe(true)
  const { total, done } = scoreRun(cases, lines, county.pack).steps
  expect(done).toBe(total - 1 - given.length)
  const round = (key = '') => plan.steps.find((step) => step.key === key)?.round
  expect(new Set(given.map(({ key }) => round(key)))).toEqual(new Set([accept?.round]))
})

test('a hall that commits and then drops the connection is asked, not told twice', async () => {
  const { server } = await venue()
  const proxy = await droppingProxy(
    server.url,
    (method, path, n) => method === 'POST' && !path.includes('auth') && n % 7 === 0,
  )
  open.push(proxy)
  const hall = await connectHall({ ...server.address, url: proxy.url })
  open.push({ close: async () => hall.close() })
  const folder = await newRun(plan, 'stormy')
  const { outcome } = await playOut(runDrill(desk(hall), folder))

  expect(outcome).toEqual({ status: 'finished' })
  expect(proxy.dropped()).toBeGreaterThan(5)
  expect(factsOf(linesOf(folder.folder))).toEqual(factsOf(golden))
})

test('a hall out of reach pauses the run, and the same run goes on when it is back', async () => {
  const { server } = await venue()
  let isDown = false
  const proxy = await droppingProxy(server.url, () => isDown)
  open.push(proxy)
  const hall = await connectHall({ ...server.address, url: proxy.url })
  open.push({ close: async () => hall.close() })
  const folder = await newRun(plan)
  const run = runDrill(desk(hall), folder)
  const first = []
  let step = await run.next()
  for (; !step.done; step = await run.next()) {
    first.push(step.value)
    isDown = first.length > 60
  }

  expect(step.value).toMatchObject({ status: 'paused', problem: expect.anything() })
  expect(linesOf(folder.folder).at(-1)?.type).toBe('run.paused')
  isDown = false
  const { outcome } = await playOut(runDrill(desk(hall), openRun(folder.folder)))
  const lines = linesOf(folder.folder)
  expect(outcome).toEqual({ status: 'finished' })
  expect(scoreRun(plan, lines, county.pack).steps).toMatchObject({
    done: plan.steps.length,
    unknown: 0,
  })
  expect(lines.filter(({ type }) => type === 'hall.seen')).toHaveLength(await hall.count('event'))
})

test('Ctrl-C pauses between two moments, and a finished run is left as it is', async () => {
  const { hall } = await venue()
  const folder = await newRun(withRounds(plan, ({ theme }) => theme === 'supervise'))
  const stop = new AbortController()
  const run = runDrill(desk(hall, { signal: stop.signal }), folder)
  for (let n = 0; n < 20; n += 1) await run.next()
  stop.abort()
  const { outcome } = await playOut(run)

  expect(outcome).toEqual({ status: 'paused', problem: null })
  await playOut(runDrill(desk(hall), folder))
  const lines = linesOf(folder.folder)
  expect(lines.filter(({ type }) => type === 'run.resumed')).toHaveLength(1)
  expect(await playOut(runDrill(desk(hall), folder))).toEqual({
    events: [],
    outcome: { status: 'finished' },
  })
  expect(linesOf(folder.folder)).toEqual(lines)
})

test('one run folder has one writer, and keeps the plan that it was locked with', async () => {
  const { hall } = await venue()
  const folder = await newRun(plan)
  const first = runDrill(desk(hall), folder)
  await first.next()

  await expect(playOut(runDrill(desk(hall), folder))).rejects.toMatchObject({ code: 'HK-WORK-007' })
  await first.return({ status: 'paused', problem: null })
  await expect(createRun(folder.folder, 'r1', { ...plan, seed: 1 })).rejects.toMatchObject({
    code: 'HK-DRILL-004',
    params: { what: 'other' },
  })
})
