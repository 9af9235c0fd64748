import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import DrillCards from '../../src/commands/drill/cards.js'
import DrillDispute from '../../src/commands/drill/dispute.js'
import DrillObserve from '../../src/commands/drill/observe.js'
import DrillOverride from '../../src/commands/drill/override.js'
import DrillPractice from '../../src/commands/drill/practice.js'
import DrillRun from '../../src/commands/drill/run.js'
import DrillScore from '../../src/commands/drill/score.js'
import DrillStatus from '../../src/commands/drill/status.js'
import DrillWatch from '../../src/commands/drill/watch.js'
import DrillWhy from '../../src/commands/drill/why.js'
import { createRun, expandPlan } from '../../src/lib/drill/index.js'
import { furnishCounty, planInput } from '../support/drill.js'
import { ADMIN_TOKEN, actor, startTestHall, type TestHall } from '../support/hall.js'
import { type OwnMachine, ownMachine } from '../support/own-machine.js'
import { runCommand } from '../support/run-command.js'
import { tempFolder } from '../support/temp-folder.js'

let machine: OwnMachine
let county: Awaited<ReturnType<typeof planInput>>

beforeAll(async () => {
  machine = await ownMachine()
  county = await planInput(1)
})

afterAll(() => machine.leave())

/** A workspace with a drill that is planned and not begun: consultations and complaints that people are to answer. */
async function planned(name: string): Promise<string[]> {
  const { paths } = await machine.workspace(name)
  const cast = [{ role: 'replier', by: 'human' as const }]
  const { plan } = expandPlan({ ...county, plays: { ...county.plays, cast } })
  const rounds = plan.rounds.filter(({ theme }) => theme === 'supervise')
  const kept = new Set(rounds.map(({ id }) => id))
  const steps = plan.steps.filter(({ round }) => kept.has(round))
  await createRun(join(paths.runs, 'drill-1'), 'drill-1', { ...plan, rounds, steps })
  return ['--workspace', paths.root]
}

