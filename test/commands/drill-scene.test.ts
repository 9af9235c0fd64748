import { readFile } from 'node:fs/promises'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import DrillAbsent from '../../src/commands/drill/absent.js'
import DrillDispute from '../../src/commands/drill/dispute.js'
import DrillDone from '../../src/commands/drill/done.js'
import DrillMakeup from '../../src/commands/drill/makeup.js'
import DrillNote from '../../src/commands/drill/note.js'
import DrillOutage from '../../src/commands/drill/outage.js'
import DrillOverride from '../../src/commands/drill/override.js'
import DrillRun from '../../src/commands/drill/run.js'
import DrillScore from '../../src/commands/drill/score.js'
import DrillSkip from '../../src/commands/drill/skip.js'
import DrillStatus from '../../src/commands/drill/status.js'
import Inbox from '../../src/commands/inbox.js'
import ProblemAdd from '../../src/commands/problem/add.js'
import ReportBuild from '../../src/commands/report/build.js'
import { type DrillPlan, expandPlan, linesOf } from '../../src/lib/drill/index.js'
import { readBook } from '../../src/lib/sheets/index.js'
import { type CountyHall, countyHall, planInput, withRounds } from '../support/drill.js'
import { drillOffices, type Office, type Offices } from '../support/drill-office.js'
import { countyPath } from '../support/few-units.js'
import { runCommand } from '../support/run-command.js'

/*
 * Two days in a meeting room, by commands only; played are 信息管理与发布 and 效能监督 of four units, the rest is exempt.
 *   发改工信局 (8 April): its reply auditor never turns up, a robot stands in after an hour.
 *   国土局 (8 April): its reply auditor is a person: publishes the consultation, and the complaint is left out.
 *   公安局 (9 April): away, makes up for it on the 10th.
 *   民政局 (9 April): away, makes up for nothing.
 */
let offices: Offices
let site: CountyHall
let plan: DrillPlan
let room: Office
let acts = 0

const MAKEUP = '2015-04-10T08:30/2015-04-10T12:00'

beforeAll(async () => {
  const input = await planInput(2)
  site = await countyHall(input)
  offices = await drillOffices(site)
  const cast = [
    { role: 'reply_auditor', unit: '发改工信局', by: 'human' as const, understudy: '1h' },
    { role: 'reply_auditor', unit: '国土局', by: 'human' as const },
  ]
  const { plan: whole } = expandPlan({ ...input, plays: { ...input.plays, cast } })
  const rounds = withRounds(whole, ({ theme }) => theme === 'info' || theme === 'supervise')
  const exempt = whole.units.flatMap(({ code }) =>
    ['R2', 'R3'].map((requirement) => ({ requirement, unit: code, because: '本次不演' })),
  )
  plan = { ...rounds, exempt }
  room = await offices.open(plan, input.mapping.users)
  await say(Inbox, countyPath('县残联流程节点人员信息表.csv')) // a report wants to know of some people
})

afterAll(async () => {
  await site.server.close()
  await offices.leave()
})

type Command = Parameters<typeof runCommand>[0]

const say = (command: Command, ...argv: string[]) => runCommand(command, [...argv, ...room.look])

/** 国土局's person at the hall's own screen: no tag and no key of ours. */
async function person(step: string): Promise<void> {
  const [script = '', name = ''] = step.split('/')
  const planned = plan.steps.find(({ key }) => key === `${step}@${plan.units[1]?.code}#1`)
  const call = plan.scripts.find(({ id }) => id === script)?.steps[name]?.do
  const asked = linesOf(room.run).find(
    ({ type, key, unit }) =>
      type === 'step.done' && key?.startsWith(`${script}/ask@`) && unit === plan.units[1]?.code,
  )
  const { id } = (asked?.data['keep'] ?? {}) as { id: string }
  acts += 1
  await site.hall.perform({
    ...{ action: call?.call ?? '', id, as: planned?.account ?? '', input: {} },
    idempotencyKey: `hand-${acts}`,
  })
}

