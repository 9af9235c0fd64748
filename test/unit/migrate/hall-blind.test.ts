import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import { loadMapping } from '../../../src/lib/migrate/index.js'
import { droppingProxy } from '../../support/dropping-proxy.js'
import {
  ADMIN_TOKEN,
  furnish,
  items,
  startTestHall,
  type TestHall,
  units,
} from '../../support/hall.js'
import { ask } from '../../support/hall-http.js'
import { type KeptFolder, keptFolder } from '../../support/kept-folder.js'
import { reconciled, run } from '../../support/migration.js'

const TODAY = '2015-06-15'
const MAPPING = `version: 1
system: old-2010
source: { driver: csv, path: data }
target: { driver: hall, connector: blind.yaml, token: env:HALL_TOKEN }
entities:
  case:
    from: { table: 办件, key: [案号] }
    to: { table: case, unique: key }
    fields:
      key: { key: true }
      number: 编号
      unit: { const: ${units[0]?.code} }
      item: { const: ${items[0]?.code} }
      state: { const: settled }
      applicant: 申请人
      at.submitted: 申请
      at.settled: 办结
`
const row = (n: number) => `${n},旧〔2009〕${n}号,甲${n},2009-03-02,2009-03-20`

let hall: TestHall
let home: KeptFolder

beforeAll(async () => {
  hall = await startTestHall()
  const client = await hall.connect()
  await furnish(client)
  await client.setClock(`${TODAY}T10:00:00+08:00`)
  home = await keptFolder()
  await mkdir(join(home.path, 'data'))
  await writeFile(join(home.path, 'old.yaml'), MAPPING)
  await write([1, 2, 3])
  const shipped = await readFile(join(templatesDir(), 'connectors/reference.yaml'), 'utf8')
  const blind = shipped.replace(/ {2}'\*\.migrated':\n(?: {4}.*\n)+/, '')
  expect(blind).not.toBe(shipped)
  await writeFile(join(home.path, 'blind.yaml'), blind)
})
afterAll(async () => {
  await hall.close()
  await home.remove()
})

const write = (cases: readonly number[]) =>
  writeFile(
    join(home.path, 'data', '办件.csv'),
    `${['案号,编号,申请人,申请,办结', ...cases.map(row)].join('\n')}\n`,
  )

const read = (url = hall.url) =>
  loadMapping(join(home.path, 'old.yaml'), { HALL_BASE_URL: url, HALL_TOKEN: ADMIN_TOKEN })
const migrate = async (url?: string) => run(await read(url), { at: `${TODAY}T10:00:00+08:00` })

async function histories(): Promise<number> {
  const secret = { 'x-admin-token': ADMIN_TOKEN }
  const { body } = await ask(hall, 'GET', '/api/v1/counts', undefined, secret)
  return body['case.history'] ?? 0
}

test('a hall that tells nothing back and knows a repeated call takes every case once, also when the line broke after it had', async () => {
  const proxy = await droppingProxy(hall.url, (_, path) => path.endsWith('/actions'))
  await expect(migrate(proxy.url)).rejects.toMatchObject({ code: 'HK-HALL-006' })
  await proxy.close()
  expect(await histories()).toBe(3)

  expect((await migrate()).entities).toMatchObject([{ read: 3, created: 3 }])
  expect(await histories()).toBe(3)
  await write([1, 2, 3, 4])
  expect((await migrate()).entities).toMatchObject([{ read: 4, created: 1, same: 3 }])
  expect(await histories()).toBe(4)
})

test('what cannot be read back is not checkable, and never called equal', async () => {
  const { levels, differences } = await reconciled(await read(), TODAY)
  const [counts, ...others] = levels
  expect(differences).toEqual([])
  expect(counts).toMatchObject({ level: 1, different: 0 })
  expect(counts?.equal).toBeGreaterThan(0)
  expect(others.map(({ equal }) => equal)).toEqual([0, 0, 0])
  expect(others.find(({ level }) => level === 3)?.notCheckable).toBeGreaterThan(0)
})