describe('drill observe', () => {
  let hall: TestHall
  let argv: string[] = []
  let flags: string[] = []
  let unit = ''
  let act: ReturnType<typeof actor>

  beforeAll(async () => {
    hall = await startTestHall()
    const connection = await hall.connect()
    await furnishCounty(connection, county)
    unit = county.pack.units[0]?.code ?? ''
    act = actor(connection)
    await connection.setClock('2015-04-08T16:00:00+08:00')
    const { id } = await act('u01-9', 'consultation.ask', null, {
      ...{ unit, title: '网上能办吗', body: '请问需要哪些材料' },
    })
    await act('u01-2', 'consultation.reply', id, { answer: '可以' })
    await act('u01-3', 'consultation.audit_pass', id)
    await act('u01-3', 'consultation.publish', id)
    argv = await planned('只看不办')
    const token = join(machine.home, 'token')
    await writeFile(token, ADMIN_TOKEN)
    flags = ['--hall', hall.url, '--token-file', token]
  })

  afterAll(() => hall.close())

  test('sees what people did, counts it, and lists what no script asked for', async () => {
    const { exitCode, json } = await runCommand(DrillObserve, [...argv, ...flags, '--json'])

    expect(exitCode).toBe(1)
    expect(json?.result).toMatchObject({ state: 'paused', seen: 4, outside: 0 })
    expect(json?.result.requirements).toMatchObject({ met: 1 })
    expect(json?.result.unscripted.map((one: { event: string }) => one.event)).toEqual([
      ...[
        'consultation.asked',
        'consultation.replied',
        'consultation.audited',
        'consultation.published',
      ],
    ])
  })

  test('a second look tells nothing twice, and robots never go on with a drill that is watched', async () => {
    const again = await runCommand(DrillObserve, [...argv, ...flags])
    const robots = await runCommand(DrillRun, ['drill-1', ...argv, ...flags, '--json'])
    const lists = await runCommand(DrillObserve, ['drill-1', '--exports', '.', ...argv, '--json'])

    expect(again.stdout).toContain('新看到 0 项事实')
    expect([robots.exitCode, robots.json?.error?.code]).toEqual([2, 'HK-DRILL-011'])
    expect([lists.exitCode, lists.json?.error?.code]).toEqual([2, 'HK-DRILL-011'])
  })

  test('status says in words which unit will get a card at this pace, cards has the arithmetic', async () => {
    const status = await runCommand(DrillStatus, argv)
    const cards = await runCommand(DrillCards, [...argv, '--json'])
    const watch = await runCommand(DrillWatch, ['--replay', '1000000', ...argv])

    for (const { stdout } of [status, watch]) {
      expect(stdout).toMatch(/按当前进度，发改工信局 17:15 将亮黄牌 5 项：/)
    }
    expect(cards.json?.result.forecast).toContainEqual(
      expect.objectContaining({ unit, requirement: 'R5', level: 'yellow', done: 0, needed: 1 }),
    )
  })

  test('a dispute and a decision stand beside what the facts say, and are taken back in the same way', async () => {
    const photo = join(await tempFolder(), '现场.jpg')
    await writeFile(photo, 'jpg')
    const by = ['--by', '张三', '--because', '窗口断网', ...argv]
    const score = async () => {
      const { json } = await runCommand(DrillScore, [...argv, '--unit', '发改工信局', '--json'])
      const hit = json?.result.results.find(
        (one: { requirement: string }) => one.requirement === 'R5',
      )
      const { decided, score: own } = json?.result.units[0] ?? {}
      return { ...hit, decided, own }
    }
    const vague = await runCommand(DrillDispute, ['R1', '发改工信局', ...by, '--json'])
    await runCommand(DrillDispute, ['R5', '发改工信局', '--evidence', photo, ...by, '--json'])
    const contested = await score()
    await runCommand(DrillOverride, ['R5', '发改工信局', '--as', 'met', ...by, '--json'])
    const decided = await score()
    const why = await runCommand(DrillWhy, ['R5', '发改工信局', ...argv])
    await runCommand(DrillOverride, ['R5', '发改工信局', '--as', 'computed', ...by])

    expect([vague.exitCode, vague.json?.error?.code]).toEqual([2, 'HK-DRILL-011'])
    expect(contested).toMatchObject({ verdict: 'disputed', computed: 'missed', own: 7.5 })
    expect(contested.dispute).toMatchObject({ by: '张三', because: '窗口断网' })
    expect(contested.dispute.evidence[0]).toMatch(/^现场\.jpg [0-9a-f]{64}$/)
    expect(decided).toMatchObject({ verdict: 'missed', override: { verdict: 'met' }, own: 7.5 })
    expect(decided.decided.score).toBeGreaterThan(decided.own)
    expect(why.stdout).toContain('张三认定为达标：窗口断网')
    expect(await score()).toMatchObject({ verdict: 'missed', override: null })
  })

  test('practice says who has done what, and finds one account on both sides', async () => {
    const { id } = await act('u01-9', 'complaint.file', null, {
      ...{ unit, title: '【演练】投诉发改工信局办件进度', body: '慢' },
    })
    await act('x-inspector', 'complaint.accept', id)
    await act('u01-2', 'complaint.reply', id, { answer: '已办' })
    await runCommand(DrillObserve, [...argv, ...flags, '--final'])
    const { json, stdout } = await runCommand(DrillPractice, [...argv, '--json'])

    expect(json?.result.people).toContainEqual(
      expect.objectContaining({
        account: 'u01-2',
        acts: 1,
        done: ['答复投诉'],
        missing: ['答复咨询'],
      }),
    )
    expect(json?.result.entanglements).toEqual([])
    expect(stdout).not.toContain('undefined')
  })
})

