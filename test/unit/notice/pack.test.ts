import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import { compile } from '../../../src/lib/expr/index.js'
import { loadHallRules } from '../../../src/lib/hall/index.js'
import {
  applyOverrides,
  lintPack,
  listPacks,
  loadPack,
  workingDue,
} from '../../../src/lib/notice/index.js'

async function copyOfTemplates(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hallkit-notice-'))
  await cp(templatesDir(), folder, { recursive: true })
  return folder
}

/** A copy of the templates with one place of a pack's file changed. */
async function withChange(file: string, from: string, to: string): Promise<string> {
  const folder = await copyOfTemplates()
  const path = join(folder, 'notices', 'menghai-2015', file)
  const text = await readFile(path, 'utf8')
  expect(text).toContain(from)
  await writeFile(path, text.replace(from, to))
  return folder
}

describe('the menghai-2015 pack', () => {
  test('holds the figures of the notice', async () => {
    const pack = await loadPack('menghai-2015')
    expect(pack).toMatchObject({ number: '海政办发〔2015〕22号', issued: '2015-04-03' })
    expect(pack.units).toHaveLength(28)
    expect(pack.batches.map(({ id, day, windows }) => ({ id, day, windows }))).toEqual([
      {
        id: 'b1',
        day: '2015-04-08',
        windows: [
          ['08:30', '12:00'],
          ['15:00', '17:30'],
        ],
      },
      {
        id: 'b2',
        day: '2015-04-09',
        windows: [
          ['08:30', '12:00'],
          ['15:00', '17:30'],
        ],
      },
    ])
    expect(pack.themes.map((theme) => theme.title)).toEqual([
      '信息管理与发布',
      '网上办事',
      '投资审批',
      '效能监督',
    ])
    expect(pack.columns).toEqual(['通知公告', '工作动态'])
    expect(
      pack.requirements.map((r) => [r.id, r.counts, r.atLeast, r.batches.join(), r.inferred]),
    ).toEqual([
      ['R1', 'article.published', 3, 'b1,b2', false],
      ['R2', 'case.submitted', 5, 'b1,b2', false],
      ['R3', 'project.submitted', 5, 'b1', true],
      ['R4', 'consultation.published', 1, 'b1,b2', true],
      ['R5', 'complaint.published', 1, 'b1,b2', true],
    ])
    expect(pack.participants).toMatchObject({ min: 1, max: 4 })
    expect(pack.roles.find((duty) => duty.role === 'coordinator')).toMatchObject({ min: 1, max: 1 })
    expect(pack.reports[0]?.headings).toEqual([
      '演练进程',
      '结果与结论',
      '需修改完善的业务流程和系统功能',
      '发现问题和措施建议',
    ])
  })

  test('owes the fifteen things of the notice, each with its clause', async () => {
    const { obligations } = await loadPack('menghai-2015')
    expect(obligations).toHaveLength(15)
    expect(obligations.every((one) => one.clause !== '')).toBe(true)
    expect(obligations.find((one) => one.form === 'items')?.due).toBe('2015-04-10')
  })

  test('marks the unit list as ours', async () => {
    const { unitsSource, office } = await loadPack('menghai-2015')
    expect(unitsSource.inferred).toBe(true)
    expect(office.inferred).toBe(true)
  })

  test('counts only events that the workflows of the hall have', async () => {
    const { workflows } = await loadHallRules(templatesDir())
    const events = Object.values(workflows).flatMap((flow) =>
      [...Object.values(flow.start), ...Object.values(flow.actions)].map(
        (rule) => `${flow.kind}.${rule.event}`,
      ),
    )
    const { requirements } = await loadPack('menghai-2015')
    for (const { counts } of requirements) expect(events).toContain(counts)
  })

  test('only approval items at depth 3 count, and a unit without any is exempt', async () => {
    const { requirements } = await loadPack('menghai-2015')
    const { where, exempt } = requirements.find((one) => one.id === 'R2') ?? {}
    const source = { file: 'notice.yaml', line: 1 }
    const counts = compile(where ?? '', source)
    const isExempt = compile(exempt?.when ?? '', source)
    const item = (code: string | null, depth: number | null) => ({ type: { code }, depth })
    expect(counts.test({ item: item('01', 3) })).toBe(true)
    expect(counts.test({ item: item('11', 4) })).toBe(true)
    expect(counts.test({ item: item('01', 2) })).toBe(false)
    expect(counts.test({ item: item('01', null) })).toBe(false)
    expect(counts.test({ item: item('20', 3) })).toBe(false)
    expect(counts.test({ item: item(null, 3) })).toBe(false)
    expect(isExempt.test({ unit: {}, items: [] })).toBe(true)
    expect(isExempt.test({ unit: {}, items: [item('20', 4), item('01', 2)] })).toBe(true)
    expect(isExempt.test({ unit: {}, items: [item('20', 4), item('01', 3)] })).toBe(false)
  })

  test('is listed', async () => {
    expect(await listPacks()).toContainEqual(
      expect.objectContaining({ id: 'menghai-2015', units: 28, batches: 2 }),
    )
  })
})

