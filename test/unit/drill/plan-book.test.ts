import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import {
  expandPlan,
  importPlanBook,
  loadDrills,
  type PlayList,
  planBook,
  planHash,
  planSource,
} from '../../../src/lib/drill/index.js'
import { changedKeys } from '../../../src/lib/drill/plan/book/keys.js'
import { readPlanBook } from '../../../src/lib/drill/plan/book/read.js'
import type { PlanBookSource } from '../../../src/lib/drill/plan/book/tables.js'
import { tablesOf } from '../../../src/lib/drill/plan/book/tables.js'
import { settlePack } from '../../../src/lib/drill/plan/settle.js'
import { findings as kinds } from '../../../src/lib/errors/index.js'
import { createWorkspace, type Workspace } from '../../../src/lib/workspace/index.js'
import { planInput } from '../../support/drill.js'
import { type KeptFolder, keptFolder } from '../../support/kept-folder.js'
import { tempFolder } from '../../support/temp-folder.js'

const RUNS = process.env['HALLKIT_LONG'] ? 150 : 4

let source: PlanBookSource
beforeAll(async () => {
  const { pack: notice, plays, scripts, items } = await planInput(2)
  const roles = new Map([
    ['approver', '审批人'],
    ['inspector', '效能监督员（县级）'],
  ])
  source = { notice, plays, scripts, items, roles }
})

async function written(of: PlanBookSource): Promise<string> {
  const file = join(await tempFolder(), '计划.xlsx')
  await writeFile(file, await planBook(of, new Date(0)))
  return file
}

const span = fc.constantFrom('30m', '2h', '90m')
const hours = fc.constantFrom<[string, string][]>(
  [['08:30', '12:00']],
  [
    ['09:00', '11:30'],
    ['14:00', '17:00'],
  ],
)

/** Any plan that the workbook can show. */
function plans({ notice, plays }: PlanBookSource): fc.Arbitrary<PlayList> {
  const batch = fc.constantFrom(...notice.batches.map(({ id }) => id))
  const unit = fc.constantFrom(...notice.units.slice(0, 3).map(({ short }) => short))
  const dayOf = (n: number) => `2015-04-${String(8 + n).padStart(2, '0')}`
  const batches = fc
    .uniqueArray(fc.record({ id: batch, day: fc.nat(20).map(dayOf), windows: hours }), {
      maxLength: 3,
      selector: ({ id, day }) => `${id} ${day}`,
    })
    .map((list) => list.toSorted((a, b) => (`${a.id} ${a.day}` < `${b.id} ${b.day}` ? -1 : 1)))
  const units = fc.uniqueArray(
    fc.record({
      unit,
      batch,
      times: fc.dictionary(
        fc.constantFrom('info', 'service', 'invest'),
        fc.integer({ min: 5, max: 9 }),
      ),
    }),
    { maxLength: 2, selector: (one) => one.unit },
  )
  const rule = fc.record(
    {
      role: fc.constantFrom('approver', 'inspector'),
      batch,
      unit,
      by: fc.constantFrom('human' as const, 'robot' as const),
      understudy: span,
    },
    { requiredKeys: ['by'] },
  )
  const exempt = fc.uniqueArray(
    fc.record({
      requirement: fc.constantFrom('R1', 'R4'),
      unit,
      because: fc.constantFrom('机构撤并', '=1+1 不是公式'),
    }),
    { maxLength: 2, selector: (one) => `${one.unit} ${one.requirement}` },
  )
  return fc
    .record({ batches, units, cast: fc.array(rule, { maxLength: 3 }), exempt })
    .map((keys) => ({ ...plays, ...keys }))
}

test(`a workbook that nobody edited says the same plan (${RUNS} random plans)`, {
  timeout: 600_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(plans(source), async (plays) => {
      const of = { ...source, plays }
      const { tables, findings } = await readPlanBook(await written(of), of)
      expect(findings).toEqual([])
      expect(tables).toEqual(tablesOf(of))
      expect(changedKeys(of, tables)).toEqual({})
    }),
    { numRuns: RUNS, seed: 20150408 },
  )
})