describe('drill observe --exports', () => {
  test('what the lists cannot show is not checkable, what they contradict is disputed, other files are told', async () => {
    const argv = await planned('按导出清单')
    const dir = join(machine.home, '导出')
    await mkdir(dir)
    const consultations = (published: string) =>
      `咨询编号,回复部门,咨询标题,咨询时间,回复时间,公开时间\nZX1,发改工信局,能办吗,2015-4-8 9:00,2015年4月8日 9点,${published}\nZX2,县公安局,证件,2015/04/09 09:05,,\nZX3,某某乡,证件,2015/04/09,,\n`
    await writeFile(join(dir, '咨询.csv'), consultations('2015-04-08 10:00:00'))
    await writeFile(join(dir, '说明.csv'), '这不是清单\n')
    const first = await runCommand(DrillObserve, ['--exports', dir, ...argv, '--json'])
    await writeFile(join(dir, '咨询2.csv'), consultations('2015-04-08 10:30:00'))
    const second = await runCommand(DrillObserve, ['--exports', dir, '--final', ...argv])
    const { json } = await runCommand(DrillScore, [...argv, '--json'])
    const of = (requirement: string, n: number) =>
      json?.result.results.find(
        (one: { requirement: string; unit: string }) =>
          one.requirement === requirement && one.unit === county.pack.units[n]?.code,
      )

    expect(first.json?.result).toMatchObject({ lists: 1, seen: 3 })
    expect(first.json?.result.requirements).toMatchObject({ met: 1, missed: 1 })
    expect(of('R4', 0)).toMatchObject({ verdict: 'disputed', computed: 'met', counted: 1 })
    expect(of('R4', 1)).toMatchObject({ verdict: 'missed', counted: 0 })
    expect(of('R5', 0)).toMatchObject({ verdict: 'unchecked', counted: null })
    expect(json?.result.requirements.unchecked).toBeGreaterThan(0)
    expect(second.stderr).toContain('HK-DRILL-131')
    expect(second.stderr).toContain('HK-DRILL-132')
    expect(second.stdout).toContain('无从核对')
  })
})

test('a workspace with nothing but exported lists is scored by what they show, and says what it could not know', async () => {
  const { paths } = await machine.workspace('只有清单')
  const lists = await tempFolder()
  const rows = [1, 2, 3, 4, 5].map((n) => `A${n},国土局,土地登记,张三,2015-04-08 09:0${n}`)
  await writeFile(
    join(lists, '办件.csv'),
    `办件编号,办理单位,事项名称,申请人,申报时间\n${rows.join('\n')}\n`,
  )
  const argv = ['--exports', lists, '--final', '--workspace', paths.root]
  const { stdout, stderr } = await runCommand(DrillObserve, argv)

  expect(stdout).toContain('读了 1 张清单、5 行')
  expect(stdout).toContain('达标 1，逾期 0，未完成 0，不适用 0，有异议 0，无从核对 152')
  expect(stderr).toContain('工作目录里还没有事项')
})

test('a folder of lists that is not there is refused before any drill is begun', async () => {
  const { paths } = await machine.workspace('没有清单')
  const argv = ['--exports', join(paths.root, '没有'), '--workspace', paths.root, '--json']
  const { exitCode, json } = await runCommand(DrillObserve, argv)

  expect([exitCode, json?.error?.code]).toEqual([2, 'HK-DRILL-012'])
  expect(await readdir(paths.runs)).toEqual([])
})

test('a list whose columns nobody knows is read once somebody says what they mean', async () => {
  const { paths } = await machine.workspace('列名各异')
  const lists = await tempFolder()
  const rows = [1, 2, 3, 4, 5].map((n) => `K${n},国土局,2015-04-08 09:0${n}`)
  await writeFile(join(lists, '办件.csv'), `检索标识,经手科局,进件时刻\n${rows.join('\n')}\n`)
  const argv = ['--exports', lists, '--workspace', paths.root]
  const before = await runCommand(DrillObserve, argv)
  const none = await runCommand(DrillObserve, [...argv, '--map', '检索标识=没有的', '--json'])
  expect(none).toMatchObject({ exitCode: 2, json: { error: { code: 'HK-SHEET-034' } } })
  const map = ['检索标识=办件编号', '经手科局=办理单位', '进件时刻=申报时间']
  const after = await runCommand(DrillObserve, [...argv, ...map.flatMap((one) => ['--map', one])])

  expect(before.stderr).toContain('列名：检索标识、经手科局、进件时刻')
  expect(before.stderr).toContain('--map 检索标识=办件编号')
  expect(after.stdout).toContain('读了 1 张清单、5 行')
  expect(after.stdout).toContain('达标 1，')
})
