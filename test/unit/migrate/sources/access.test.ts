import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { afterAll, describe, expect, test } from 'vitest'
import { openAccess } from '../../../../src/lib/migrate/sources/access/index.js'
import { keptFolder } from '../../../support/kept-folder.js'
import { allRows, batchesOf, placeIn } from '../../../support/migrate-source.js'

const fixtures = fileURLToPath(new URL('../../../../fixtures/access/', import.meta.url))
const kept = await keptFolder()
const folder = kept.path
afterAll(kept.remove)

const open = (path: string, { at = fixtures, patience = 20_000 } = {}) =>
  openAccess({ driver: 'access', path, encoding: 'gb18030' }, placeIn(at), patience)

describe('an Access file', () => {
  test('of Access 97 gives text, numbers, money, local time and yes/no as they are', async () => {
    const source = await open('common1V1997.mdb')
    const { rows, numbers } = await allRows(source, 'Table1')
    expect(await source.count('Table1')).toBe(2)
    expect(numbers).toEqual([1, 2])
    expect(rows[0]).toEqual(['a', 'b', 0, 0, 0, 0, '1981-12-12 00:00:00', '0.0000', 0])
    expect(rows[1]?.slice(0, 6)).toEqual(['abcdefg', 'hijklmnop', 2, 222, 333333333, 444.555])
    expect(rows[1]?.slice(6)).toEqual(['1974-09-21 00:00:00', '3.5000', 1])
    await source.close()
  })

  test('of Access 97 has the names that it was given in Chinese', async () => {
    const text = (await readFile(join(fixtures, 'common1V1997.mdb'))).toString('latin1')
    const named = iconv.encode('案件表', 'gb18030').toString('latin1')
    const column = iconv.encode('数据', 'gb18030').toString('latin1')
    const changed = text.replaceAll('Table1', named).replaceAll('data', column)
    const bytes = Buffer.from(changed, 'latin1')
    await writeFile(join(folder, 'named.mdb'), bytes)
    const source = await open('named.mdb', { at: folder })
    const tables = await source.describe()
    expect(tables.map(({ name }) => name)).toContain('案件表')
    expect(tables.at(-1)?.columns.map(({ name }) => name)).toContain('数据')
    expect((await allRows(source, '案件表')).rows.length).toBe(2)
    await source.close()
  })

  test('gives decimals as text', async () => {
    const source = await open('fixedNumericV2003.mdb')
    const { rows } = await allRows(source, 'test')
    expect(rows).toEqual([['some data', '1', '0', '0', '4', '-1', '1']])
    await source.close()
  })

  test('leaves out deleted rows as Access does, and goes on from a position', async () => {
    const source = await open('delV2000.mdb')
    const all = await allRows(source, 'Table')
    const [first] = await batchesOf(source, 'Table', { rows: 1 })
    expect(await allRows(source, 'Table', first?.end)).toEqual({
      rows: all.rows.slice(1),
      numbers: all.numbers.slice(1),
    })
    await expect(batchesOf(source, 'tabel')).rejects.toMatchObject({ code: 'HK-MIG-002' })
    await source.close()
  })

  test('of 2007 is described with its tables', async () => {
    const source = await open('promotionV2007.accdb')
    const tables = await source.describe()
    expect(tables.find(({ name }) => name === 'jobDB1')?.columns[3]).toEqual({
      name: 'JobName',
      type: 'text',
    })
    await source.close()
  })
})

describe('an Access file that is damaged', () => {
  test('or is none is refused by name', async () => {
    await writeFile(join(folder, 'none.mdb'), '这不是数据库'.repeat(1000))
    await writeFile(join(folder, 'empty.mdb'), '')
    for (const name of ['none.mdb', 'empty.mdb']) {
      await expect(open(name, { at: folder })).rejects.toMatchObject({ code: 'HK-MIG-008' })
    }
    await expect(open('absent.mdb')).rejects.toMatchObject({ code: 'HK-MIG-001' })
  })

  test('whose pages run in a circle ends when patience ends', async () => {
    const bytes = await readFile(join(fixtures, 'delV2000.mdb'))
    for (let page = 1; page * 4096 < bytes.length; page += 1) {
      if (bytes[page * 4096] === 2) bytes.writeUInt32LE(page, page * 4096 + 4)
    }
    await writeFile(join(folder, 'circle.mdb'), bytes)
    await expect(open('circle.mdb', { at: folder, patience: 1000 })).rejects.toMatchObject({
      code: 'HK-MIG-008',
    })
  })

  test('anywhere gives its rows or a named error, never a crash or a hang', async () => {
    const names = (await readdir(fixtures)).filter((name) => !name.endsWith('.md'))
    const runs = process.env['HALLKIT_LONG'] === '1' ? 400 : 12
    process.stdout.write(`damaged Access files: ${runs}\n`)
    const damage = fc.record({
      name: fc.constantFrom(...names),
      cut: fc.double({ min: 0.1, max: 1, noNaN: true }),
      spots: fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 20 }),
    })
    const outcome = async ({
      name,
      cut,
      spots,
    }: typeof damage extends fc.Arbitrary<infer D> ? D : never) => {
      const bytes = await readFile(join(fixtures, name))
      for (const [at, byte] of spots) bytes.writeUInt8(byte, at % bytes.length)
      const path = `damaged-${name}`
      await writeFile(join(folder, path), bytes.subarray(0, Math.ceil(bytes.length * cut)))
      const source = await open(path, { at: folder, patience: 5000 })
      try {
        for (const table of await source.describe()) await allRows(source, table.name)
      } finally {
        await source.close()
      }
    }
    await fc.assert(
      fc.asyncProperty(damage, async (one) => {
        const end = await outcome(one).then(
          () => 'read',
          (error: { code?: string }) => error.code,
        )
        expect(['read', 'HK-MIG-008']).toContain(end)
      }),
      { numRuns: runs, seed: 20040506 },
    )
  })

  test('is never written: its bytes are the same after reading', async () => {
    const path = join(folder, 'same.mdb')
    await copyFile(join(fixtures, 'delV2000.mdb'), path)
    const before = await readFile(path)
    const source = await open('same.mdb', { at: folder })
    await allRows(source, 'Table')
    await source.close()
    expect(before.equals(await readFile(path))).toBe(true)
  })
})
