import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readBook } from '../../../src/lib/sheets/index.js'
import type { Workspace } from '../../../src/lib/workspace/index.js'
import { bring, freshWorkspace, returnedIn, totalsOf } from './bring.js'

describe('an import', () => {
  const HEADER = '序号,事项名称,事项类型,设定依据,法定办结时限,承诺办结时限,办理深度,备注'
  const row = (number: number, name: string, promised = '10个工作日', remark = '') =>
    `${number},${name},行政许可,《中华人民共和国森林法》第三十二条,20个工作日,${promised},三级,${remark}`
  const put = (workspace: Workspace, name: string, ...lines: readonly string[]) =>
    writeFile(join(workspace.paths.inbox, name), lines.join('\n'))

  test('as a rehearsal tells the same and leaves nothing', async () => {
    const workspace = await freshWorkspace()
    await put(workspace, '林业局.csv', HEADER, row(1, '林木采伐许可'), row(2, '木材运输', '-5天'))

    const rehearsed = await bring(workspace, { dryRun: true })
    const nothing = returnedIn(workspace)
    const real = await bring(workspace)

    expect(totalsOf(rehearsed)).toEqual([2, 1, 0, 1])
    expect(nothing).toBe(0)
    expect(rehearsed.files[0]?.annotated).toBeNull()
    expect(totalsOf(real)).toEqual(totalsOf(rehearsed))
  })

  test('that is strict takes nothing of a file with an error, and gives the file back', async () => {
    const workspace = await freshWorkspace()
    await put(workspace, '林业局.csv', HEADER, row(1, '林木采伐许可'), row(2, '木材运输', '-5天'))
    await put(workspace, '水务局.csv', HEADER, row(1, '取水许可'))

    const { files, totals } = await bring(workspace, { strict: true })

    expect(totals.item).toEqual({ read: 1, stored: 1, unchanged: 0, quarantined: 0 })
    expect(files[0]?.error?.code).toBe('HK-INBOX-008')
    expect(existsSync(files[0]?.annotated ?? '')).toBe(true)
  })

  test('knows the same bytes under another name', async () => {
    const workspace = await freshWorkspace()
    await put(workspace, '林业局.csv', HEADER, row(1, '林木采伐许可'))
    await put(workspace, '林业局 副本.csv', HEADER, row(1, '林木采伐许可'))

    const { files, totals } = await bring(workspace)

    expect(files.flatMap(({ forms }) => forms.map(({ sameAs }) => sameAs))).toEqual([
      null,
      'inbox/林业局 副本.csv',
    ])
    expect(totals.item).toEqual({ read: 2, stored: 1, unchanged: 1, quarantined: 0 })
  })

  test('of two files of one unit lets the later win per record, today and when both come again', async () => {
    const workspace = await freshWorkspace()
    await put(workspace, '林业局 1.csv', HEADER, row(1, '林木采伐许可'), row(2, '木材运输许可'))
    await put(workspace, '林业局 2.csv', HEADER, row(1, '林木采伐许可', '5个工作日'))

    const first = await bring(workspace)
    const second = await bring(workspace)

    expect(totalsOf(first)).toEqual([3, 3, 0, 0])
    expect(totalsOf(second)).toEqual([3, 0, 3, 0])
    expect(first.absent).toEqual([])
  })

  test('counts what a unit did not report this time, and withdraws it only when told that all was reported', async () => {
    const workspace = await freshWorkspace()
    await put(workspace, '林业局.csv', HEADER, row(1, '林木采伐许可'), row(2, '木材运输许可'))
    await bring(workspace)
    await put(workspace, '林业局.csv', HEADER, row(1, '林木采伐许可', '5个工作日'))

    const partial = await bring(workspace)
    const complete = await bring(workspace, { complete: '所报即全部' })
    const after = await bring(workspace)

    expect(partial.absent).toMatchObject([{ count: 1, withdrawn: 0, form: 'items' }])
    expect(complete.absent).toMatchObject([{ count: 1, withdrawn: 1 }])
    expect(after.absent).toEqual([])
  })

  test('refuses secret rows unread: nothing of them is stored, told or given back', async () => {
    const workspace = await freshWorkspace()
    const header = `${HEADER},密级`
    await put(
      workspace,
      '林业局.csv',
      header,
      `${row(1, '林木采伐许可')},`,
      `${row(2, '某某工程甲', '-5天')},机密`,
      `${row(3, '某某工程乙（涉密）')},`,
      `${row(4, '涉密信息系统集成资质审批')},非密`,
      `${row(5, '木材运输许可', '-5天')},否`,
    )

    const outcome = await bring(workspace)

    expect(outcome.totals.item).toEqual({ read: 3, stored: 2, unchanged: 0, quarantined: 1 })
    expect(outcome.files[0]?.forms[0]?.refused).toBe(2)
    expect(JSON.stringify(outcome)).not.toContain('某某工程')
    const back = await readBook(outcome.files[0]?.annotated ?? '')
    expect(JSON.stringify(back)).toContain('木材运输许可')
    expect(JSON.stringify(back)).not.toContain('某某工程')
    const message = await readFile(outcome.messages[0] ?? '', 'utf8')
    expect(message).not.toContain('某某工程')
    expect(message).toContain('涉密拒收2条')
    const store = await readFile(workspace.paths.store)
    expect(store.includes('某某工程')).toBe(false)
  })
})

