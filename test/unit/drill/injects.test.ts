import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createRun,
  type DrillPlan,
  expandPlan,
  hallFaults,
  type JournalLine,
  linesOf,
  runDrill,
  scoreRun,
  troublesOf,
  virtualClock,
} from '../../../src/lib/drill/index.js'
import type { User } from '../../../src/lib/roster/index.js'
import { furnishCounty, planInput, playOut, steadyClock } from '../../support/drill.js'
import { ADMIN_TOKEN, startTestHall } from '../../support/hall.js'
import { ask } from '../../support/hall-http.js'
import { type KeptFolder, keptFolder } from '../../support/kept-folder.js'

const SCRIPTS = [
  'deemed-acceptance',
  'special-procedure',
  'extension',
  'supplement-once',
  'joint-project',
  'card-appeal',
  'village-agent',
  'upkeep',
]

const TOWN = {
  code: '11532822999700X01',
  name: '演练镇',
  short: '演练镇',
  aliases: [],
  batch: 'b1',
}

let home: KeptFolder
let plan: DrillPlan
let lines: readonly JournalLine[]
let trials: ReturnType<typeof scoreRun>['trials']

/** Scripts beside the four themes, played by one unit in a hall of its own, three days before the National Day. */
async function played(scripts: readonly string[], faults: readonly object[]) {
  const hall = await startTestHall()
  const plain = await planInput(1)
  const [unit] = plain.pack.units
  const person = (workNo: string, of: string, role: string): User => {
    return { workNo, name: `演练${workNo}`, unit: of, office: null, roles: [role], source: null }
  }
  const heads = [
    person('u01-head', unit?.code ?? '', 'agency_head'),
    person('x-government', plain.pack.office.code, 'government_head'),
    person('t-village', TOWN.code, 'agent'),
    person('t-town', TOWN.code, 'agent'),
  ]
  const mapping = { ...plain.mapping, users: [...plain.mapping.users, ...heads] }
  const windows: [string, string][] = [['08:30', '17:30']]
  const batches = plain.pack.batches.map((batch) => ({ ...batch, day: '2015-09-28', windows }))
  const units = [...plain.pack.units, TOWN]
  const input = { ...plain, mapping, pack: { ...plain.pack, batches, units } }
  const play = scripts.map((script) => ({
    ...{ script, each: ['unit' as const], units: [unit?.short ?? ''], times: 'mix' as const },
  }))
  const { plan: locked } = expandPlan({ ...input, plays: { drill: 1, play } })
  const client = await hall.connect()
  await furnishCounty(client, input)
  const items = await client.listItems()
  await client.putItems(
    items.map((one) => ({ ...one, promisedWorkdays: 10, statutoryWorkdays: 20 })),
  )
  await ask(hall, 'PUT', '/__admin/faults', { seed: 1, faults }, { 'x-admin-token': ADMIN_TOKEN })
  const folder = await createRun(join(home.path, `r${faults.length}`), 'r', locked)
  const desk = { hall: client, clock: virtualClock(client), now: steadyClock() }
  await playOut(runDrill(desk, folder))
  await hall.close()
  const journal = linesOf(folder.folder)
  return { plan: locked, lines: journal, trials: scoreRun(locked, journal, input.pack).trials }
}

beforeAll(async () => {
  home = await keptFolder()
  ;({ plan, lines, trials } = await played(SCRIPTS, []))
})

afterAll(() => home.remove())

test.each(SCRIPTS)('%s is played to its end in the reference hall', (script) => {
  const own = plan.steps.filter(({ key }) => key.startsWith(`${script}/`))
  const done = new Set(lines.filter(({ type }) => type === 'step.done').map(({ key }) => key))

  expect(own.length).toBeGreaterThan(2)
  expect(troublesOf(lines).filter(({ key }) => key.startsWith(`${script}/`))).toEqual([])
  expect(own.filter(({ key }) => !done.has(key))).toEqual([])
})

test('what has to be refused is refused: extension without authority, a second notice of correction', () => {
  expect(trials.map(({ rule, verdict }) => `${rule} ${verdict}`).sort()).toEqual([
    'S8 refused',
    'S8 refused',
    '一次性告知 refused',
  ])
})

test('due dates leave out the holidays with their make-up Saturday, the special procedure, and count the extension', () => {
  const due = (script: string) => {
    const line = lines.find(
      ({ type, key }) => type === 'expect.checked' && key?.startsWith(`${script}/check@`),
    )
    return (line?.data['due'] as { told: string } | undefined)?.told
  }

  const legDue = (step: string) => {
    const line = lines.find(
      ({ type, key }) => type === 'expect.checked' && key?.startsWith(`village-agent/${step}@`),
    )
    return (line?.data['due'] as { told: string } | undefined)?.told
  }

  expect(hallFaults(plan, lines)).toEqual([])
  // Accepted on Monday, September 28: two days before the holidays, October 8 and 9, Saturday the 10th made up, 12-16: ten.
  const deemed = lines.find(({ data }) => data['event'] === 'case.deemed-accepted')
  // Five working days after the 28th: 29, 30, October 8, 9 and Saturday the 10th.
  expect(String(deemed?.data['recordedAt']).slice(0, 10)).toBe('2015-10-11')
  expect(deemed?.data['actor']).toBe('system')
  expect(due('supplement-once')).toBe('2015-10-16')
  expect(due('special-procedure')).toBe('2015-10-19')
  expect(due('extension')).toBe('2015-10-30')
  expect(due('joint-project')).toBeDefined()
  // Two and four working days after Monday the 28th: 30 September; 29, 30, October 8 and 9.
  expect([legDue('village_leg'), legDue('town_leg')]).toEqual(['2015-09-30', '2015-10-09'])
})

test('a hall that counts holidays into the legs of the village agents is found out', async () => {
  const faulty = await played(['village-agent'], [{ kind: 'holiday-ignored' }])
  const [found, ...others] = hallFaults(faulty.plan, faulty.lines)

  expect(others).toEqual([])
  // The town's leg reckoned 29, 30, October 1 and 2; the village's ends before the holidays either way.
  expect(found).toMatchObject({ fault: 'holiday-ignored', n: 2 })
  expect(found?.example).toMatch(/2015-10-02 \/ 2015-10-09$/)
})
