import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { AppError } from '../../../src/lib/errors/index.js'
import { collectFiles, importInbox, loadInboxRules } from '../../../src/lib/inbox/index.js'
import { listItems } from '../../../src/lib/items/index.js'
import { listQuarantine, listRecords } from '../../../src/lib/workspace/index.js'
import { tempFolder } from '../../support/temp-folder.js'
import { freshStore, inboxFiles, MENGHAI, pack, take } from './menghai.js'

const HEADER =
  '序号,事项名称,事项类型,设定依据,法定办结时限,承诺办结时限,办理深度,受理条件,申请材料,承办股室,监督电话'
const row = (
  number: number,
  name: string,
  rest: Partial<{ promised: string; unit: string }> = {},
) =>
  `${number},${name},行政许可,《中华人民共和国森林法》第三十二条,20个工作日,${rest.promised ?? '10个工作日'},三级,齐全,申请书,林政股,0691-5550001`

/** A folder with one sheet of that name and text, as the inbox sees it. */
async function sheet(name: string, ...lines: readonly string[]) {
  const folder = await tempFolder()
  await writeFile(join(folder, name), lines.join('\n'))
  return collectFiles([folder], folder)
}

const forestry = pack.units.find(({ short }) => short === '林业局')
const errorOf = (error: AppError | null | undefined) =>
  error && { code: error.code, ...error.params }

describe('whose a file is', () => {
  test('its 填报单位 line tells', async () => {
    const files = await sheet('a.csv', '填报单位：县林业局（盖章）', HEADER, row(1, '林木采伐许可'))

    const { files: results } = await take(await freshStore(), files)

    expect(results[0]?.forms[0]?.unit.code).toBe(forestry?.code)
  })

  test('else its name tells', async () => {
    const { files } = await take(
      await freshStore(),
      await sheet('林业局事项表.csv', HEADER, row(1, '林木采伐许可')),
    )

    expect(files[0]?.forms[0]?.unit.code).toBe(forestry?.code)
  })

  test('else the command line tells', async () => {
    const store = await freshStore()
    const files = await sheet('a.csv', HEADER, row(1, '林木采伐许可'))
    const unit = { code: forestry?.code ?? '', name: forestry?.name ?? '' }

    expect((await take(store, files, { unit })).files[0]?.forms[0]?.unit).toEqual(unit)
  })

  test('else the file stops, and says so', async () => {
    const { files } = await take(
      await freshStore(),
      await sheet('a.csv', HEADER, row(1, '林木采伐许可')),
    )

    expect(errorOf(files[0]?.error)).toEqual({ code: 'HK-INBOX-002', file: 'a.csv' })
  })

  test('a line that names a stranger stops the file, with the nearest names', async () => {
    const files = await sheet('a.csv', '填报单位：林业具', HEADER, row(1, '林木采伐许可'))

    const { files: results } = await take(await freshStore(), files)

    expect(errorOf(results[0]?.error)).toMatchObject({
      code: 'HK-INBOX-003',
      text: '林业具',
      nearest: ['勐海县林业局'],
    })
  })

  test('a unit column gives each row its own unit, and a stranger in it returns the row', async () => {
    const header = `单位,${HEADER}`
    const lines = [
      `林业局,${row(1, '林木采伐许可')}`,
      `水务局,${row(2, '取水许可')}`,
      `海关,${row(3, '报关')}`,
    ]
    const store = await freshStore()

    const { totals, findings } = await take(store, await sheet('各单位.csv', header, ...lines))

    expect(totals.item).toMatchObject({ read: 3, stored: 2, quarantined: 1 })
    expect(
      listItems(store)
        .map(({ unit }) => unit.name)
        .sort(),
    ).toEqual(['勐海县林业局', '勐海县水务局'])
    expect(findings.find(({ level }) => level === 'error')).toMatchObject({
      code: 'HK-ITEM-029',
      row: 4,
      value: '海关',
    })
  })
})

