// biome-ignore-all lint/suspicious/noTemplateCurlyInString: connector files hold ${CEL}
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import {
  auditHall,
  gatherFacts,
  type HallConnection,
  loadHallRules,
} from '../../../src/lib/hall/index.js'
import { loadMapping, planMigration, rollBack } from '../../../src/lib/migrate/index.js'
import { droppingProxy } from '../../support/dropping-proxy.js'
import {
  ADMIN_TOKEN,
  actor,
  furnish,
  items,
  startTestHall,
  type TestHall,
  units,
} from '../../support/hall.js'
import { ask } from '../../support/hall-http.js'
import { type KeptFolder, keptFolder } from '../../support/kept-folder.js'
import { opened, reconciled, request, run } from '../../support/migration.js'

const [unit, item] = [units[0]?.code ?? '', items[0]?.code ?? '']
const TODAY = '2015-06-15'

const MAPPING = `version: 1
system: old-2010
source: { driver: csv, path: data }
target: { driver: hall, connector: reference, token: env:HALL_TOKEN }
entities:
  case:
    title: 办件
    from: { table: 办件, key: [案号] }
    to: { table: case, unique: key }
    fields:
      key: { key: true }
      number: 编号
      unit: { const: ${unit} }
      item: { const: ${item} }
      state: [{ get: 状态 }, { code: states }]
      applicant: 申请人
      at.submitted: 申请
      at.accepted: [{ get: 受理 }, time_cn]
      at.assigned: 分办
      at.settled: 办结
      by.accepted: 受理人
      live.promised: [{ get: 承诺 }, int]
      live.stopped: [{ get: 停计 }, int]
      live.due: 截止
      live.handler: 承办人
    measure: { group: [state], distinct: [applicant] }
codes:
  states: { 已提交: submitted, 承办: handling, 办结: settled }
`
const HEAD = '案号,编号,状态,申请人,申请,受理,受理人,分办,办结,承诺,停计,截止,承办人'
const closed = (n: number) =>
  `${n},${item}20150615${String(n).padStart(4, '0')},办结,甲${n},2009-03-02,2009-03-03 09:10:11,王五,2009-03-04,2009-03-20,10,,,`
/** Accepted on Wednesday 3 June; ten working days and two that stood still make Friday 19 June. */
const open = (n: number, due = '2015-06-19', handler = 'a-handler') =>
  `${n},旧〔2015〕${n}号,承办,乙${n},2015-06-02,2015-06-03,王五,2015-06-04,,10,2,${due},${handler}`

let hall: TestHall
let client: HallConnection
let home: KeptFolder
let folder: string

beforeAll(async () => {
  hall = await startTestHall()
  client = await hall.connect()
  await furnish(client)
  await client.setClock(`${TODAY}T10:00:00+08:00`)
  home = await keptFolder()
  folder = home.path
  await mkdir(join(folder, 'data'))
  await write([
    ...[1, 2, 3, 4, 5].map(closed),
    open(6),
    open(7),
    open(8, '2015-06-18'),
    open(9, '2015-06-19', '没有'),
  ])
  await writeFile(join(folder, 'old.yaml'), MAPPING)
})
afterAll(async () => {
  await hall.close()
  await home.remove()
})

const write = (lines: readonly string[]) =>
  writeFile(join(folder, 'data', '办件.csv'), `${[HEAD, ...lines].join('\n')}\n`)
const read = (url = hall.url) =>
  loadMapping(join(folder, 'old.yaml'), { HALL_BASE_URL: url, HALL_TOKEN: ADMIN_TOKEN })
const now = `${TODAY}T10:00:00+08:00`
const migrate = async (url = hall.url) => run(await read(url), { at: now })
const proven = async () => reconciled(await read(), TODAY)
const counts = async () => {
  const { body } = await ask(hall, 'GET', '/api/v1/counts', undefined, {
    'x-admin-token': ADMIN_TOKEN,
  })
  return [body.case, body['case.history'] ?? 0]
}

test('a plan only looks at the hall', async () => {
  const plan = await planMigration(await read(), { ...request(now), mark: 'x' })
  expect(plan.entities).toMatchObject([{ name: 'case', read: 9, created: 9 }])
  expect(await counts()).toEqual([0, 0])
})

