import { afterAll, beforeAll, expect, test } from 'vitest'
import { hallFaults, troublesOf } from '../../../src/lib/drill/index.js'
import { type Played, type ScenarioStage, scenarioStage } from '../../support/scenarios.js'

const SCRIPTS = [
  'deemed-acceptance',
  'special-procedure',
  'extension',
  'supplement-once',
  'joint-project',
  'card-appeal',
  'village-agent',
  'upkeep',
  'late-entry',
  'item-consistency',
]

let stage: ScenarioStage
let plan: Played['plan']
let lines: Played['lines']
let trials: Played['trials']

beforeAll(async () => {
  stage = await scenarioStage()
  ;({ plan, lines, trials } = await stage.play(SCRIPTS))
})

afterAll(() => stage.close())

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
  const deemed = lines.find(
    ({ data }) =>
      data['event'] === 'case.deemed-accepted' &&
      String(data['round']).startsWith('deemed-acceptance'),
  )
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
  const faulty = await stage.play(['village-agent'], { faults: [{ kind: 'holiday-ignored' }] })
  const [found, ...others] = hallFaults(faulty.plan, faulty.lines)

  expect(others).toEqual([])
  // The town's leg reckoned 29, 30, October 1 and 2; the village's ends before the holidays either way.
  expect(found).toMatchObject({ fault: 'holiday-ignored', n: 2 })
  expect(found?.example).toMatch(/2015-10-02 \/ 2015-10-09$/)
})
