import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import DrillImport from '../../src/commands/drill/import.js'
import DrillLint from '../../src/commands/drill/lint.js'
import DrillNew from '../../src/commands/drill/new.js'
import DrillPapers from '../../src/commands/drill/papers.js'
import DrillPlan from '../../src/commands/drill/plan.js'
import DrillStatus from '../../src/commands/drill/status.js'
import Inbox from '../../src/commands/inbox.js'
import { openDrill, planHash } from '../../src/lib/drill/index.js'
import { readBook } from '../../src/lib/sheets/index.js'
import { type OwnMachine, ownMachine } from '../support/own-machine.js'
import { runCommand } from '../support/run-command.js'

const inbox = fileURLToPath(new URL('../../fixtures/menghai/inbox', import.meta.url))
let machine: OwnMachine

beforeAll(async () => {
  machine = await ownMachine()
})

afterAll(() => machine.leave())

/** Types into a cell, as an office would. */
async function setCell(file: string, sheet: string, cell: string, text: string): Promise<void> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(file)
  const to = workbook.getWorksheet(sheet)?.getCell(cell)
  if (!to) throw new Error(sheet)
  to.value = text
  await workbook.xlsx.writeFile(file)
}

describe('drill plan', () => {
  let dir = ''

  beforeAll(async () => {
    dir = (await machine.workspace('全县')).paths.root
    await runCommand(Inbox, [inbox, '--workspace', dir])
  })

  test('what was changed since a run locked its plan is named, and the run keeps its own; a new one takes it', async () => {
    const own = await machine.workspace('改了计划')
    await cp(join(dir, '.hallkit'), join(own.paths.root, '.hallkit'), { recursive: true })
    const at = ['--workspace', own.paths.root]
    await runCommand(DrillNew, at)
    const { plan } = await openDrill(own, { name: null, seed: 1 })
    const before = await runCommand(DrillStatus, [...at, '--json'])
    const file = join(own.paths.drills, 'plan.yaml')
    await writeFile(file, (await readFile(file, 'utf8')).replace('late: 0.6', 'late: 0.5'))
    const after = await runCommand(DrillStatus, [...at, '--json'])
    const told = await runCommand(DrillStatus, at)
    await writeFile(file, 'drill: [') // what cannot be read is another plan too, and stops nobody
    const broken = await runCommand(DrillStatus, [...at, '--json'])

    expect([before.exitCode, before.json?.result.findings]).toEqual([0, []])
    const changed = [{ code: 'HK-DRILL-112', params: { run: 'drill-1', changed: ['plan'] } }]
    for (const { json } of [after, broken]) expect(json?.result.findings).toMatchObject(changed)
    expect(told.stderr).toContain(
      '演练 drill-1 的计划锁定以后，演练计划（drills/plan.yaml）有改动；这一次仍按锁定的计划进行',
    )
    expect(told.stderr).toContain('hallkit drill run --new')

    await rm(file)
    const same = await openDrill(own, { name: null, seed: 1 })
    const other = await openDrill(own, { name: null, seed: 1, isNew: true })
    expect([same.run, planHash(same.plan), other.run]).toEqual([
      'drill-1',
      planHash(plan),
      'drill-2',
    ])
  })

  test('says how much each of the 28 units has to do, and that it fits', async () => {
    const { stdout, stderr, exitCode } = await runCommand(DrillPlan, ['--workspace', dir])

    expect(exitCode).toBe(0)
    expect(stdout).toContain('单位\t批次\t信息管理与发布\t网上办事\t投资审批\t效能监督')
    expect(stdout).toMatch(/国土局\t第一批（投资项目单位）\t6\t5\t5\t2\t/)
    expect(stdout).toMatch(/地震局\t第一批（投资项目单位）\t6\t0\t0\t2\t/)
    expect(stdout).toContain('开放时间内排得下')
    expect(stderr).toContain('HK-DRILL-105')
  })

  test('gives the flat timetable under --json, the same for the same seed', async () => {
    const argv = ['--workspace', dir, '--json', '--seed', '7']
    const [one, again] = [await runCommand(DrillPlan, argv), await runCommand(DrillPlan, argv)]
    const { units, steps, left, exempt } = one.json?.result ?? {}

    expect(again.stdout).toBe(one.stdout)
    expect([units.length, left, exempt.length]).toEqual([28, [], 3])
    expect(steps.length).toBeGreaterThan(3000)
  })

  test('says who has more to do than the hours hold, and what would fit', async () => {
    const plan = join(dir, 'drills', 'plan.yaml')
    const hours = 'windows: [["08:30", "10:00"]]'
    await writeFile(
      plan,
      `drill: 1\nbatches: [{ id: b1, day: 2015-04-08, ${hours} }, { id: b2, day: 2015-04-09, ${hours} }]\n`,
    )
    const { json, exitCode } = await runCommand(DrillPlan, ['--workspace', dir, '--json'])
    await rm(plan)

    expect(exitCode).toBe(1)
    expect(json?.result.overloads.length).toBeGreaterThan(0)
    const [first] = json?.result.overloads ?? []
    expect(Object.values(first.fits).some((way) => way !== null)).toBe(true)
    for (const { steps, minutes, open, fits } of json?.result.overloads ?? []) {
      expect([steps > 0, minutes > 0, open]).toEqual([true, true, 90])
      expect(Object.keys(fits)).toEqual(['people', 'windows', 'rounds', 'move'])
    }
  })

  test('goes by the plan file that drill new wrote, checked by lint with the place of a slip', async () => {
    const own = (await machine.workspace('自排计划的县')).paths
    const argv = ['--workspace', own.root, '--json']
    const made = await runCommand(DrillNew, [
      ...['--from', '2026-12-01', '--human', 'approver', '--understudy', '2h'],
      ...['--also', 'duties', ...argv],
    ])
    const strange = await runCommand(DrillNew, [...argv, '--force', '--also', 'dutys'])
    const again = await runCommand(DrillNew, argv)
    const lint = await runCommand(DrillLint, argv)
    const text = await readFile(made.json?.result.file, 'utf8')
    await writeFile(made.json?.result.file, text.replace('late:', 'lates:'))
    const slip = await runCommand(DrillLint, argv)

    expect(text).toContain('day: 2026-12-01')
    expect(text).toContain('day: 2026-12-02')
    expect(text).toContain('- script: duties')
    expect([strange.exitCode, strange.json?.error?.suggestions.join()]).toEqual([
      2,
      expect.stringContaining('duties'),
    ])
    expect([again.exitCode, again.json?.error?.code]).toEqual([2, 'HK-DRILL-013'])
    expect([lint.exitCode, lint.json?.result.plan]).toEqual([0, made.json?.result.file])
    expect([slip.exitCode, slip.json?.error?.message]).toEqual([
      2,
      expect.stringMatching(/plan\.yaml:\d+:\d+/),
    ])
    expect(slip.json?.error?.suggestions.join()).toContain('late')
  })

  test('is written as a workbook and read back; only what was edited changes the plan', async () => {
    const own = (await machine.workspace('工作簿的县')).paths
    const argv = ['--workspace', own.root, '--json']
    const file = join(machine.home, '计划.xlsx')
    const made = await runCommand(DrillNew, [...argv, '--output', file])
    const again = await runCommand(DrillNew, [...argv, '--output', file])
    const same = await runCommand(DrillImport, [file, ...argv])
    await setCell(file, '演练批次与时间', 'D10', '18:00')
    const dry = await runCommand(DrillImport, [file, '--workspace', own.root, '--dry-run'])
    const read = await runCommand(DrillImport, [file, ...argv])
    await setCell(file, '各单位演练任务', 'B9', '第三批')
    const wrong = await runCommand(DrillImport, [file, ...argv])

    expect([made.json?.result.file, again.json?.error?.code]).toEqual([file, 'HK-FORM-001'])
    expect(same.json?.result).toEqual({ file: null, changes: [], findings: [] })
    expect(dry.stdout).toContain('改动 1 处，没有写入')
    expect(read.json?.result).toMatchObject({ changes: [{ sheet: 'windows' }] })
    expect(await readFile(read.json?.result.file, 'utf8')).toContain('18:00')
    expect(wrong.exitCode).toBe(1)
    expect(wrong.json?.result.findings).toMatchObject([
      { code: 'HK-DRILL-141', sheet: '各单位演练任务', row: 9, column: '批次', cell: 'B9' },
    ])
  })

  test('is printed as papers: process record, task slips, attendance sheet', async () => {
    const out = join(machine.home, '用表')
    const argv = ['--workspace', dir, '--out', out, '--unit', '残联']
    const { json } = await runCommand(DrillPapers, [...argv, '--json'])
    const slips = await runCommand(DrillPapers, [...argv, '--only', 'slips'])

    expect(json?.result.files).toEqual(
      ['残联-演练过程记录表.docx', '残联-任务单.docx', '签到表.docx'].map((name) =>
        join(out, name),
      ),
    )
    expect(slips.stdout).toContain('已写出 1 份')
    const { sheets } = await readBook(join(out, '残联-演练过程记录表.docx'))
    expect(sheets.flatMap(({ rows }) => rows).length).toBeGreaterThan(48)
  })

  test('shows one unit its own timetable, and near names for an unknown one', async () => {
    const { stdout } = await runCommand(DrillPlan, ['--workspace', dir, '--unit', '国土局'])
    const wrong = await runCommand(DrillPlan, ['--workspace', dir, '--unit', '国土', '--json'])

    expect(stdout).toMatch(/04-08 08:30:00\t08:\d\d:[03]0\t申请人（演练角色）\t\S+\t网上申报\t/)
    expect([wrong.exitCode, wrong.json?.error?.code]).toEqual([2, 'HK-DRILL-005'])
    expect(wrong.json?.error?.suggestions.join()).toContain('国土局')
  })
})