describe('contradictions of a notice', () => {
  test('both real ones of menghai-2015 are found, and its three absent annexes', async () => {
    const findings = lintPack(await loadPack('menghai-2015'))
    const codes = findings.map((finding) => finding.code)
    expect(codes.filter((code) => code === 'HK-NOTICE-103')).toHaveLength(3)
    expect(findings).toContainEqual(
      expect.objectContaining({
        code: 'HK-NOTICE-102',
        params: expect.objectContaining({ due: '2015-04-10', neededBy: '2015-04-08' }),
      }),
    )
    expect(findings).toContainEqual(
      expect.objectContaining({
        code: 'HK-NOTICE-101',
        params: expect.objectContaining({ due: '2015-03-30', issued: '2015-04-03' }),
      }),
    )
  })

  test('the earlier of the stated and the needed day counts', () => {
    expect(workingDue({ due: '2015-04-10', neededBy: '2015-04-08' })).toBe('2015-04-08')
    expect(workingDue({ due: '2015-03-30', neededBy: '2015-04-08' })).toBe('2015-03-30')
    expect(workingDue({ due: '2015-04-30', neededBy: null })).toBe('2015-04-30')
  })
})

describe('what a workspace may settle', () => {
  test('which batches owe 投资审批, and it stays marked as inferred', async () => {
    const pack = await loadPack('menghai-2015')
    const settled = applyOverrides(pack, { 'invest-batches': ['b1', 'b2'] })
    expect(settled.requirements.find((one) => one.id === 'R3')).toMatchObject({
      batches: ['b1', 'b2'],
      inferred: true,
    })
    expect(applyOverrides(pack, {})).toEqual(pack)
    expect(applyOverrides(pack, { 'invest-batches': undefined })).toEqual(pack)
    expect(pack.requirements.find((one) => one.id === 'R3')?.batches).toEqual(['b1'])
  })

  test('nothing else, and no batch that is not there', async () => {
    const pack = await loadPack('menghai-2015')
    expect(() => applyOverrides(pack, { 'invest-batch': ['b1'] })).toThrow(
      expect.objectContaining({
        code: 'HK-NOTICE-003',
        params: expect.objectContaining({ nearest: ['invest-batches'] }),
      }),
    )
    expect(() => applyOverrides(pack, { 'invest-batches': ['b3'] })).toThrow(
      expect.objectContaining({ code: 'HK-NOTICE-004' }),
    )
  })
})

describe('a pack that is wrong', () => {
  test('an unknown id names the near ones', async () => {
    await expect(loadPack('menghai-2014')).rejects.toMatchObject({
      code: 'HK-NOTICE-001',
      params: { nearest: ['menghai-2015'] },
    })
    await expect(loadPack('../roles')).rejects.toMatchObject({ code: 'HK-NOTICE-001' })
  })

  test.each([
    ['notice.yaml', 'theme: service', 'theme: servise', 'HK-YAML-006', 'service'],
    ['notice.yaml', 'role: coordinator', 'role: cordinator', 'HK-YAML-006', 'coordinator'],
    ['notice.yaml', 'batches: [b1]', 'batches: [b7]', 'HK-YAML-006', 'b7'],
    ['notice.yaml', 'id: R2', 'id: R1', 'HK-YAML-002', 'R1'],
    ['notice.yaml', 'atLeast: 3', 'atleast: 3', 'HK-YAML-003', 'atLeast'],
    ['notice.yaml', '2015-04-10', '2015-04-31', 'HK-YAML-005', '2015-04-31'],
    ['notice.yaml', "['08:30', '12:00']", "['12:00', '08:30']", 'HK-YAML-005', '12:00'],
    ['notice.yaml', 'item.depth >= 3', 'itme.depth >= 3', 'HK-YAML-005', 'itme'],
    ['units.yaml', 'batch: b2', 'batch: b4', 'HK-YAML-006', 'b4'],
    ['units.yaml', 'short: 国土局', 'short: 发改工信局', 'HK-YAML-002', '发改工信局'],
  ])('%s: %s -> %s is refused as %s', async (file, from, to, code, told) => {
    const folder = await withChange(file, from, to)
    const error: unknown = await loadPack('menghai-2015', { templatesDir: folder }).catch(
      (caught: unknown) => caught,
    )
    expect(error).toMatchObject({ code, params: { line: expect.any(Number) } })
    expect(JSON.stringify(error)).toContain(told)
  })
})
