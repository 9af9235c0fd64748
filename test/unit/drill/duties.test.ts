import { beforeAll, describe, expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import {
  createRun,
  type DrillPlan,
  type DrillScore,
  expandPlan,
  explainTrials,
  hallFaults,
  isFulfilled,
  type JournalLine,
  linesOf,
  loadDrills,
  openRun,
  runDrill,
  scoreRun,
  trialFindings,
  virtualClock,
} from '../../../src/lib/drill/index.js'
import { loadHallRules } from '../../../src/lib/hall/index.js'
import { dynamicDuties, loadRosterRules, type User } from '../../../src/lib/roster/index.js'
import {
  type DrillCounty,
  drillCounty,
  furnishCounty,
  playOut,
  steadyClock,
} from '../../support/drill.js'
import { ADMIN_TOKEN, startTestHall } from '../../support/hall.js'
import { ask, withoutDuties } from '../../support/hall-http.js'
import { keptFolder } from '../../support/kept-folder.js'

const ALL = 'u01-all'

/** Two units: in the first one person holds every role and every node beside the others, in the second duties are apart. */
async function county(): Promise<DrillCounty> {
  const plain = await drillCounty(1)
  const { pack, mapping } = plain
  const [unit] = pack.units
  const roles = [...new Set(mapping.users.flatMap((user) => user.roles)), 'agency_head']
  const account = { workNo: ALL, name: '演练全能', unit: unit?.code ?? '', roles }
  const all: User = { ...account, office: null, source: null }
  const posts = mapping.assignments
    .filter((one) => one.unit === unit?.code)
    .map((one) => ({ ...one, workNo: ALL, ab: 'B' as const }))
  const users = [...mapping.users, all]
  return { ...plain, mapping: { users, assignments: [...mapping.assignments, ...posts], gaps: [] } }
}

interface Trial {
  readonly plan: DrillPlan
  readonly lines: readonly JournalLine[]
  readonly score: DrillScore
}

/** Plays the duties of the first units in a hall of its own. */
async function tryDuties(units: number, faults: readonly object[]): Promise<Trial> {
  const whole = await county()
  const { scripts } = await loadDrills(`${templatesDir()}/drills`)
  const named = whole.pack.units.slice(0, units).map(({ short }) => short)
  const play = { script: 'duties', each: ['unit' as const], units: named, times: 'mix' as const }
  const plays = { drill: 1 as const, play: [play] }
  const { plan } = expandPlan({ ...whole, scripts, plays, seed: 1 })
  const hall = await startTestHall()
  const client = await hall.connect()
  await withoutDuties(hall, () => furnishCounty(client, whole))
  await ask(hall, 'PUT', '/__admin/faults', { seed: 1, faults }, { 'x-admin-token': ADMIN_TOKEN })
  const kept = await keptFolder()
  const { folder } = await createRun(`${kept.path}/r`, 'r', plan)
  const desk = { hall: client, clock: virtualClock(client), now: steadyClock() }
  const { outcome } = await playOut(runDrill(desk, openRun(folder)))
  expect(outcome).toEqual({ status: 'finished' })
  const lines = linesOf(folder)
  await Promise.all([hall.close(), kept.remove()])
  return { plan, lines, score: scoreRun(plan, lines, whole.pack) }
}

describe('in a hall that keeps duties apart', () => {
  let sound: Trial
  beforeAll(async () => {
    sound = await tryDuties(2, [])
  })

  test('every act that the hall has to refuse is refused, and whoever may then does it', () => {
    const { lines, score, plan } = sound
    const wrong = lines.filter(({ type }) => /failed|unknown|skipped/.test(type))

    expect(wrong.map(({ key, data }) => `${key} ${JSON.stringify(data)}`)).toEqual([])
    expect(score.trials).toHaveLength(38)
    expect(new Set(score.trials.map(({ verdict }) => verdict))).toEqual(new Set(['refused']))
    expect(trialFindings(plan, score.trials)).toEqual([])
    expect(score.steps).toMatchObject({ total: plan.steps.length, done: plan.steps.length })
  })

  test('the duty alone is in the way of one who holds both posts, the role of one who does not', () => {
    const [one, other] = sound.plan.units.map(({ code }) =>
      sound.score.trials.filter(({ unit }) => unit === code),
    )
    const below = one?.find(({ key }) => key.startsWith('duties/try_extend_below@'))

    const codes = one?.filter((trial) => trial !== below).map(({ code }) => code)
    expect(new Set(codes)).toEqual(new Set(['sod']))
    expect(below).toMatchObject({ rule: 'S8', code: 'role' })
    expect(other?.filter(({ code }) => code === 'role')).toHaveLength(17)
    expect(other?.filter(({ code }) => code === 'sod').map(({ rule }) => rule)).toEqual([
      'S6',
      'S7',
    ])
  })

  test('what is played for the duties counts for nothing that the notice demands', () => {
    const events = sound.lines.map(({ data }) => data['event'])

    expect(events).toContain('case.submitted')
    expect(sound.score.requirements).toMatchObject({ met: 0, late: 0 })
  })
})

describe('in a hall that does not', () => {
  let faulty: Trial
  beforeAll(async () => {
    faulty = await tryDuties(1, [{ kind: 'no-separation' }])
  })

  test('each rule S3-S11 is named with the unit, the account and the journal lines', () => {
    const { plan, lines, score } = faulty
    const found = trialFindings(plan, score.trials).filter(({ code }) => code === 'HK-DRILL-109')
    const rules = new Set(found.map(({ params }) => 'rule' in params && params.rule))

    expect(hallFaults(plan, lines).map(({ fault }) => fault)).toEqual(['no-separation'])
    expect([...rules].sort()).toEqual(['S10', 'S11', 'S3', 'S4', 'S5', 'S6', 'S7', 'S8', 'S9'])
    expect(isFulfilled(score)).toBe(false)
    const s4 = found.find(({ params }) => 'rule' in params && params.rule === 'S4')
    expect(s4).toMatchObject({ level: 'error', params: { unit: '发改工信局', account: ALL } })
    const rows = s4 && 'lines' in s4.params ? (s4.params.lines as readonly number[]) : []
    const shown = lines.filter(({ seq }) => rows.includes(seq))
    expect(shown.map(({ type, data }) => data['event'] ?? type)).toEqual([
      'case.granted',
      'step.failed',
    ])
  })

  test('what rests on a refusal that did not come is given up, and tells nothing of the hall', () => {
    const { plan, score } = faulty
    const next = score.trials.find(({ key }) => key.startsWith('duties/try_publish_article@'))

    expect(next).toMatchObject({ rule: 'S3', verdict: 'untested', evidence: [] })
    expect(trialFindings(plan, score.trials).map(({ code }) => code)).toContain('HK-DRILL-110')
  })

  test('drill why shows every line of a test', () => {
    const [first] = explainTrials(faulty, 'S9', '发改工信局')

    expect(first?.trial).toMatchObject({ verdict: 'let-through', account: ALL })
    expect(first?.proofs.map(({ type }) => type)).toEqual([
      'step.intent',
      'hall.seen',
      'step.failed',
    ])
  })
})

test('the script tries every separation that only acts can break', async () => {
  const { scripts } = await loadDrills(`${templatesDir()}/drills`)
  const steps = Object.values(scripts.find(({ id }) => id === 'duties')?.steps ?? {})
  const tried = new Set(steps.flatMap(({ refused }) => refused?.rule ?? []))
  const duties = dynamicDuties(await loadRosterRules(), await loadHallRules(templatesDir()))

  expect(tried).toEqual(new Set(duties.map(({ id }) => id)))
})
