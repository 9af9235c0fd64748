import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSource } from '../../../../src/lib/migrate/index.js'
import { withAlike } from '../../../../src/lib/migrate/profile/alike.js'
import { sourceOptions } from '../../../../src/lib/migrate/sources/index.js'
import { keptFolder } from '../../../support/kept-folder.js'
import { allRows, batchesOf, keepsTheContract, placeIn } from '../../../support/migrate-source.js'

const kept = await keptFolder()
afterAll(kept.remove)
const options = (more: object = {}) => sourceOptions.parse({ driver: 'csv', path: '台账', ...more })
const open = (more: object = { together: { 办件: '20*' } }) =>
  openSource(options(more), placeIn(kept.path))

const HEADER = '编号,姓名,单位,状态,收费'
const year = (y: number, header = HEADER) =>
  `${header}\n${Array.from({ length: 30 }, (_, n) => `${y}${n},王伟,甲,办结,${n}`).join('\n')}\n`

beforeAll(async () => {
  await mkdir(join(kept.path, '台账'))
  const files = {
    ...{ '2009年': year(2009), '2010年': year(2010), '2011年': year(2011) },
    '2012年': year(2012, '编号,姓名,单位,状态,缴费'),
    ...{ 字典1: '码,名\n1,甲\n', 字典二: '码,名\n2,乙\n', 状态: '码,名\n3,丙\n', 单位: '码,名\n' },
  }
  for (const [name, text] of Object.entries(files))
    await writeFile(join(kept.path, '台账', `${name}.csv`), text)
})

describe('a file for every year, read as one table', () => {
  keepsTheContract(() => open(), { table: '办件', rows: 15 })

  test('columns go by name, each row tells its table, each place its file', async () => {
    const source = await open()
    const shown = (await source.describe()).map(({ name }) => name)
    expect(shown).toEqual(['办件', '单位', '字典1', '字典二', '状态'])
    const [table] = await source.describe('办件')
    const names = table?.columns.map(({ name }) => name)
    expect(names).toEqual(['编号', '姓名', '单位', '状态', '收费', '缴费', '_table'])
    const { rows } = await allRows(source, '办件')
    expect(rows.length).toBe(120)
    expect(rows[0]).toEqual(['20090', '王伟', '甲', '办结', '0', null, '2009年'])
    expect(rows.at(-1)).toEqual(['201229', '王伟', '甲', '办结', null, '29', '2012年'])
    const last = (await batchesOf(source, '办件')).at(-1)
    expect([last?.shown, last?.numbers[0]]).toEqual([join(kept.path, '台账', '2012年.csv'), 2])
  })

  test('a name that fits no table is told', async () => {
    const source = await open({ together: { 办件: '1999*' } })
    await expect(source.describe('办件')).rejects.toMatchObject({ code: 'HK-MIG-002' })
  })

  test('tables of one form are proposed to be read as one; code lists that only look alike are not', async () => {
    const tables = await (await open({})).describe()
    expect(withAlike(options(), tables)).toMatchObject({
      together: { 各表: ['2009年', '2010年', '2011年'] },
    })
    const dated = tables.filter(({ name }) => name !== '2012年')
    expect(withAlike(options(), dated)).toMatchObject({ together: { 各表: '*年' } })
    expect(withAlike(options(), tables.slice(4))).toEqual(options())
  })
})
