import { afterAll, beforeAll, expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import {
  createRun,
  type DrillPlan,
  linesOf,
  openRun,
  runDrill,
  scoreRun,
  troublesOf,
  virtualClock,
} from '../../../src/lib/drill/index.js'
import { auditHall, brokenLink, loadHallRules } from '../../../src/lib/hall/index.js'
import {
  type CountyHall,
  countyHall,
  type DrillCounty,
  drillPlan,
  planInput,
  playOut,
  steadyClock,
} from '../../support/drill.js'
import { ADMIN_TOKEN } from '../../support/hall.js'
import { ask } from '../../support/hall-http.js'
import { tempFolder } from '../../support/temp-folder.js'

let county: DrillCounty
let plan: DrillPlan
let site: CountyHall

beforeAll(async () => {
  county = await planInput(1)
  plan = await drillPlan(1)
  site = await countyHall(county)
})

afterAll(() => site.server.close())

const admin = { 'x-admin-token': ADMIN_TOKEN }

/** A whole small drill against a hall that misbehaves; what it left, and how often each fault struck. */
async function drill(faults: readonly object[]) {
  await site.renew()
  await site.misbehave(faults, 3)
  const { hall: client, server } = site
  const { folder } = await createRun(`${await tempFolder()}/r`, 'r', plan)
  const desk = { hall: client, clock: virtualClock(client), now: steadyClock() }
  const { outcome } = await playOut(runDrill(desk, openRun(folder)))
  const { body } = await ask(server, 'GET', '/__admin/faults', undefined, admin)
  const lines = linesOf(folder)
  const lasting = faults.filter((fault) => 'kind' in fault && fault.kind === 'lost-event')
  await site.misbehave(lasting)
  const strikes = body.faults.map((fault: { strikes: number }) => fault.strikes)
  return { strikes, outcome, lines, events: await site.feed() }
}

test('a hall that drops connections after committing, breaks, is busy and forgets sessions: the drill does every act once', async () => {
  const acts = { path: '/api/v1/', rate: 0.04 }
  const kinds = ['drop-after-commit', 'server-error', 'too-many-requests', 'session-expiry']
  const { strikes, outcome, lines, events } = await drill(kinds.map((kind) => ({ kind, ...acts })))
  expect(Math.min(...strikes)).toBeGreaterThan(0)
  expect(outcome).toEqual({ status: 'finished' })
  expect(troublesOf(lines)).toEqual([])
  const started = events.filter(({ tag, data }) => tag !== null && data['parent'] === undefined)
  const tags = new Map(started.map(({ objectId, tag }) => [objectId, tag]))
  expect(tags.size).toBeGreaterThan(10)
  expect(new Set(tags.values()).size).toBe(tags.size)
  expect(scoreRun(plan, lines, county.pack).requirements.met).toBeGreaterThan(9)
})

test('what a hall refuses, loses or numbers twice in a drill is told by the journal and by the audit', async () => {
  const { strikes, lines, events } = await drill([
    { kind: 'read-only', rate: 0.05 },
    { kind: 'duplicate-number', rate: 0.5 },
    { kind: 'lost-event', times: 1, rate: 0.2 },
  ])
  expect(Math.min(...strikes)).toBeGreaterThan(0)
  const reasons = troublesOf(lines).map(({ reason }) => reason)
  expect(reasons.filter((reason) => reason.includes('read-only')).length).toBe(strikes[0])
  const chain = { brokenAt: brokenLink(events) }
  const facts = { events, chain, clocks: null, localDays: null, time: null }
  const codes = auditHall(facts, await loadHallRules(templatesDir())).findings.map(
    ({ code }) => code,
  )
  expect([...new Set(codes)]).toEqual(['HK-HALL-101', 'HK-HALL-102'])
})
