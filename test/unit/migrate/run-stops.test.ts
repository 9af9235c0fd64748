import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { everything } from '../../../src/lib/migrate/index.js'
import {
  folderWith,
  header,
  inTarget,
  nonZero,
  oldCase,
  oldSystem,
  people,
  run,
  writeTable,
} from '../../support/migration.js'

test('too many rows kept out stop the run; what was written stays, and a mended mapping goes through it again', async () => {
  const bad = Array.from({ length: 40 }, (_, n) =>
    oldCase(`A${n}`, { state: n % 2 === 0 ? '办结' : '作废' }),
  )
  const limit = (text: string) =>
    text.replace('codes:', 'limits: { quarantine: { ratio: 0.2, after: 10 } }\ncodes:')
  const { folder, file } = await folderWith(bad, limit)

  await expect(run(file)).rejects.toMatchObject({
    code: 'HK-MIG-022',
    exit: 5,
    params: { quarantined: 20, read: 40 },
  })
  await expect(run(file, { onlyResume: true })).rejects.toMatchObject({ code: 'HK-MIG-022' })
  const mended = await oldSystem(folder, {
    people,
    cases: bad,
    mapping: (text) => limit(text).replace('办结: closed', '办结: closed, 作废: void'),
  })
  await expect(run(mended, { onlyResume: true })).rejects.toMatchObject({
    code: 'HK-MIG-021',
    exit: 5,
    params: { what: 'mapping' },
  })
  expect(nonZero((await run(mended)).entities[1] ?? { name: '' })).toEqual({
    read: 40,
    created: 20,
    same: 20,
  })
})

test('a part: some entities, some keys, so many rows', async () => {
  const { file } = await folderWith([oldCase('A1'), oldCase('A2'), oldCase('A3')])
  const part = { ...everything, entities: ['case'] }

  await expect(run(file, { scope: part })).rejects.toMatchObject({ code: 'HK-MIG-013' })
  await run(file, { scope: { ...everything, entities: ['person'] } })
  expect((await run(file, { scope: { ...part, keys: ['A2'] } })).entities.map(nonZero)).toEqual([
    { read: 1, created: 1, unread: 2 },
  ])
  expect((await run(file, { scope: { ...part, limit: 2 } })).entities.map(nonZero)).toEqual([
    { read: 2, created: 1, same: 1, unread: 1 },
  ])
  await expect(run(file, { scope: { ...everything, entities: ['cases'] } })).rejects.toMatchObject({
    code: 'HK-MIG-011',
    params: { nearest: ['case'] },
  })
})

test('interrupted behind any batch, the next run goes on and comes to the same target', async () => {
  const cases = Array.from({ length: 9000 }, (_, n) =>
    oldCase(`A${n}`, {
      note: '窗口收件，资料齐全，按规定程序办理，当场告知',
      state: n % 700 === 3 ? '作废' : '办结',
    }),
  )
  const whole = await folderWith(cases)
  await run(whole.file)
  const cut = await folderWith(cases)
  const stop = new AbortController()
  stop.abort()
  await expect(run(cut.file, { signal: stop.signal })).rejects.toMatchObject({
    code: 'HK-INT-001',
    exit: 3,
  })
  await expect(run(cut.file, { signal: stop.signal })).rejects.toMatchObject({ code: 'HK-INT-001' })
  const result = await run(cut.file, { onlyResume: true })

  expect(result).toMatchObject({ run: 1, balanced: true })
  expect(nonZero(result.entities[1] ?? { name: '' })).toEqual({
    read: 9000,
    created: 8987,
    quarantined: 13,
  })
  const all = (folder: string) =>
    inTarget(folder, (db) => JSON.stringify(db.prepare('SELECT * FROM cases ORDER BY 1').all()))
  expect(all(cut.folder)).toBe(all(whole.folder))
  await expect(run(cut.file, { onlyResume: true })).rejects.toMatchObject({ code: 'HK-MIG-020' })
})

test('a source that changed under an interrupted run is not gone on with', async () => {
  const { folder, file } = await folderWith([oldCase('A1')])
  const stop = new AbortController()
  stop.abort()
  await expect(run(file, { signal: stop.signal })).rejects.toMatchObject({ code: 'HK-INT-001' })
  await writeTable(folder, '办件', [header, oldCase('A2')])

  await expect(run(file, { onlyResume: true })).rejects.toMatchObject({
    code: 'HK-MIG-021',
    exit: 5,
    params: { what: 'source', name: 'case' },
  })
  expect((await run(file)).run).toBe(2)
})

test.each([
  ['the source is not there', (text: string) => text.replace('path: data', 'path: nowhere')],
  [
    'its server does not answer',
    (text: string) =>
      text.replace(
        '{ driver: csv, path: data }',
        '{ driver: mysql, host: 127.0.0.1, port: 9, database: old, user: u, password: p }',
      ),
  ],
  [
    'the target does not answer',
    (text: string) =>
      text.replace(
        '{ driver: sqlite, path: hall.sqlite }',
        '{ driver: postgres, host: 127.0.0.1, port: 9, database: d, user: u }',
      ),
  ],
  ['a TODO is left in the mapping', (text: string) => `${text}# TODO 定一下\n`],
])('nothing is left behind where %s', async (_, mapping) => {
  const { folder, file } = await folderWith([oldCase('A1')], mapping)
  const before = (await readdir(folder)).sort()
  await expect(run(file)).rejects.toMatchObject({ name: 'AppError' })
  expect((await readdir(folder)).sort()).toEqual(before)
})

test('a target that was there before stays, whatever a run comes to', async () => {
  const { folder, file } = await folderWith([oldCase('A1')])
  await run(file)
  const rows = () => inTarget(folder, (db) => db.prepare('SELECT case_no FROM cases').all())
  await rm(join(folder, 'data'), { recursive: true })
  await expect(run(file)).rejects.toMatchObject({ code: expect.stringMatching(/^HK-MIG-00/) })
  expect(rows()).toEqual([{ case_no: 'A1' }])
})