describe('in a workspace', () => {
  let kept: KeptFolder
  let workspace: Workspace
  let book: string
  const sheets = {
    windows: '演练批次与时间',
    units: '各单位演练任务',
    cast: '角色由谁办',
    exempt: '不适用的要求',
  }

  beforeAll(async () => {
    kept = await keptFolder()
    workspace = await createWorkspace(join(kept.path, 'w'), {
      id: 'plan',
      notice: 'menghai-2015',
      region: '532822',
    })
    await mkdir(workspace.paths.drills, { recursive: true })
    await writeFile(
      join(workspace.paths.drills, 'plan.yaml'),
      'drill: 1\n# 州里定的\nlate: count\nunits: [{ unit: 国土局, times: { supervise: 2 } }]\n',
    )
    book = join(kept.path, '计划.xlsx')
    await writeFile(book, await planBook(await planSource(workspace), new Date(0)))
  })

  afterAll(() => kept.remove())

  /** A copy with cells set: sheet, row after the header (from 1), header of the column, text. */
  async function edited(...edits: [keyof typeof sheets, number, string, string | number | null][]) {
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(book)
    for (const [name, row, header, value] of edits) {
      const sheet = workbook.getWorksheet(sheets[name])
      if (!sheet) throw new Error(name)
      const { top, column } = placeOf(sheet, header)
      sheet.getCell(top + row, column).value = value
    }
    const file = join(await tempFolder(), '改.xlsx')
    await workbook.xlsx.writeFile(file)
    return file
  }

  function placeOf(sheet: ExcelJS.Worksheet, header: string) {
    let place: { top: number; column: number } | null = null
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        const top = Number(cell.row) + (cell.isMerged ? 1 : 0)
        if (cell.value === header) place ??= { top, column: Number(cell.col) }
      }),
    )
    if (place === null) throw new Error(header)
    return place as { top: number; column: number }
  }

  const plan = () => readFile(join(workspace.paths.drills, 'plan.yaml'), 'utf8')

  test('nothing edited, nothing written', async () => {
    const before = await plan()
    expect(await importPlanBook(workspace, book, false)).toEqual({
      file: null,
      changes: [],
      findings: [],
    })
    expect(await plan()).toBe(before)
  })

  test('what cannot be taken is told by sheet, row and column with what would do, and nothing is written', async () => {
    const before = await plan()
    const file = await edited(
      ['windows', 1, '日期', '四月八日'],
      ['windows', 2, '开始', '11:00'],
      ['windows', 3, '结束', '25:70'],
      ['units', 2, '批次', '第三批'],
      ['units', 4, '信息管理与发布', 2],
      ['units', 3, '单位', '国土局'],
      ['cast', 1, '由谁办', '人'],
      ['cast', 1, '多久未办由机器人替', '一会儿'],
      ['exempt', 1, '单位', '残联'],
      ['exempt', 1, '要求', 'R2 网上办事申报不少于5件'],
    )
    const { file: to, findings } = await importPlanBook(workspace, file, false)
    const said = findings.map(({ params, sheet, row, column }) => {
      const { what, expected } = params as { what: string; expected: string[] }
      return `${what} ${sheet} ${row ?? ''} ${column} ${expected[0] ?? ''}`.trim()
    })

    expect(to).toBeNull()
    expect(kinds['HK-DRILL-141'].level).toBe('error')
    expect(said.sort()).toEqual(
      [
        'day 演练批次与时间 7 日期',
        'time 演练批次与时间 9 结束',
        'unknown 各单位演练任务 9 批次 第一批（投资项目单位）',
        'twice 各单位演练任务 10 单位',
        'quota 各单位演练任务 11 演练次数·信息管理与发布 3',
        'span 角色由谁办 7 多久未办由机器人替',
        'empty 不适用的要求 7 理由',
      ].sort(),
    )
    expect(await plan()).toBe(before)
  })

  test('edited cells change exactly what they say; comments, other keys and what goes by the notice stay', async () => {
    const file = await edited(
      ['windows', 2, '结束', '18：00'],
      ['units', 3, '批次', '第二批（通用审批单位）'],
      ['units', 1, '网上办事', 8],
      ['cast', 1, '角色', '审批人'],
      ['cast', 1, '由谁办', '人'],
      ['cast', 1, '多久未办由机器人替', '2 小时'],
      ['exempt', 1, '单位', '残联'],
      ['exempt', 1, '要求', 'R1'],
      ['exempt', 1, '理由', '无门户栏目'],
    )
    const { changes } = await importPlanBook(workspace, file, false)
    expect(changes).toEqual([
      {
        sheet: 'windows',
        name: '第一批（投资项目单位）',
        from: '2015-04-08 08:30—12:00、2015-04-08 15:00—17:30',
        to: '2015-04-08 08:30—12:00、2015-04-08 15:00—18:00',
      },
      { sheet: 'units', name: '发改工信局 网上办事', from: expect.any(String), to: '8' },
      {
        sheet: 'units',
        name: '住建局',
        from: '第一批（投资项目单位）',
        to: '第二批（通用审批单位）',
      },
      { sheet: 'cast', name: '1', from: null, to: '审批人 人 2小时' },
      { sheet: 'exempt', name: '残联 R1 每个栏目发布信息不少于3条', from: null, to: '无门户栏目' },
    ])
    const text = await plan()
    expect(text).toContain('# 州里定的\nlate: count\n')
    const { plays } = await loadDrills(
      join(templatesDir(), 'drills'),
      join(workspace.paths.drills, 'plan.yaml'),
    )
    expect(plays).toMatchObject({
      late: 'count',
      units: [
        { unit: '发改工信局', times: { service: 8 } },
        { unit: '国土局', times: { supervise: 2 } },
        { unit: '住建局', batch: 'b2' },
      ],
      cast: [{ role: 'approver', by: 'human', understudy: '2h' }],
      exempt: [{ requirement: 'R1', unit: '残联', because: '无门户栏目' }],
    })
    expect(plays.batches).toHaveLength(2)
    expect(plays.batches?.[0]?.windows[1]).toEqual(['15:00', '18:00'])
  })

  test('a file that is no plan is refused', async () => {
    const csv = join(await tempFolder(), '别的.csv')
    await writeFile(csv, '姓名,电话\n张三,1\n')
    await expect(importPlanBook(workspace, csv, false)).rejects.toMatchObject({
      code: 'HK-DRILL-016',
    })
  })
})

