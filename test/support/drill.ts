import { templatesDir } from '../../src/lib/assets/index.js'
import { instantFrom } from '../../src/lib/calendar/index.js'
import {
  type DrillArticle,
  type DrillEvent,
  type DrillOutcome,
  type DrillPlan,
  expandPlan,
  loadDrills,
  type PlanInput,
} from '../../src/lib/drill/index.js'
import type { ChainedEvent, HallConnection } from '../../src/lib/hall/index.js'
import type { Item } from '../../src/lib/items/index.js'
import { loadPack, type NoticePack } from '../../src/lib/notice/index.js'
import {
  type Assignment,
  loadRosterRules,
  type Mapping,
  roleTitle,
  type User,
} from '../../src/lib/roster/index.js'
import { ADMIN_TOKEN, passwordFor, startTestHall, type TestHall } from './hall.js'
import { ask } from './hall-http.js'

/** Who sits at a unit's keys: four people hold all its roles, duties kept apart. */
const SEATS = [
  ['coordinator', 'window_acceptor', 'handler'],
  ['supervisor', 'unit_admin'],
  ['reviewer', 'issuer', 'replier'],
  ['approver', 'reply_auditor'],
]
const NODES: Readonly<Record<string, number>> = {
  'pre-review': 0,
  accept: 0,
  handle: 0,
  review: 2,
  approve: 3,
  settle: 2,
}

/** A county for drills: the notice's pack with its first units of both batches, and everything they owe. */
export interface DrillCounty {
  readonly pack: NoticePack
  readonly items: readonly Item[]
  readonly mapping: Mapping
  readonly articles: readonly DrillArticle[]
  readonly roleTitle: (role: string) => string
}

/** The Meng Hai notice with `perBatch` units a batch, three items each (the last unit has none that counts). */
export async function drillCounty(perBatch: number): Promise<DrillCounty> {
  const whole = await loadPack('menghai-2015')
  const units = whole.batches.flatMap(({ id }) =>
    whole.units.filter(({ batch }) => batch === id).slice(0, perBatch),
  )
  const pack = { ...whole, units }
  const items = units.flatMap(({ code, name }, index) =>
    [1, 2, 3].map((n) => item({ code, name }, n, index === units.length - 1 ? 1 : 3)),
  )
  const users = [...units.flatMap(({ code }, index) => unitUsers(code, index)), ...office(pack)]
  const assignments = items.flatMap((one) =>
    assigned(
      one,
      units.findIndex(({ code }) => code === one.unit.code),
    ),
  )
  const articles = units.flatMap(({ code, short }) =>
    pack.columns.flatMap((column) =>
      [1, 2, 3].map((n) => ({
        unit: code,
        column,
        title: `${short}${column}${n}`,
        body: '演练内容',
      })),
    ),
  )
  const rules = await loadRosterRules()
  return {
    ...{ pack, items, mapping: { users, assignments, gaps: [] }, articles },
    roleTitle: (role) => roleTitle({ pack, rules }, role),
  }
}

/** A county with the shipped scripts, ready for expandPlan. */
export async function planInput(perBatch: number, seed = 20150408): Promise<PlanInput> {
  const files = await loadDrills(`${templatesDir()}/drills`)
  return { ...(await drillCounty(perBatch)), ...files, seed }
}

/** The plan of a county. */
export async function drillPlan(perBatch: number, seed?: number): Promise<DrillPlan> {
  return expandPlan(await planInput(perBatch, seed)).plan
}

type Round = DrillPlan['rounds'][number]

/** A plan with some of its rounds only. */
export function withRounds(plan: DrillPlan, isKept: (round: Round) => boolean): DrillPlan {
  const rounds = plan.rounds.filter(isKept)
  const kept = new Set(rounds.map(({ id }) => id))
  return { ...plan, rounds, steps: plan.steps.filter(({ round }) => kept.has(round)) }
}

/** One round of every sort: all paths, few steps. */
export async function shortPlan(): Promise<DrillPlan> {
  const seen = new Set<string>()
  return withRounds(await drillPlan(1), ({ script, variant }) => {
    const sort = `${script} ${variant}`
    return !seen.has(sort) && seen.add(sort) !== undefined
  })
}

/** A hall in memory with a county in it and everybody signed in. Close it yourself. */
export interface CountyHall {
  readonly server: TestHall
  readonly hall: HallConnection
  /** Keeps its present state under a name. */
  readonly keep: (name: string) => Promise<void>
  /** Brings it back to its beginning, or to a state that was kept; sound. */
  readonly renew: (name?: string) => Promise<void>
  readonly misbehave: (faults: readonly object[], seed?: number) => Promise<void>
  /** Everything that happened in it. */
  readonly feed: () => Promise<readonly ChainedEvent[]>
}

