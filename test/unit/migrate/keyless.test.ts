import { expect, test } from 'vitest'
import {
  everything,
  fixRow,
  loadMapping,
  statementPaper,
  waiveRow,
} from '../../../src/lib/migrate/index.js'
import {
  inTarget,
  nonZero,
  oldSystem,
  opened,
  reconciled,
  run,
  writeTable,
} from '../../support/migration.js'
import { seeded } from '../../support/seeded.js'
import { tempFolder } from '../../support/temp-folder.js'

const MAPPING = `version: 1
system: lsp-2014
source: { driver: csv, path: data }
target: { driver: sqlite, path: hall.sqlite }
entities:
  visit:
    title: 来访
    from: { table: 来访, key: content }
    to: { table: visits, unique: legacy_key }
    fields:
      legacy_key: { key: true }
      name: 姓名
      on: [{ get: 日期 }, date_cn]
    measure: { group: [on] }
`
const visit = (name: string, on = '2014-3-5') => `${name},${on}`

async function systemWith(visits: readonly string[]) {
  const folder = await tempFolder()
  const file = await oldSystem(folder, { people: [], cases: [], mapping: () => MAPPING })
  const write = (rows: readonly string[]) => writeTable(folder, '来访', ['姓名,日期', ...rows])
  await write(visits)
  const names = () =>
    inTarget(folder, (db) => db.prepare('SELECT name FROM visits ORDER BY name').pluck().all())
  return { folder, file, write, names }
}
const sorted = (rows: readonly string[]) => rows.map((row) => row.split(',')[0]).sort()
const only = async (file: string) => {
  const { entities, findings, balanced } = await run(file)
  expect(balanced).toBe(true)
  return { ...nonZero(entities[0] ?? { name: '' }), findings: findings.map(({ code }) => code) }
}