test('units play as often, and in the batch, that the plan says; never less than the notice', async () => {
  const input = await planInput(2)
  const [first, second] = input.pack.units
  const set = (units: PlayList['units']) => {
    const plays = { ...input.plays, units }
    return expandPlan({ ...input, plays, pack: settlePack(input.pack, plays) }).plan
  }
  const cases = (plan: ReturnType<typeof set>, script: string, unit = '') =>
    plan.rounds.filter((round) => round.script === script && round.unit === unit).length

  const plan = set([
    { unit: first?.short ?? '', times: { service: 7 } },
    { unit: second?.name ?? '', batch: 'b2' },
  ])
  expect(cases(plan, 'online-case', first?.code)).toBe(7)
  expect(cases(plan, 'invest-project', second?.code)).toBe(0)
  expect(plan.units.find(({ code }) => code === second?.code)?.batch).toBe('b2')
  expect(() => set([{ unit: first?.short ?? '', times: { service: 4 } }])).toThrowError(
    expect.objectContaining({
      code: 'HK-DRILL-015',
      params: expect.objectContaining({
        clause: '海政办发〔2015〕22号 三（二）1',
        theirs: '5',
        mine: '4',
      }),
    }),
  )
  expect(planHash(set([]))).toBe(planHash(expandPlan(input).plan))
})

test('a batch of two days opens on both', async () => {
  const input = await planInput(1)
  const day = (d: string) => ({
    id: 'b1',
    day: d,
    windows: [['08:30', '12:00'] as [string, string]],
  })
  const plays = { ...input.plays, batches: [day('2015-04-10'), day('2015-04-08')] }
  const { plan } = expandPlan({ ...input, plays, pack: settlePack(input.pack, plays) })
  expect(plan.batches[0]?.windows.map(({ from }) => from.slice(0, 16))).toEqual([
    '2015-04-08T08:30',
    '2015-04-10T08:30',
  ])
})
