import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import DrillAbsent from '../../src/commands/drill/absent.js'
import DrillAttend from '../../src/commands/drill/attend.js'
import DrillDone from '../../src/commands/drill/done.js'
import DrillMakeup from '../../src/commands/drill/makeup.js'
import DrillNote from '../../src/commands/drill/note.js'
import DrillOutage from '../../src/commands/drill/outage.js'
import DrillPause from '../../src/commands/drill/pause.js'
import DrillResume from '../../src/commands/drill/resume.js'
import DrillSign from '../../src/commands/drill/sign.js'
import DrillSkip from '../../src/commands/drill/skip.js'
import DrillTakeover from '../../src/commands/drill/takeover.js'
import { expandPlan, type JournalLine, linesOf } from '../../src/lib/drill/index.js'
import { type CountyHall, countyHall, planInput, withRounds } from '../support/drill.js'
import { drillOffices, type Office, type Offices } from '../support/drill-office.js'
import { type Running, startHallkit } from '../support/e2e/hallkit.js'
import { runCommand } from '../support/run-command.js'

let site: CountyHall
let offices: Offices
let office: Office
let live: Running

/** A run in a process of its own, a minute a second, in which people answer consultations and complaints. */
beforeAll(async () => {
  const input = await planInput(1)
  site = await countyHall(input)
  offices = await drillOffices(site)
  const cast = [{ role: 'replier', by: 'human' as const }]
  const gates = [{ id: 'g1', title: '第一批小结', before: 'b2' }]
  const { plan } = expandPlan({ ...input, plays: { ...input.plays, cast, gates } })
  const talks = withRounds(plan, ({ theme }) => theme === 'supervise')
  office = await offices.open(talks, input.mapping.users)
  const flags = office.play.filter((flag) => flag !== '--json')
  const args = ['drill', 'run', ...flags, '--clock', 'scaled:60', '--stay']
  live = startHallkit(args, { cwd: offices.home, home: `${offices.home}/config` })
})

afterAll(async () => {
  live.child.kill('SIGKILL')
  await live.ended
  await site.server.close()
  await offices.leave()
})

const lines = () => linesOf(office.run)

/** The first line of a sort that the live run wrote, waited for. */
async function written(type: string, key: string): Promise<JournalLine> {
  const until = Date.now() + 60_000
  for (;;) {
    const line = lines().find((one) => one.type === type && one.key?.startsWith(key))
    if (line) return line
    if (live.child.exitCode !== null || Date.now() > until) throw new Error(live.soFar().stderr)
    await pause(50)
  }
}

test('everything that the meeting room says goes into the journal of a run that is played elsewhere, at once', async () => {
  await written('step.opened', 'complaint/reply@')
  const consultation = 'consultation/reply@发改工信局#1'
  const why = (because: string) => ['--because', because, '--by', '王某']
  const said = [
    await runCommand(DrillNote, [
      '网络中断',
      '--unit',
      '发改工信局',
      '--by',
      '王某',
      ...office.look,
    ]),
    await runCommand(DrillAttend, [
      '--unit',
      '发改工信局',
      '--persons',
      '张三,李四',
      ...office.look,
    ]),
    await runCommand(DrillAbsent, ['公安局', ...why('开会'), ...office.look]),
    await runCommand(DrillMakeup, [
      ...['--units', '公安局', '--window', '2015-04-10T08:30/2015-04-10T12:00', ...office.look],
    ]),
    await runCommand(DrillOutage, [
      ...['--from', '2015-04-08T10:00', '--to', '2015-04-08T10:40', '--cause', '光缆中断'],
      ...office.look,
    ]),
    await runCommand(DrillDone, [consultation, '--person', '张三', ...office.look]),
    await runCommand(DrillSkip, ['complaint/reply@发改工信局#1', ...why('不演'), ...office.look]),
    await runCommand(DrillPause, [...why('领导讲话'), ...office.look]),
    await runCommand(DrillResume, office.look),
    await runCommand(DrillTakeover, [consultation, ...why('外出'), ...office.look]),
    await runCommand(DrillSign, ['g1', ...office.look]),
  ]

  expect(said.map(({ json }) => json?.error ?? null)).toEqual(said.map(() => null))
  const types = [
    ...['note.added', 'unit.attended', 'unit.absent', 'makeup.opened', 'outage.declared'],
    ...['step.reported', 'step.skipped', 'run.paused', 'run.resumed', 'step.understudied'],
    'gate.signed',
  ]
  const asked = lines().filter(({ data }) => data['request'] !== undefined)
  expect(asked.map(({ type }) => type)).toEqual(types)
  // drill resume answers with the run in figures; every other command with the number of its line.
  const numbers = said.flatMap(({ json }) => json?.result.seq ?? [])
  const others = asked.filter(({ type }) => type !== 'run.resumed')
  expect(numbers).toEqual(others.map(({ seq }) => seq))
  expect(asked[0]).toMatchObject({
    by: { kind: 'operator', id: '王某' },
    data: { text: '网络中断' },
  })

  const stood = await written('step.done', 'consultation/reply@')
  expect(stood).toMatchObject({ by: { kind: 'understudy' }, data: { how: 'understudy' } })
  const given = await written('step.skipped', 'complaint/publish@')
  expect(given.data).toMatchObject({ because: { kind: 'needs' } })
  const screen = live.soFar().stderr
  for (const word of [
    ...['网络中断', '缺席：开会', '停用 04-08 10:00—10:40：光缆中断', '自述已办', '决定不演：不演'],
    ...['暂停：领导讲话', '由机器人替演：外出', '确认放行'],
  ])
    expect(screen).toContain(word)

  live.child.kill('SIGINT')
  expect(await live.ended).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('drill run drill-1'),
  })
  expect(lines().at(-1)).toMatchObject({ type: 'run.paused', data: { because: 'interrupted' } })
})
