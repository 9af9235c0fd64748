import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import ProblemAdd from '../../src/commands/problem/add.js'
import ProblemAssign from '../../src/commands/problem/assign.js'
import ProblemClose from '../../src/commands/problem/close.js'
import ProblemExport from '../../src/commands/problem/export.js'
import ProblemImport from '../../src/commands/problem/import.js'
import ProblemList from '../../src/commands/problem/list.js'
import { createRun, runPaths } from '../../src/lib/drill/index.js'
import { Journal } from '../../src/lib/drill/journal/journal.js'
import {
  type FormRow,
  loadForm,
  readBook,
  readForm,
  writeForm,
} from '../../src/lib/sheets/index.js'
import { createWorkspace, type Workspace, writeFileAtomic } from '../../src/lib/workspace/index.js'
import { drillPlan } from '../support/drill.js'
import { type KeptFolder, keptFolder } from '../support/kept-folder.js'
import { runCommand } from '../support/run-command.js'

let home: KeptFolder
let workspace: Workspace
let argv: string[]

beforeAll(async () => {
  home = await keptFolder()
  const settings = { id: '50000000-cccc', notice: 'menghai-2015', region: '532822' }
  workspace = await createWorkspace(join(home.path, '台账'), settings)
  argv = ['--workspace', workspace.paths.root]
  const plan = await drillPlan(1)
  for (const run of ['drill-1', 'drill-2']) {
    const { folder } = await createRun(join(workspace.paths.runs, run), run, plan)
    const { journal } = Journal.open(runPaths(folder).journal, () => 0)
    const by = { kind: 'engine', id: 'hallkit' } as const
    journal.append([{ type: 'run.finished', at: '2015-04-09T17:30:00+08:00', by, data: {} }])
    journal.close()
  }
})

afterAll(() => home.remove())

const list = async (...more: string[]) =>
  (await runCommand(ProblemList, [...argv, ...more, '--json'])).json?.result

test('a problem is entered, assigned and closed, with everybody who said something', async () => {
  const nothing = await runCommand(ProblemAdd, [...argv, '--json'])
  const added = await runCommand(ProblemAdd, [
    ...['预审通过后半日未受理', '--unit', '国土局', '--cause', '受理员外出', '--sort', 'opinion'],
    ...[...argv, '--by', '王某', '--json'],
  ])
  const assigned = await runCommand(ProblemAssign, [
    ...[
      'P001',
      '--owner',
      '张三',
      '--measure',
      '明确AB岗',
      '--due',
      '2015-04-25',
      ...argv,
      '--json',
    ],
  ])
  const badDay = await runCommand(ProblemAssign, ['P001', '--due', '2015-02-30', ...argv, '--json'])
  const unknown = await runCommand(ProblemClose, ['P9', '--because', '好了', ...argv, '--json'])
  const closed = await runCommand(ProblemClose, [
    'P001',
    '--because',
    '复演正常',
    ...argv,
    '--json',
  ])
  const twice = await runCommand(ProblemClose, ['P001', '--because', '复演正常', ...argv, '--json'])
  const again = await runCommand(ProblemClose, ['P001', '--reopen', '--because', '又有', ...argv])

  expect(nothing.json?.error?.code).toBe('HK-PROBLEM-005')
  expect(added.json?.result.problem).toMatchObject({ id: 'P001', sort: 'opinion', owner: null })
  expect(assigned.json?.result.problem).toMatchObject({ owner: '张三', due: '2015-04-25' })
  expect([badDay.json?.error?.code, unknown.json?.error?.code]).toEqual([
    'HK-CAL-002',
    'HK-PROBLEM-002',
  ])
  expect(closed.json?.result.problem.closed).toMatchObject({ because: '复演正常' })
  expect([twice.exitCode, twice.json?.error?.code]).toEqual([2, 'HK-PROBLEM-003'])
  expect(again.stdout).toContain('已重新打开 P001')
})