describe('columns', () => {
  const HEADER = '序号,办什么事,事项类型,设定依据,法定办结时限,承诺办结时限,办理深度'
  const ROW =
    '1,林木采伐许可,行政许可,《中华人民共和国森林法》第三十二条,20个工作日,10个工作日,三级'

  test('that a person names are remembered for the unit', async () => {
    const workspace = await freshWorkspace()
    const file = join(workspace.paths.inbox, '林业局.csv')
    await writeFile(file, [HEADER, ROW].join('\n'))

    const untold = await bring(workspace, { only: ['items'] })
    const told = await bring(workspace, { only: ['items'], choices: { map: { B: '事项名称' } } })
    await writeFile(file, [HEADER, ROW, ROW.replace('林木采伐', '木材运输')].join('\n'))
    const later = await bring(workspace, { only: ['items'] })

    expect(untold.files[0]?.error).toMatchObject({
      code: 'HK-SHEET-031',
      params: { missing: ['事项名称'], candidates: ['B 办什么事（林木采伐许可）'] },
    })
    expect(totalsOf(told)).toEqual([1, 1, 0, 0])
    expect(totalsOf(later)).toEqual([2, 1, 1, 0])
    const saved = await readFile(join(workspace.paths.root, 'profiles', '林业局.yaml'), 'utf8')
    expect(saved).toContain('办什么事: name')
  })

  test('that claim one field are told without losing the heading of our own column', async () => {
    const workspace = await freshWorkspace()
    const header = `${HEADER.replace('办什么事', '事项名称')},咨询电话,咨询服务电话`
    const file = join(workspace.paths.inbox, '林业局.csv')
    await writeFile(file, [header, `${ROW.replace('10个', '30个')},,`].join('\n'))

    const { files, findings } = await bring(workspace)
    const back = await bring(workspace, { paths: [files[0]?.annotated ?? ''] })

    expect(findings.map(({ code }) => code)).toContain('HK-SHEET-106')
    const made = await readBook(files[0]?.annotated ?? '')
    expect(made.sheets[1]?.rows[0]?.cells.at(-1)).toBe('错误说明')
    expect(totalsOf(back)).toEqual([1, 0, 0, 1])
  })

  test('that nobody can tell are asked for, with the candidates', async () => {
    const workspace = await freshWorkspace()
    await writeFile(join(workspace.paths.inbox, '林业局.csv'), [HEADER, ROW].join('\n'))
    const asked: unknown[] = []

    const outcome = await bring(workspace, {
      only: ['items'],
      ask: async (question) => {
        asked.push(question)
        return 'B'
      },
    })

    expect(asked).toMatchObject([{ field: '事项名称', candidates: [{ column: 'B' }] }])
    expect(totalsOf(outcome)).toEqual([1, 1, 0, 0])
  })

  test('a unit that nobody knows is registered when that is allowed, and known from then on', async () => {
    const workspace = await freshWorkspace()
    const header = HEADER.replace('办什么事', '事项名称')
    const lines = ['填报单位：县茶叶产业服务中心', header, ROW]
    await writeFile(join(workspace.paths.inbox, 'a.csv'), lines.join('\n'))

    const stopped = await bring(workspace)
    const registered = await bring(workspace, { addUnits: true })
    const known = await bring(workspace)

    expect(stopped.files[0]?.error?.code).toBe('HK-INBOX-003')
    expect(registered.files[0]?.forms[0]?.unit.name).toBe('县茶叶产业服务中心')
    expect(totalsOf(known)).toEqual([1, 0, 1, 0])
    expect(basename(registered.messages[0] ?? '')).toBe('通知.txt')
  })
})
