import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import {
  type DrillPlan,
  expandPlan,
  loadDrills,
  planHash,
  timetableOf,
} from '../../../src/lib/drill/index.js'
import { settlePack } from '../../../src/lib/drill/plan/settle.js'
import { drillPlan, planInput } from '../../support/drill.js'
import { tempFolder } from '../../support/temp-folder.js'

function roundsOf(plan: DrillPlan, script: string, unit: string) {
  return plan.rounds.filter((round) => round.script === script && round.unit === unit)
}

test('how often a unit plays a script comes from the notice', async () => {
  const input = await planInput(2)
  const { plan, gaps } = expandPlan(input)
  const [first, , third] = plan.units

  expect(gaps).toEqual([])
  expect(roundsOf(plan, 'publish-articles', first?.code ?? '').map(({ column }) => column)).toEqual(
    ['通知公告', '通知公告', '通知公告', '工作动态', '工作动态', '工作动态'],
  )
  expect(roundsOf(plan, 'online-case', first?.code ?? '').map(({ variant }) => variant)).toEqual([
    'approve',
    'approve',
    'correct',
    'refuse',
    'urge',
  ])
  expect(roundsOf(plan, 'invest-project', first?.code ?? '')).toHaveLength(5)
  expect(roundsOf(plan, 'invest-project', third?.code ?? '')).toHaveLength(0)
  expect(roundsOf(plan, 'complaint', third?.code ?? '')).toHaveLength(1)
})

test('a mix is played as often as a county writes, over again where more is asked for; what it does not name is not played', async () => {
  const folder = await tempFolder()
  const own = join(folder, 'plan.yaml')
  const mix = '{ approve: 3, correct: 1, refuse: 1 }'
  const line = `{ script: online-case, theme: service, each: [unit], times: quota, mix: ${mix} }`
  await writeFile(own, `drill: 1\nplay:\n  - ${line}\n`)
  const files = await loadDrills(join(templatesDir(), 'drills'), own)
  const input = await planInput(1)
  const unit = input.pack.units[0]
  const variants = (units: typeof files.plays.units) => {
    const plays = { ...files.plays, units }
    const { plan } = expandPlan({ ...input, ...files, plays })
    return roundsOf(plan, 'online-case', unit?.code ?? '').map(({ variant }) => variant)
  }
  const five = ['approve', 'approve', 'approve', 'correct', 'refuse']

  expect(variants([])).toEqual(five)
  expect(variants([{ unit: unit?.short ?? '', times: { service: 7 } }])).toEqual([
    ...five,
    'approve',
    'approve',
  ])
})

test('a unit without countable items is exempt with its reason and plays no case', async () => {
  const plan = await drillPlan(2)
  const last = plan.units.at(-1)?.code ?? ''

  expect(plan.exempt).toEqual([
    { requirement: 'R2', unit: last, because: expect.stringContaining('三级办理深度') },
  ])
  expect(roundsOf(plan, 'online-case', last)).toEqual([])
})

test('the same seed gives the same plan, another seed other durations', async () => {
  const [one, again, other] = [await drillPlan(1), await drillPlan(1), await drillPlan(1, 7)]

  expect(planHash(again)).toBe(planHash(one))
  expect(planHash(other)).not.toBe(planHash(one))
  expect(new Set(one.steps.map(({ key }) => key)).size).toBe(one.steps.length)
  expect(one.steps.every(({ takes }) => takes % 30 === 0)).toBe(true)
})

test('duties are kept apart, and no more people sit at the keys than the notice allows', async () => {
  const { pack, ...input } = await planInput(2)
  const { plan } = expandPlan({ ...input, pack })
  const accounts = (round: string) =>
    new Map(plan.steps.filter((step) => step.round === round).map((s) => [s.step, s.account]))

  for (const { id, script } of plan.rounds) {
    const by = accounts(id)
    if (script !== 'online-case') continue
    expect(by.get('review')).not.toBe(by.get('handle'))
    const decided = by.get('grant') ?? by.get('refuse')
    expect([by.get('accept'), by.get('handle'), by.get('review')]).not.toContain(decided)
    expect(by.get('collect')).toBe(by.get('submit'))
  }
  const crowd = expandPlan({
    ...input,
    pack: { ...pack, participants: { ...pack.participants, max: 3 } },
  })
  expect(crowd.gaps).toMatchObject([{ code: 'HK-DRILL-105', level: 'hint', params: { max: 3 } }])
})

test('missing articles, roles and staffed items are named, never made up', async () => {
  const input = await planInput(1)
  const unit = input.pack.units[0]?.code ?? ''
  const articles = input.articles.filter((one) => one.unit !== unit || !one.title.endsWith('3'))
  const users = input.mapping.users.filter(({ roles }) => !roles.includes('inspector'))
  const assignments = input.mapping.assignments.filter(
    (one) => one.unit !== unit || one.node !== 'review',
  )
  const { plan, gaps } = expandPlan({
    ...input,
    articles,
    mapping: { ...input.mapping, users, assignments },
  })

  expect(gaps.filter(({ code }) => code === 'HK-DRILL-101').map(({ params }) => params)).toEqual([
    expect.objectContaining({ column: '通知公告', have: 2, need: 3 }),
    expect.objectContaining({ column: '工作动态', have: 2, need: 3 }),
  ])
  expect(roundsOf(plan, 'publish-articles', unit)).toHaveLength(4)
  expect(roundsOf(plan, 'online-case', unit)).toHaveLength(0)
  expect(gaps).toContainEqual(expect.objectContaining({ code: 'HK-DRILL-103' }))
  expect(gaps).toContainEqual(
    expect.objectContaining({
      code: 'HK-DRILL-102',
      params: expect.objectContaining({ role: '效能监督员（县级）' }),
    }),
  )
})

