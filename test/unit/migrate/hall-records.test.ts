import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { HallConnection } from '../../../src/lib/hall/index.js'
import { loadMapping, planMigration, rollBack } from '../../../src/lib/migrate/index.js'
import { ADMIN_TOKEN, furnish, startTestHall, type TestHall, units } from '../../support/hall.js'
import { type KeptFolder, keptFolder } from '../../support/kept-folder.js'
import { opened, reconciled, request, run } from '../../support/migration.js'

const [unit] = [units[0]?.code ?? '']
const now = '2015-06-15T10:00:00+08:00'

const MAPPING = `version: 1
system: old-2010
source: { driver: csv, path: data }
target: { driver: hall, connector: reference, token: env:HALL_TOKEN }
entities:
  unit:
    from: { table: 单位, key: [代码] }
    to: { table: unit, unique: code }
    fields: { code: 代码, name: 名称 }
  column:
    from: { table: 栏目, key: [名称] }
    to: { table: column, unique: name }
    fields: { name: 名称 }
  item:
    from: { table: 事项, key: [编码] }
    needs: [unit]
    to: { table: item, unique: code }
    fields: { code: 编码, name: 名称, unit: [{ get: 单位 }, { lookup: unit }], promisedWorkdays: [{ get: 承诺 }, int] }
  officer:
    from: { table: 人员, key: [工号] }
    needs: [unit]
    to: { table: user, unique: workNo }
    fields: { workNo: 工号, name: 姓名, unit: [{ get: 单位 }, { lookup: unit }], roles: 岗位, active: [{ get: 在用 }, int] }
  question:
    from: { table: 咨询, key: [编号] }
    needs: [unit]
    to: { table: consultation, unique: key }
    fields: { key: { key: true }, number: 编号, unit: [{ get: 单位 }, { lookup: unit }], state: 状态, title: 标题, at.asked: 提出, at.published: 发布 }
  complaint:
    from: { table: 投诉, key: [编号] }
    needs: [officer]
    to: { table: complaint, unique: key }
    fields: { key: { key: true }, number: 编号, unit: 单位, state: 状态, title: 标题, at.filed: 提出, at.accepted: 受理, live.due: 截止, live.handler: [{ get: 经办 }, { lookup: officer }] }
  article:
    from: { table: 信息, key: [编号] }
    needs: [column]
    to: { table: article, unique: key }
    fields: { key: { key: true }, number: 编号, unit: 单位, state: 状态, title: 标题, column: [{ get: 栏目 }, { lookup: column }], at.drafted: 录入, at.published: 发布 }
`
const TABLES: Readonly<Record<string, readonly string[]>> = {
  单位: [
    ...['代码,名称', 'X-NEW,勐海县丙局', `${unit},勐海县甲局`],
    ...[`${units[1]?.code},勐海县乙委`, 'X-NIL,'],
  ],
  栏目: ['名称', '通知公告', '政策解读'],
  事项: ['编码,名称,单位,承诺', 'X-NEW-01,新事项,X-NEW,7', `X-01,旧事项,${unit},99999`],
  人员: [
    ...[
      '工号,姓名,单位,岗位,在用',
      'X01,甲某,X-NEW,handler,1',
      'X02,乙某,X-NEW,"handler,supervisor",1',
    ],
    ...['X03,丙某,X-NEW,没有,1', 'X04,丁某,X-NEW,reviewer,0', `X05,戊某,${unit},replier,1`],
  ],
  咨询: [
    '编号,单位,状态,标题,提出,发布',
    'ZX1,X-NEW,published,几点上班,2014-03-01,2014-03-04',
    'ZX2,X-NEW,asked,要带什么,2015-06-12,',
  ],
  投诉: [
    '编号,单位,状态,标题,提出,受理,截止,经办',
    `TS1,${unit},accepted,排队太久,2015-06-08,2015-06-09,2015-07-01,X05`,
  ],
  信息: [
    '编号,单位,状态,标题,栏目,录入,发布',
    `XX1,${unit},published,放假通知,政策解读,2014-01-01,2014-01-02`,
  ],
}

let hall: TestHall
let client: HallConnection
let home: KeptFolder

