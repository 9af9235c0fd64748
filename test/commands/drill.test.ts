import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import DrillCleanup from '../../src/commands/drill/cleanup.js'
import DrillDiff from '../../src/commands/drill/diff.js'
import DrillExport from '../../src/commands/drill/export.js'
import DrillNote from '../../src/commands/drill/note.js'
import DrillRun from '../../src/commands/drill/run.js'
import DrillScore from '../../src/commands/drill/score.js'
import DrillStatus from '../../src/commands/drill/status.js'
import DrillVerify from '../../src/commands/drill/verify.js'
import DrillWatch from '../../src/commands/drill/watch.js'
import DrillWhy from '../../src/commands/drill/why.js'
import { createRun, expandPlan } from '../../src/lib/drill/index.js'
import { readBook } from '../../src/lib/sheets/index.js'
import type { Workspace } from '../../src/lib/workspace/index.js'
import { furnishCounty, planInput } from '../support/drill.js'
import { startTestHall, type TestHall } from '../support/hall.js'
import { type OwnMachine, ownMachine } from '../support/own-machine.js'
import { runCommand } from '../support/run-command.js'

let machine: OwnMachine

beforeAll(async () => {
  machine = await ownMachine()
})

afterAll(() => machine.leave())

describe('a run', () => {
  let hall: TestHall
  let workspace: Workspace
  let argv: string[] = []
  let inHall: readonly string[] = []

  beforeAll(async () => {
    const county = await planInput(1)
    hall = await startTestHall()
    await furnishCounty(await hall.connect(), county)
    workspace = await machine.workspace('两家')
    const [first] = county.pack.units
    const mix = { s6: 1, s9: 1 }
    const duties = { script: 'duties', units: [first?.short ?? ''], times: 'mix' as const, mix }
    const play = [...county.plays.play, { ...duties, each: ['unit' as const] }]
    const { plan } = expandPlan({ ...county, plays: { ...county.plays, play } })
    await createRun(join(workspace.paths.runs, 'drill-1'), 'drill-1', plan)
    inHall = await machine.admit(workspace, county.mapping.users, hall.url)
    argv = ['--workspace', workspace.paths.root]
  })

  afterAll(() => hall.close())

  test('that was planned but never begun says so, and what to do next', async () => {
    const { stdout, stderr } = await runCommand(DrillStatus, argv)

    expect(stdout).toContain('演练 drill-1：未开始')
    expect(stderr).toContain('hallkit drill run drill-1')
  })

  test('without a hall is refused before anything happens', async () => {
    const { exitCode, json } = await runCommand(DrillRun, [...argv, '--json'])

    expect([exitCode, json?.error?.code]).toEqual([2, 'HK-DRILL-007'])
  })

  test('plays in the hall and meets its requirements', async () => {
    const dry = await runCommand(DrillRun, ['drill-1', ...argv, ...inHall, '--dry', '--json'])
    const over = await runCommand(DrillRun, [
      ...['drill-1', ...argv, ...inHall, '--clock', 'real', '--json'],
    ])
    const none = await runCommand(DrillRun, [
      ...['drill-1', ...argv, ...inHall, '--clock', 'fast', '--json'],
    ])
    const { exitCode, json } = await runCommand(DrillRun, ['drill-1', ...argv, ...inHall, '--json'])

    expect([dry.exitCode, dry.json?.result.steps]).toMatchObject([0, { done: 0 }])
    expect([over.exitCode, over.json?.error?.code]).toEqual([2, 'HK-DRILL-009'])
    expect([none.exitCode, none.json?.error?.code]).toEqual([2, 'HK-DRILL-011'])
    expect(exitCode).toBe(0)
    expect(json?.result.steps.done).toBe(json?.result.steps.total)
    const [n, text] = [expect.any(Number), expect.any(String)]
    expect(json?.result).toEqual({
      ...{ run: 'drill-1', plan: text },
      steps: { total: n, done: n, failed: 0, unknown: 0, skipped: 0, waiting: 0 },
      requirements: { met: 10, late: 0, missed: 0, exempt: 1, disputed: 0 },
      units: [
        { code: text, name: '勐海县发展改革和工业信息化局', grade: '优秀', score: 100, missed: [] },
        { code: text, name: '勐海县公安局', grade: '优秀', score: 100, missed: [] },
      ],
      ...{ cards: { warning: n, yellow: n, red: n }, journal: { events: n, head: text } },
    })
  })

  test('that ended shows its state, its verdicts, and the lines behind one', async () => {
    const status = await runCommand(DrillStatus, [...argv, '--json'])
    const score = await runCommand(DrillScore, [...argv, '--unit', '公安局'])
    const whole = await runCommand(DrillScore, [...argv, '--json'])
    const why = await runCommand(DrillWhy, ['R5', '公安局', ...argv, '--json'])
    const told = await runCommand(DrillWhy, ['R2', '公安局', ...argv])

    expect(whole.json?.result.results).toHaveLength(11)
    expect(status.json?.result).toMatchObject({ run: 'drill-1', state: 'finished' })
    expect(score.stdout).toContain(
      '公安局\tR2 网上办事申报不少于5件\t-\t-\t5\t不适用\t三（二）1\t该单位没有达到三级',
    )
    const [verdict] = why.json?.result.verdicts ?? []
    expect(verdict.proofs.map((line: { seq: number }) => line.seq)).toEqual(verdict.result.evidence)
    expect(verdict.proofs[0].data.event).toBe('complaint.published')
    expect(told.stdout).toContain('该单位没有达到三级办理深度')
    const words = await runCommand(DrillWhy, ['R5', '公安局', ...argv])
    expect(words.stdout).toContain('发布答复 complaint/publish@')
  })

  test('that tried what the hall has to refuse tells what came of it, and the lines behind', async () => {
    const whole = await runCommand(DrillScore, [...argv, '--json'])
    const told = await runCommand(DrillScore, argv)
    const why = await runCommand(DrillWhy, ['S6', '发改工信局', ...argv, '--json'])
    const words = await runCommand(DrillWhy, ['S6', '发改工信局', ...argv])

    expect(whole.json?.result.trials).toMatchObject([
      { rule: 'S6', verdict: 'refused', code: 'sod' },
      { rule: 'S9', verdict: 'refused' },
    ])
    expect(told.stdout).toContain('应被拒绝的动作 2 个：大厅已拒绝 2，未拒绝 0，没有试成 0')
    expect(why.json?.result.trials[0].proofs.map(({ type }: { type: string }) => type)).toEqual([
      'step.intent',
      'step.done',
    ])
    expect(words.stdout).toMatch(/^S6 {2}\S+ {2}已拒绝：须由两名以上工作人员进行/)
  })

  test('is watched from another terminal, and told event by event to programs', async () => {
    const watch = await runCommand(DrillWatch, ['drill-1', ...argv])
    const told = await runCommand(DrillWatch, ['drill-1', ...argv, '--json'])
    const flags = [...inHall, '--events']
    const events = await runCommand(DrillRun, ['drill-1', ...argv, ...flags])

    expect(watch.stderr).toContain('04-08 08:30  开演\n')
    expect(watch.stderr).toContain('04-09 17:30  演练结束\n')
    expect(watch.stdout).toMatch(/^演练时间 04-09 17:30 {2}完成 (\d+)\/\1\n$/)
    expect(told.json?.result).toMatchObject({ state: 'finished', waiting: 0, failed: 0 })
    const kinds = events.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).kind)
    expect(kinds).toEqual(['result']) // a run that is over has nothing more to tell
  })

  test('is seen again from its journal at its own times, and nothing is written anywhere for it', async () => {
    const files = () =>
      Promise.all(
        ['journal.jsonl', 'plan.lock.json'].map((name) =>
          readFile(join(workspace.paths.runs, 'drill-1', name), 'utf8'),
        ),
      )
    const before = [await files(), await readdir(join(workspace.paths.runs, 'drill-1'))]
    const watch = await runCommand(DrillWatch, ['drill-1', ...argv])
    const again = await runCommand(DrillWatch, ['drill-1', '--replay', '1000000', ...argv])
    const never = await runCommand(DrillWatch, ['drill-1', '--replay', '0', ...argv])

    expect([again.exitCode, again.stdout, again.stderr]).toEqual([0, watch.stdout, watch.stderr])
    expect(never.exitCode).toBe(2)
    expect([await files(), await readdir(join(workspace.paths.runs, 'drill-1'))]).toEqual(before)
  })

  test('is compared with another, exported for three readers, and cleaned up', async () => {
    const { runs } = workspace.paths
    const note = ['=1+1', '--run', 'drill-1', '--by', '=cmd', ...argv]
    await runCommand(DrillNote, note)
    const { plan } = expandPlan(await planInput(1))
    await createRun(join(runs, 'drill-2'), 'drill-2', plan)
    const diff = await runCommand(DrillDiff, ['drill-1', 'drill-2', ...argv, '--json'])
    const same = await runCommand(DrillDiff, ['drill-1', 'drill-1', ...argv])
    expect([diff.exitCode, same.exitCode, same.stdout]).toEqual([1, 0, '两次完全一样。\n'])
    expect(diff.json?.result.differences).toContainEqual(
      expect.objectContaining({ sort: 'requirement', before: 'met', after: 'missed' }),
    )

    const files = new Map<string, string>()
    for (const as of ['xlsx', 'junit', 'ics']) {
      const { json } = await runCommand(DrillExport, ['drill-1', '--as', as, ...argv, '--json'])
      files.set(as, json?.result.file)
    }
    const xml = await readFile(files.get('junit') ?? '', 'utf8')
    expect(xml).toMatch(/<testcase classname="[^"]+" name="R1 通知公告 [^"]+"\/>/)
    expect(xml.match(/<skipped/g)).toHaveLength(1)
    const calendar = await readFile(files.get('ics') ?? '', 'utf8')
    expect(calendar).toContain('DTSTART:20150408T003000Z\r\n')
    expect(Math.max(...calendar.split('\r\n').map((line) => Buffer.byteLength(line)))).toBe(75)
    const book = await readBook(files.get('xlsx') ?? '')
    const cells = book.sheets.flatMap(({ rows }) => rows.flatMap(({ cells: own }) => own))
    expect(book.sheets.map(({ name }) => name)).toEqual(['结论', '单位', '日志'])
    expect(cells).toContain("'=cmd") // no spreadsheet takes a person's name for a formula

    const flags = ['drill-1', ...argv, ...inHall, '--json']
    const asked = await runCommand(DrillCleanup, flags)
    const dry = await runCommand(DrillCleanup, [...flags, '--dry-run'])
    const done = await runCommand(DrillCleanup, [...flags, '--yes'])
    expect(asked.json?.error?.code).toBe('HK-USAGE-006')
    expect(dry.json?.result.counts).toEqual(done.json?.result.counts)
    expect(done.json?.result.counts).toMatchObject({ left: 0, gone: 0 })
  })

  test('whose journal was touched in the middle is refused with the line', async () => {
    const good = await runCommand(DrillVerify, argv)
    const told = await runCommand(DrillVerify, [...argv, '--json'])
    const file = join(workspace.paths.runs, 'drill-1', 'journal.jsonl')
    await writeFile(file, (await readFile(file, 'utf8')).replace('准予许可', '不予许可'))
    const bad = await runCommand(DrillVerify, [...argv, '--json'])

    expect([good.exitCode, good.stdout]).toEqual([0, expect.stringContaining('日志完整')])
    expect(told.json?.result).toMatchObject({ run: 'drill-1', torn: false })
    expect([bad.exitCode, bad.json?.error?.code]).toEqual([2, 'HK-DRILL-003'])
  })
})