test('a hall that is gone in the middle of a batch is named; going on brings every case once', async () => {
  const proxy = await droppingProxy(hall.url, (_, path) => path.endsWith('/actions'))
  await expect(migrate(proxy.url)).rejects.toMatchObject({ code: 'HK-HALL-006' })
  expect(await counts()).toEqual([2, 5]) // the hall had taken them, the ledger does not know

  const { entities, balanced } = await migrate()
  await proxy.close()
  expect(balanced).toBe(true)
  expect(entities).toMatchObject([{ read: 9, created: 7, quarantined: 2 }])
  expect(await counts()).toEqual([2, 5]) // closed cases are history and counted apart
})

test('what the hall refused is kept out with its reason: a due date that its calendar does not give, an unknown officer', async () => {
  const kept = await opened(await read(), ({ ledger }) =>
    ledger.quarantine.list(ledger.entity('case'), 'open'),
  )
  const reasons = kept.map(({ key, flaws }) => [
    key,
    (flaws[0]?.params as { detail: string } | undefined)?.detail,
  ])
  expect(reasons).toEqual([
    ['8', '/live/due 按日历应为 2015-06-19'],
    ['9', '/live/handler 没有这个账号'],
  ])
})

test('an audit does not hold the old system to the duties of this hall: who did both there is often not known', async () => {
  const rules = await loadHallRules(templatesDir())
  const { findings, checks } = auditHall(await gatherFacts(client, rules, Date.now), rules)
  expect(findings).toEqual([])
  expect(checks.find(({ id }) => id === 'duties')).toMatchObject({ verdict: 'held', looked: 0 })
})

test('everything is read back from the hall and equal to the source, row by row and group by group', async () => {
  const { levels, differences } = await proven()
  expect(differences).toEqual([])
  expect(levels.find(({ level }) => level === 3)).toMatchObject({ equal: 7, different: 0 })
})

test('an open case is work of its handler with its clock; history is no work, and gets no card', async () => {
  const { body } = await ask(hall, 'GET', '/api/v1/cases?history=without', undefined, {
    'x-admin-token': ADMIN_TOKEN,
  })
  const [one] = body.objects
  expect(body.total).toBe(2)
  expect(one).toMatchObject({
    ...{
      number: '旧〔2015〕6号',
      state: 'handling',
      data: { applicant: '乙6', handler: 'a-handler' },
    },
  })
  expect(await client.legalClock?.('case', one.id)).toMatchObject({
    ...{ promised: 10, acceptedOn: '2015-06-03', due: '2015-06-19' },
  })
  await client.setClock('2015-06-22T10:00:00+08:00')
  const cards = await ask(hall, 'GET', '/api/v1/cards?rule=R01', undefined, {
    'x-admin-token': ADMIN_TOKEN,
  })
  expect(
    new Set(cards.body.cards.map((card: { subject: { number: string } }) => card.subject.number)),
  ).toEqual(new Set(['旧〔2015〕6号', '旧〔2015〕7号']))
  const act = actor(client)
  await expect(act('b-handler', 'case.handle', one.id, { opinion: '同意' })).rejects.toThrow()
  expect((await act('a-handler', 'case.handle', one.id, { opinion: '同意' })).state).toBe(
    'reviewing',
  )
})

test('numbers go on behind the migrated ones', async () => {
  const other = await startTestHall()
  const fresh = await other.connect()
  await furnish(fresh)
  await fresh.setClock(`${TODAY}T10:00:00+08:00`)
  const dir = join(home.path, 'other')
  const here = folder
  folder = dir
  await mkdir(join(dir, 'data'), { recursive: true })
  await write([closed(41)])
  await writeFile(join(dir, 'old.yaml'), MAPPING)
  await migrate(other.url)
  folder = here
  const made = await actor(fresh)('a-applicant', 'case.submit', null, { item, applicant: '演练' })
  expect(made.number).toBe(`${item}201506150042`)
  await other.close()
})

test('what people did since is told, and stays; what is done again is the same', async () => {
  const { differences } = await proven()
  expect(differences.filter(({ level }) => level === 3)).toMatchObject([
    { what: 'changed-in-target', where: '6' },
  ])
  const again = await migrate()
  expect(again.entities).toMatchObject([
    { read: 9, created: 0, updated: 0, same: 7, quarantined: 2 },
  ])
})

test('the reference hall only grows: a rollback lists every case as staying, and forgets none', async () => {
  const back = { run: 1, entities: null, dryRun: false, at: now }
  const [done] = await opened(await read(), (migration) => rollBack(migration, back))
  expect(done?.removed).toBe(0)
  expect(done?.kept.toSorted()).toEqual(['1', '2', '3', '4', '5', '6', '7'])
  expect(await counts()).toEqual([2, 5])
})