beforeAll(async () => {
  hall = await startTestHall()
  client = await hall.connect()
  await furnish(client)
  await client.setClock(now)
  home = await keptFolder()
  await mkdir(join(home.path, 'data'))
  for (const [name, lines] of Object.entries(TABLES)) {
    await writeFile(join(home.path, 'data', `${name}.csv`), `${lines.join('\n')}\n`)
  }
  await writeFile(join(home.path, 'old.yaml'), MAPPING)
})
afterAll(async () => {
  await hall.close()
  await home.remove()
})

const read = () =>
  loadMapping(join(home.path, 'old.yaml'), { HALL_BASE_URL: hall.url, HALL_TOKEN: ADMIN_TOKEN })
const migrate = async () => run(await read(), { at: now })

test('a plan only looks', async () => {
  await planMigration(await read(), { ...request(now), mark: 'x' })
  expect((await client.listUnits()).map(({ code }) => code)).not.toContain('X-NEW')
  expect((await client.listUsers()).map(({ workNo }) => workNo)).not.toContain('X01')
})

test('one mapping brings units, columns, items, accounts and what people asked and wrote', async () => {
  const { entities, balanced } = await migrate()
  expect(balanced).toBe(true)
  expect(entities.map(({ name, created, quarantined }) => [name, created, quarantined])).toEqual([
    ...[
      ['unit', 2, 2],
      ['column', 2, 0],
      ['item', 1, 1],
      ['officer', 3, 2],
    ],
    ...[
      ['question', 2, 0],
      ['complaint', 1, 0],
      ['article', 1, 0],
    ],
  ])
  const users = await client.listUsers()
  expect(users.filter(({ workNo }) => /^X\d/.test(workNo))).toEqual([
    { workNo: 'X01', name: '甲某', unit: 'X-NEW', active: true, roles: ['handler'] },
    { workNo: 'X04', name: '丁某', unit: 'X-NEW', active: false, roles: ['reviewer'] },
    { workNo: 'X05', name: '戊某', unit, active: true, roles: ['replier'] },
  ])
  await expect(client.signIn('X01')).rejects.toMatchObject({ code: 'HK-HALL-002' })
})

test('what the hall holds otherwise, and what its rules forbid, is kept out with its reason', async () => {
  const reasons = await opened(await read(), async ({ ledger, mapping }) =>
    Object.keys(mapping.entities).flatMap((name) =>
      ledger.quarantine
        .list(ledger.entity(name), 'open')
        .map(({ key, flaws }) => [name, key, JSON.stringify(flaws[0]?.params)]),
    ),
  )
  expect(reasons).toEqual([
    ['unit', units[1]?.code, expect.stringContaining('name 勐海县乙局')],
    ['unit', 'X-NIL', '{"detail":"name null"}'],
    ['item', 'X-01', expect.any(String)],
    ['officer', 'X02', expect.stringContaining('S2')],
    ['officer', 'X03', expect.any(String)],
  ])
  expect((await client.listUnits()).find(({ code }) => code === units[1]?.code)?.name).toBe(
    '勐海县乙局',
  )
})

test('everything is read back equal, references hold, and doing it again changes nothing', async () => {
  const { levels, differences } = await reconciled(await read(), '2015-06-15')
  expect(differences).toEqual([])
  expect(levels.every(({ different }) => different === 0)).toBe(true)
  const { entities } = await migrate()
  expect(entities.map(({ created, updated }) => created + updated)).toEqual([0, 0, 0, 0, 0, 0, 0])
})

test('a rollback lists what stays: the hall forgets no unit and no account', async () => {
  const done = await opened(await read(), (migration) =>
    rollBack(migration, { run: 1, entities: null, dryRun: false, at: now }),
  )
  expect(done.map(({ name, removed, kept }) => [name, removed, kept.length])).toEqual([
    ...[
      ['article', 0, 1],
      ['complaint', 0, 1],
      ['question', 0, 2],
    ],
    ...[
      ['officer', 0, 3],
      ['item', 0, 1],
      ['column', 0, 2],
      ['unit', 0, 2],
    ],
  ])
})

test('a table that a hall does not take is named, with what it takes', async () => {
  await writeFile(
    join(home.path, 'old.yaml'),
    MAPPING.replace('to: { table: column,', 'to: { table: 附件,'),
  )
  await expect(migrate()).rejects.toMatchObject({
    code: 'HK-MIG-017',
    params: { table: '附件', known: expect.arrayContaining(['unit', 'user', 'case', 'article']) },
  })
})