test('two days in a room: who was away, stood in for, late, cut off or contested has the verdict and the words worked out by hand', async () => {
  await say(DrillAbsent, '公安局', '--because', '全县安保会议')
  await say(DrillAbsent, '民政局', '--because', '参加州里会议')
  await say(DrillMakeup, '--units', '公安局', '--window', MAKEUP)

  // The morning of the 8th: robots play what is theirs; at the end only 国土局's auditor has something to do.
  const first = await runCommand(DrillRun, [...room.play, '--clock', 'virtual'])
  expect([first.exitCode, first.json?.error?.code]).toEqual([3, 'HK-DRILL-010'])
  const started = linesOf(room.run).find(({ type }) => type === 'run.started')
  expect(started?.data['hall']).toEqual({ connector: null, url: site.server.url })
  const status = await say(DrillStatus)
  expect(status.json?.result.waits).toMatchObject({
    people: { steps: 2, units: ['国土局'], until: '2015-04-08T17:30:00+08:00' },
    absent: ['民政局'],
    until: '2015-04-30T00:00:00+08:00',
  })

  await person('consultation/audit')
  await runCommand(DrillRun, room.play)
  await person('consultation/publish')
  await say(DrillDone, 'complaint/audit@国土局#1', '--person', '演练员', '--note', '已办')
  await say(DrillSkip, 'complaint/audit@国土局#1', '--because', '投诉人撤回')
  const waiting = await runCommand(DrillRun, room.play)
  expect(waiting.json?.error?.message).toContain('民政局') // only a makeup of theirs is left
  const last = await runCommand(DrillRun, [...room.play, '--final'])

  // R1 has two columns a unit. met: R1 of 发改 and 国土 (4), R4 of 国土, R5 of 发改: the county's inspector publishes that.
  // late: all four of 公安, in its makeup. missed: R4 of 发改 (a robot published), R5 of 国土 (left out), all four of 民政.
  // exempt: R2 of four units, R3 of the two that owe it.
  expect([last.exitCode, last.json?.result.requirements]).toEqual([
    1,
    { met: 6, late: 4, missed: 6, exempt: 6, disputed: 0 },
  ])

  // 10:00-10:40 lies in the morning's hours: 40 minutes. 11:40-15:10 takes 20 minutes before noon and 10 after: 30.
  const outage = (units: string, from: string, to: string) =>
    say(
      DrillOutage,
      ...['--units', units, '--cause', '光缆中断'],
      ...['--from', `2015-04-08T${from}`, '--to', `2015-04-08T${to}`],
    )
  await outage('发改工信局', '10:00', '10:40')
  await outage('国土局', '11:40', '15:10')
  await say(DrillNote, '停网期间受理一件，已登记在册', '--unit', '国土局', '--paper')
  await say(DrillDispute, 'R4', '发改工信局', '--because', '审核员已到场', '--by', '张某')
  await say(
    DrillOverride,
    ...['R5', '国土局', '--as', 'exempt', '--because', '投诉人已书面撤回'],
    '--by',
    '领导小组',
  )
  await say(ProblemAdd, '答复审核员无人顶岗', '--unit', '发改工信局', '--severity', '二级')

  const { json } = await say(DrillScore)
  expect(json?.result.requirements).toEqual({ met: 6, late: 4, missed: 5, exempt: 6, disputed: 1 })
  expect(json?.result.excused.map(({ minutes }: { minutes: number }) => minutes)).toEqual([40, 30])
  // Weights 20 (info) and 15 (supervise), what is exempt left out; late is worth 0.6.
  // 发改 (20 + 15/2)/35 = 78.6; 国土 the same, and 35/35 = 100 by the decision; 公安 0.6; 民政 0.
  expect(json?.result.units).toMatchObject([
    { score: 78.6, grade: '合格' },
    { score: 78.6, grade: '合格', decided: { score: 100, grade: '优秀' } },
    { score: 60, grade: '合格' },
    { score: 0, grade: '不合格' },
  ])

  const { json: built } = await say(ReportBuild)
  const fileOf = (end: string) =>
    built?.result.files.find(({ path }: { path: string }) => path.endsWith(end)).path
  const paper = await wordsOf(fileOf('.docx'))
  for (const sentence of [
    '批次时间过后才完成、按逾期计的有：公安局（每个栏目发布信息不少于3条、咨询答复并发布和投诉答复并发布）。',
    '公安局2015年4月8日8:30起缺席，原因是全县安保会议；另开补演：2015年4月10日8:30—12:00；应演的动作全部演完。',
    '民政局2015年4月8日8:30起缺席，原因是参加州里会议；没有补演；未演的动作',
    '登记停用2次：2015年4月8日10:00—10:40，发改工信局，光缆中断；2015年4月8日11:40—15:10，国土局，光缆中断。占用开放时间：发改工信局40分钟，国土局30分钟。',
    '由机器人替演的动作3个，不计入本单位完成数：发改工信局3个。', // audit and publish of the consultation, audit of the complaint
    '经组织方决定不演的有：国土局“审核答复”（投诉人撤回），其后续环节一并不演。',
    '停用期间在纸上办理、事后补记的1条，只作自述，不计入完成数：国土局：停网期间受理一件，已登记在册。',
    '自述已办而大厅未显示的动作1个，未计入完成数。',
    '有异议：审核员已到场',
    '认定为不适用：投诉人已书面撤回',
    '答复审核员无人顶岗',
    '（原因：缺席：参加州里会议）',
  ]) {
    expect(paper).toContain(sentence)
  }
  const { sheets } = await readBook(fileOf('.xlsx'))
  expect(sheets.map(({ name }) => name)).toContain('记事')
})

/** The running text of a paper, tables included. */
async function wordsOf(file: string): Promise<string> {
  const xml = strFromU8(unzipSync(await readFile(file))['word/document.xml'] ?? new Uint8Array())
  return xml.replace(/<[^>]+>/g, '')
}