/** Opens one: setting up costs much, going back to the beginning little. */
export async function countyHall(county: DrillCounty): Promise<CountyHall> {
  const server = await startTestHall()
  const hall = await server.connect()
  await furnishCounty(hall, county)
  await Promise.all(county.mapping.users.map(({ workNo }) => signedIn(hall, workNo)))
  const control = (method: string, path: string, body: object) =>
    ask(server, method, `/__admin/${path}`, body, { 'x-admin-token': ADMIN_TOKEN })
  const keep = async (name: string) => {
    await control('POST', 'snapshot', { name })
  }
  await keep('furnished')
  const misbehave = async (faults: readonly object[], seed = 1) => {
    await control('PUT', 'faults', { seed, faults })
  }
  const renew = async (name = 'furnished') => {
    await misbehave([])
    await control('POST', 'restore', { name })
  }
  return { server, hall, keep, renew, misbehave, feed: () => hallFeed(server) }
}

/** Every event of a hall, as the feed gives them. */
export async function hallFeed(server: TestHall): Promise<readonly ChainedEvent[]> {
  const all: ChainedEvent[] = []
  const admin = { 'x-admin-token': ADMIN_TOKEN }
  for (let after = 0; ; ) {
    const path = `/api/v1/events?after=${after}`
    const { body } = await ask(server, 'GET', path, undefined, admin)
    if (body.events.length === 0) return all
    all.push(...body.events)
    after = body.last
  }
}

/** Has the hall asked for something that is not there: all that comes of it is a session. */
async function signedIn(hall: HallConnection, as: string): Promise<void> {
  const nothing = { action: 'case.accept', id: '0', input: {}, as, idempotencyKey: `warm-${as}` }
  await hall.perform(nothing).catch(() => undefined)
}

/** Fills a hall with a drill county. */
export async function furnishCounty(hall: HallConnection, county: DrillCounty): Promise<void> {
  const { pack, items, mapping } = county
  await hall.putUnits(
    [...pack.units, { ...pack.office, batch: '' }].map(({ code, name, batch }) => ({
      code,
      name,
      batch,
    })),
  )
  await hall.putColumns(pack.columns)
  await hall.putItems(items.map(hallItem))
  await Promise.all(
    mapping.users.map(({ workNo, name, unit, roles }) =>
      hall.createUser({ workNo, name, unit, roles, active: true }, passwordFor(workNo)),
    ),
  )
  await hall.putAssignments(
    mapping.assignments.map(({ item: code, node, workNo, ab }) => ({
      item: code,
      node,
      workNo,
      ab,
    })),
  )
}

/** Plays a run to its end and gathers what it told. */
export async function playOut(
  run: AsyncGenerator<DrillEvent, DrillOutcome>,
): Promise<{ readonly events: readonly DrillEvent[]; readonly outcome: DrillOutcome }> {
  const events: DrillEvent[] = []
  for (;;) {
    const step = await run.next()
    if (step.done) return { events, outcome: step.value }
    events.push(step.value)
  }
}

/** Wall time for tests: a clock that a test may read again. */
export function steadyClock(): () => number {
  let ms = Date.parse(instantFrom(0))
  return () => {
    ms += 1
    return ms
  }
}

function item(unit: Item['unit'], n: number, depth: number): Item {
  return {
    unit,
    code: `${unit.code}4530100${String(n).padStart(3, '0')}000`,
    name: `演练事项${n}`,
    type: { code: '01', label: '行政许可' },
    caseType: null,
    statutory: null,
    promised: null,
    depth,
    basis: null,
    conditions: null,
    materials: [],
    fee: { charged: null, raw: '' },
    office: null,
    nodes: [],
    supervision: null,
  }
}

function hallItem({ code, name, unit, type, depth }: Item) {
  const limits = { promisedWorkdays: null, statutoryWorkdays: null }
  return { code: code ?? '', name, unit: unit.code, typeCode: type.code, depth, ...limits }
}

function workNo(index: number, seat: number): string {
  return `u${String(index + 1).padStart(2, '0')}-${seat}`
}

function unitUsers(unit: string, index: number): User[] {
  const staff = SEATS.map((roles, seat) => user(workNo(index, seat), unit, roles))
  return [...staff, user(workNo(index, 9), unit, ['applicant'])]
}

function office({ office: { code } }: NoticePack): User[] {
  return ['platform_admin', 'reception', 'inspector'].map((role) => user(`x-${role}`, code, [role]))
}

function user(account: string, unit: string, roles: readonly string[]): User {
  return { workNo: account, name: `演练${account}`, unit, office: null, roles, source: null }
}

function assigned({ code, unit }: Item, index: number): Assignment[] {
  return Object.entries(NODES).map(([node, seat]) => ({
    ...{ unit: unit.code, item: code ?? '', node, workNo: workNo(index, seat) },
    ab: 'A' as const,
    reason: 'test',
  }))
}