test('what a drill shows is proposed, entered once, carried over by the next drill, and opened again when it comes back', async () => {
  const before = await list()
  const shown = await runCommand(ProblemList, argv)
  const first = await runCommand(ProblemAdd, ['--proposed', '--run', 'drill-1', ...argv, '--json'])
  const same = await runCommand(ProblemAdd, ['--proposed', '--run', 'drill-1', ...argv, '--json'])
  const { added } = first.json?.result.taken ?? {}
  await runCommand(ProblemClose, [added[0], '--because', '补齐了', ...argv])
  const second = await runCommand(ProblemAdd, ['--proposed', '--run', 'drill-2', ...argv, '--json'])
  const after = await list('--unit', '发改工信局')

  expect(before.proposed.length).toBeGreaterThan(5)
  expect(shown.stdout).toContain('拟列')
  expect(added).toHaveLength(before.proposed.length)
  expect(after.problems[0].found).toBe('2015-04-09')
  expect(same.json?.result.taken).toMatchObject({ added: [], seen: [], reopened: [] })
  expect(second.json?.result.taken).toMatchObject({ added: [], reopened: [added[0]] })
  expect(second.json?.result.taken.seen).toHaveLength(added.length - 1)
  expect(after.problems[0]).toMatchObject({
    runs: ['drill-1', 'drill-2'],
    returned: 1,
    closed: null,
  })
})

test('the register goes out as a sheet and comes back: new rows, changed cells, closed ones', async () => {
  const out = await runCommand(ProblemExport, [...argv, '--json'])
  const refused = await runCommand(ProblemExport, [...argv, '--json'])
  const form = await loadForm('problems')
  const book = await readBook(out.json?.result.path)
  const [sheet] = book.sheets
  const rows: FormRow[] = sheet
    ? readForm(book, sheet, form).records.map(({ values }) => values)
    : []
  const filled = rows.map((row) => {
    if (row['number'] === 'P001')
      return { ...row, state: '已销号', reviewer: '李四', result: '复核无误' }
    return row['number'] === 'P002' ? { ...row, owner: '赵六' } : row
  })
  const more = [
    { fact: '网络时断时续', unit: '县公安局' },
    { fact: '不知何处', unit: '某某局' },
  ]
  const bytes = await writeForm(form, { unit: null, rows: [...filled, ...more], at: new Date(0) })
  const { path } = await writeFileAtomic(join(home.path, '填好.xlsx'), bytes)
  const taken = await runCommand(ProblemImport, [path, ...argv, '--json'])
  const stranger = await runCommand(ProblemImport, [
    join(home.path, '没有.xlsx'),
    ...argv,
    '--json',
  ])

  expect(refused.json?.error?.code).toBe('HK-FORM-001')
  expect(taken.exitCode).toBe(1)
  expect(taken.json?.result).toMatchObject({
    added: [expect.any(String)],
    changed: ['P002'],
    closed: ['P001'],
  })
  expect(taken.json?.result.findings).toMatchObject([{ code: 'HK-PROBLEM-102' }])
  expect(stranger.json?.error?.code).toBe('HK-PROBLEM-004')
  const all = await list('--all')
  expect(all.problems.find((one: { id: string }) => one.id === 'P001').closed).toMatchObject({
    by: '李四',
  })
})

test('a line cut off by a kill is dropped, damage in the middle is refused', async () => {
  const file = join(workspace.paths.root, 'problems.jsonl')
  const whole = await readFile(file, 'utf8')
  await appendFile(file, '{"v":1,"type":"clos')
  const kept = await list('--all')
  await runCommand(ProblemAdd, ['再来一个', ...argv])
  const text = await readFile(file, 'utf8')
  await appendFile(file, '不是一行\n')
  const broken = await runCommand(ProblemList, [...argv, '--json'])

  expect(kept.problems.length).toBeGreaterThan(0)
  expect(text.startsWith(whole)).toBe(true)
  expect(text.split('\n').at(-2)).toContain('再来一个')
  expect(broken.json?.error?.code).toBe('HK-PROBLEM-001')
})