test('rows that are the same word for word are all taken, numbered and told; in any order they are the same again', async () => {
  const rows = ['甲', '乙', '甲', '丙', '甲'].map((name) => visit(name))
  const { file, folder, write, names } = await systemWith(rows)
  const first = await run(file)
  expect(first.entities.map(nonZero)).toEqual([{ read: 5, created: 5 }])
  expect(first.findings).toMatchObject([
    { code: 'HK-MIG-405', params: { entity: 'visit', count: 2 } },
  ])
  expect(names()).toEqual(sorted(rows))
  const keys = () =>
    inTarget(folder, (db) => db.prepare('SELECT legacy_key FROM visits ORDER BY 1').pluck().all())
  const before = keys()
  expect(before.map((key) => /#\d+$/.exec(String(key))?.[0] ?? '').sort()).toEqual(
    ['', '', '', '#2', '#3'].sort(),
  )

  expect(await only(file)).toEqual({ read: 5, same: 5, findings: [] })
  for (const order of [
    [3, 2, 1, 0, 4],
    [1, 0, 2, 4, 3],
    [4, 3, 2, 0, 1],
  ]) {
    await write(order.map((at) => rows[at] ?? ''))
    expect(await only(file)).toEqual({ read: 5, same: 5, findings: [] })
  }
  expect(keys()).toEqual(before)
})

test('one more of them is one more in the target, one less is told as gone and stays there', async () => {
  const { file, write, names } = await systemWith([visit('甲'), visit('甲')])
  await run(file)
  await write([visit('甲'), visit('乙'), visit('甲'), visit('甲')])
  expect(await only(file)).toEqual({ read: 4, created: 2, same: 2, findings: ['HK-MIG-405'] })
  await write([visit('乙'), visit('甲')])
  expect(await only(file)).toEqual({ read: 2, same: 2, findings: ['HK-MIG-402'] })
  expect(names()).toEqual(['乙', '甲', '甲', '甲'])
  await write([visit('甲'), visit('乙'), visit('甲'), visit('甲')])
  expect(await only(file)).toEqual({ read: 4, same: 4, findings: [] })
})

test('whatever comes, goes and changes places, the target has as many of each as were ever there at once', async () => {
  const below = seeded(405)
  const { file, write, names } = await systemWith([visit('甲')])
  const most = new Map<string, number>()
  for (let n = 0; n < 12; n += 1) {
    const rows = Array.from({ length: 1 + below(9) }, () => visit('甲乙丙'[below(3)] ?? ''))
    await write(rows)
    expect(await only(file)).toMatchObject({ read: rows.length })
    for (const name of '甲乙丙') {
      const count = rows.filter((row) => row.startsWith(name)).length
      most.set(name, Math.max(most.get(name) ?? 0, count))
    }
    const wanted = [...most].flatMap(([name, count]) => Array<string>(count).fill(name))
    expect(names()).toEqual(wanted.sort())
  }
})

test('interrupted between two rows that are the same, it goes on with the number behind', async () => {
  const rows = Array.from({ length: 30_000 }, (_, n) => visit(`甲${n % 10_000}`))
  const { file, names } = await systemWith(rows)
  const aborted = new AbortController()
  aborted.abort()
  let [breaks, done] = [0, false]
  while (!done) {
    const ended = await run(file, { signal: aborted.signal }).catch(({ code }) => code)
    done = ended !== 'HK-INT-001'
    if (!done) breaks += 1
    else expect(ended.findings).toMatchObject([{ code: 'HK-MIG-405', params: { count: 20_000 } }])
  }
  expect(breaks).toBeGreaterThan(1)
  expect(names()).toEqual(sorted(rows))
  expect(await only(file)).toEqual({ read: 30_000, same: 30_000, findings: [] })
})

test('each of them is decided by itself: left behind, corrected, or still open', async () => {
  const rows = [visit('甲', '不详'), visit('乙'), visit('甲', '不详'), visit('甲', '不详')]
  const { file, write, names } = await systemWith(rows)
  expect(await only(file)).toEqual({ read: 4, created: 1, quarantined: 3, findings: [] })
  const keys = await opened(file, async ({ ledger }) =>
    ledger.quarantine.list(ledger.entity('visit'), 'open').map(({ key }) => key),
  )
  const [first = '', second = ''] = keys
  const decision = { entity: 'visit', by: '李某', reason: '核对' }
  await opened(file, (migration) => waiveRow(migration, { ...decision, key: second }))
  expect(await only(file)).toEqual({ read: 4, same: 1, excluded: 1, quarantined: 2, findings: [] })
  const values = { 日期: '2014-3-5', 姓名: '乙' }
  await opened(file, (migration) => fixRow(migration, { ...decision, key: first, values }))
  const replayed = await run(file, { scope: { ...everything, onlyQuarantine: true } })
  expect(replayed.entities.map(nonZero)).toEqual([{ read: 2, created: 1, quarantined: 1 }])
  expect(names()).toEqual(['乙', '乙'])
  for (const order of [rows, rows.toReversed()]) {
    await write(order)
    expect(await only(file)).toEqual({
      ...{ read: 4, same: 2, excluded: 1, quarantined: 1, findings: [] },
    })
  }
  expect(names()).toEqual(['乙', '乙'])
})

test('the statement says how many there are, and the source is found again in the target', async () => {
  const { file } = await systemWith([visit('甲'), visit('乙'), visit('甲')])
  await run(file)
  const result = await reconciled(file)
  expect(result.differences).toEqual([])
  expect(result.entities).toMatchObject([{ name: 'visit', source: 3, migrated: 3, repeated: 1 }])
  expect(result.levels.find(({ level }) => level === 3)).toMatchObject({ equal: 3, different: 0 })
  const { blocks } = statementPaper(await loadMapping(file), result, '2026-11-22')
  expect(JSON.stringify(blocks)).toContain('来访没有主键，迁入的有 1 行与别的行一模一样')
})