test('on paper nobody does two things at once, nothing runs outside its windows or before what it needs', async () => {
  const plan = await drillPlan(3)
  const { rows, left, gaps } = timetableOf(plan)
  const byKey = new Map(rows.map((row) => [row.step.key, row]))
  const windowsOf = new Map(plan.batches.map(({ id, windows }) => [id, windows]))
  const batchOf = new Map(plan.rounds.map(({ id, batch }) => [id, batch]))
  const busyUntil = new Map<string, string>()

  expect([rows.length, left, gaps]).toEqual([plan.steps.length, [], []])
  for (const { step, from, to } of [...rows].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    expect(from >= (busyUntil.get(step.account) ?? '')).toBe(true)
    busyUntil.set(step.account, to)
    for (const need of step.needs) expect((byKey.get(need)?.to ?? '') <= from).toBe(true)
    const windows = windowsOf.get(batchOf.get(step.round) ?? '') ?? []
    expect(windows.some((window) => window.from <= from && to <= window.to)).toBe(true)
  }
})

test('more work than the windows hold is told with its person, and left over', async () => {
  const input = await planInput(1)
  const windows: [string, string][] = [['08:30', '09:00']]
  const batches = input.pack.batches.map((batch) => ({ ...batch, windows }))
  const { plan } = expandPlan({ ...input, pack: { ...input.pack, batches } })
  const { rows, left, gaps } = timetableOf(plan)

  expect(rows.length + left.length).toBe(plan.steps.length)
  expect(left.length).toBeGreaterThan(0)
  expect(gaps.every(({ code }) => code === 'HK-DRILL-104')).toBe(true)
  expect(gaps.map(({ params }) => params)).toContainEqual(
    expect.objectContaining({ person: 'u01-9', open: 30 }),
  )
})

test('what does not fit comes with what would: so many people, windows, rounds, or a unit in another batch, each true', async () => {
  const input = await planInput(4)
  const units = input.pack.units.map((unit, index) => ({
    ...unit,
    batch: index === input.pack.units.length - 1 ? 'b2' : 'b1',
  }))
  const windows: [string, string][] = [['08:30', '10:30']]
  const batches = input.pack.batches.map((batch) => ({ ...batch, windows }))
  const pack = { ...input.pack, units, batches }
  const replan = (change: Partial<typeof input>, plays: Partial<typeof input.plays> = {}) => {
    const with_ = { ...input, pack, plays: { ...input.plays, ...plays }, ...change }
    const { plan } = expandPlan({ ...with_, pack: settlePack(with_.pack, with_.plays) })
    return timetableOf(plan).overloads
  }
  const [desk, applicant] = replan({})
  const isFree = (account: string | undefined, now: ReturnType<typeof replan>) =>
    now.every((one) => one.account !== account)

  expect(desk).toMatchObject({
    ...{ account: 'x-platform_admin', unit: input.pack.office.name, steps: 98, open: 120, left: 2 },
    fits: { people: 1, windows: 1, rounds: { now: 42, most: 41 }, move: null },
  })
  expect(applicant).toMatchObject({ unit: '国土局', fits: { move: { units: ['国土局'] } } })

  const admin = input.mapping.users.find(({ workNo }) => workNo === desk?.account)
  const users = [...input.mapping.users, ...(admin ? [{ ...admin, workNo: 'x-second' }] : [])]
  expect(isFree(desk?.account, replan({ mapping: { ...input.mapping, users } }))).toBe(true)
  const afternoon: [string, string] = ['15:00', '17:00']
  const days = [{ id: 'b1', day: '2015-04-08', windows: [...windows, afternoon] }]
  expect(isFree(desk?.account, replan({}, { batches: days }))).toBe(true)
  const moved = replan({}, { units: [{ unit: '国土局', batch: 'b2' }] })
  expect(isFree(applicant?.account, moved)).toBe(true)
})

test('the office shares its desks out, so that one reviewer is not left with all units', async () => {
  const input = await planInput(1)
  const [desk] = input.mapping.users.filter(({ roles }) => roles.includes('platform_admin'))
  const second = { ...desk, workNo: 'x-second', name: '演练二', unit: input.pack.office.code }
  const users = [
    ...input.mapping.users,
    { office: null, source: null, roles: ['platform_admin'], ...second },
  ]
  const { plan } = expandPlan({ ...input, mapping: { ...input.mapping, users } })
  const acts = plan.steps.filter(({ role }) => role === 'platform_admin')
  const ofSecond = acts.filter(({ account }) => account === 'x-second')

  expect(Math.abs(acts.length - 2 * ofSecond.length)).toBeLessThanOrEqual(1)
})

test("the law's limits hold where the plan sets none, a working day being as long as the drill is open", async () => {
  const { deadlines = [] } = await drillPlan(1)

  expect(deadlines.map(({ title, limit, clause }) => `${title} ${limit / 360} ${clause}`)).toEqual([
    '受理或一次性告知 5 《行政许可法》第三十二条第一款第四项',
    '作出决定 20 《行政许可法》第四十二条第一款',
    '颁发、送达 10 《行政许可法》第四十四条',
  ])
})