describe('what a file is', () => {
  test('a table that is no form of ours is told with the forms that we know', async () => {
    const { files } = await take(await freshStore(), await sheet('林业局.csv', '甲,乙,丙', '1,2,3'))

    expect(errorOf(files[0]?.error)).toMatchObject({
      code: 'HK-INBOX-001',
      forms: expect.arrayContaining(['审批（服务）事项信息梳理表', '各流程节点人员信息表']),
    })
  })

  test('another form turned on its side is told to be turned back', async () => {
    const lines = [
      ['填报单位', '勐海县林业局'],
      ['流程节点', '受理'],
      ['姓名', '张三'],
      ['联系电话', '0691-5120000'],
    ].map((cells) => cells.join(','))

    const { files } = await take(await freshStore(), await sheet('林业局.csv', ...lines))

    expect(errorOf(files[0]?.error)).toMatchObject({
      code: 'HK-INBOX-021',
      form: '各流程节点人员信息表',
    })
  })

  test('a command may ask for one form only; the rest of the file is left alone', async () => {
    const all = await inboxFiles()
    const archive = all.filter(({ name }) => name.startsWith('县档案局'))
    const store = await freshStore()

    const { files, totals } = await take(store, archive, { only: ['items'] })

    expect(files[0]?.forms.map(({ form }) => form)).toEqual(['items'])
    expect(totals).toMatchObject({ item: { read: 6 }, person: { read: 0 }, article: { read: 0 } })
    expect(listRecords(store, 'person')).toEqual([])
  })
})

describe('trouble', () => {
  test('a truncated workbook is named, and the files after it still come in', async () => {
    const folder = await tempFolder()
    const whole = await readFile(join(MENGHAI, 'inbox', '地震局2015年梳理表.xlsx'))
    await writeFile(join(folder, '县教育局.xlsx'), whole.subarray(0, whole.length / 2))
    await writeFile(join(folder, '地震局.xlsx'), whole)

    const { files, totals } = await take(await freshStore(), await collectFiles([folder], folder))

    const broken = files.find(({ file }) => file === '县教育局.xlsx')
    expect(broken?.error?.code).toMatch(/^HK-SHEET-/u)
    expect(totals.item).toMatchObject({ read: 3, stored: 3 })
  })

  test('a corrected file replaces what was returned, and changes only what changed', async () => {
    const folder = await tempFolder()
    const write = (promised: string) =>
      writeFile(
        join(folder, '林业局.csv'),
        [HEADER, row(1, '林木采伐许可'), row(2, '木材运输许可', { promised })].join('\n'),
      )
    const store = await freshStore()
    const files = async () => collectFiles([folder], folder)
    await write('25个工作日')
    const first = await take(store, await files())
    expect(listQuarantine(store, 'item')).toHaveLength(1)

    await write('15个工作日')
    const second = await take(store, await files())

    expect(first.totals.item).toEqual({ read: 2, stored: 1, unchanged: 0, quarantined: 1 })
    expect(second.totals.item).toEqual({ read: 2, stored: 1, unchanged: 1, quarantined: 0 })
    expect(listQuarantine(store, 'item')).toEqual([])
  })

  test('stopping between two files keeps what came in, and says how to go on', async () => {
    const store = await freshStore()
    const stop = new AbortController()
    const rules = await loadInboxRules()
    const files = (await inboxFiles()).slice(0, 3)
    const options = {
      ...rules,
      store,
      pack,
      files,
      only: null,
      unit: null,
      at: '2015-04-07T09:00:00+08:00',
    }
    const run = importInbox({ ...options, signal: stop.signal, resume: 'hallkit inbox' })

    await run.next()
    stop.abort()

    await expect(run.next()).rejects.toMatchObject({
      code: 'HK-INT-001',
      params: { resume: 'hallkit inbox' },
    })
    expect(listItems(store).length).toBeGreaterThan(0)
    const { totals } = await take(store, files)
    expect(totals.item.unchanged).toBeGreaterThan(0)
  })
})

describe('the files of an inbox', () => {
  test('are found in folders, once, in a stable order, without what office programs leave', async () => {
    const folder = await tempFolder()
    await mkdir(join(folder, '子 文件夹'))
    for (const name of [
      'b.csv',
      'a.csv',
      '~$a.xlsx',
      '.DS_Store',
      'Thumbs.db',
      '子 文件夹/c.csv',
    ]) {
      await writeFile(join(folder, name), 'x')
    }

    const files = await collectFiles([folder, join(folder, 'a.csv')], folder)

    expect(files.map(({ name }) => name)).toEqual(['a.csv', 'b.csv', '子 文件夹/c.csv'])
  })

  test('elsewhere keep their whole path as their name', async () => {
    const folder = await tempFolder()
    await writeFile(join(folder, 'a.csv'), 'x')

    expect((await collectFiles([folder], join(folder, 'inbox')))[0]?.name).toBe(
      join(folder, 'a.csv'),
    )
  })

  test('a folder without any is said to be empty', async () => {
    await expect(collectFiles([await tempFolder()], '.')).rejects.toMatchObject({
      code: 'HK-INBOX-005',
    })
  })
})
