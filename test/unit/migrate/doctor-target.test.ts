import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { targetFindings } from '../../../src/lib/migrate/doctor/target.js'
import { loadMapping } from '../../../src/lib/migrate/index.js'
import { ADMIN_TOKEN, startTestHall, type TestHall } from '../../support/hall.js'
import { oldCase, oldSystem, people } from '../../support/migration.js'
import { hasService, type ServiceDatabase, serviceDatabase } from '../../support/services.js'
import { tempFolder } from '../../support/temp-folder.js'

/** What doctor says of a mapping that writes there. */
async function saidOf(target: string, change = (text: string) => text) {
  const mapping = (text: string) =>
    change(text.replace('{ driver: sqlite, path: hall.sqlite }', target))
  const file = await oldSystem(await tempFolder(), { people, cases: [oldCase('A1')], mapping })
  const findings = await targetFindings(await loadMapping(file), { clock: Date.now })
  return findings.map(({ code, params }) => [code, Object.values(params).join(' ')])
}

describe('a hall as a target', () => {
  let hall: TestHall
  beforeAll(async () => {
    hall = await startTestHall()
  })
  afterAll(() => hall.close())
  const at = (url: string, token = ADMIN_TOKEN) =>
    `{ driver: hall, connector: reference, url: '${url}', token: '${token}' }`
  const units = (text: string) =>
    text
      .replace(/ {2}case:\n[\s\S]*(?=codes:)/, '')
      .replace(
        'table: persons, unique: id_no, on_duplicate: merge, same: [name]',
        'table: unit, unique: code',
      )
      .replace(/id_no: .*\n.*\n.*\n/, 'code: 编号\n      name: 姓名\n')

  test('that runs, lets us in and is empty is ready; what it holds is told', async () => {
    expect(await saidOf(at(hall.url), units)).toEqual([])
    const client = await hall.connect()
    await client.putUnits([{ code: 'X', name: '甲局', batch: '' }])
    expect(await saidOf(at(hall.url), units)).toEqual([['HK-MIG-527', 'person unit']])
  })

  test('that does not let us in, is not there, or does not take an entity is told with the reason', async () => {
    expect(await saidOf(at(hall.url, 'no-token'), units)).toMatchObject([
      ['HK-MIG-526', expect.stringContaining('HK-HALL-002')],
    ])
    expect(await saidOf(at('http://127.0.0.1:9'), units)).toMatchObject([
      ['HK-MIG-526', expect.stringContaining('HK-HALL-001')],
    ])
    expect(await saidOf('{ driver: hall }', units)).toMatchObject([
      ['HK-MIG-526', expect.stringContaining('HK-DRILL-007')],
    ])
    expect(await saidOf(at(hall.url))).toMatchObject([
      ['HK-MIG-526', expect.stringMatching(/^hall person HK-MIG-017 persons/)],
      ['HK-MIG-526', expect.stringMatching(/^hall case HK-MIG-017 cases/)],
    ])
  })
})

describe.skipIf(!(await hasService('postgresql')))('PostgreSQL as a target', () => {
  let database: ServiceDatabase
  beforeAll(async () => {
    database = await serviceDatabase('postgresql')
  })
  afterAll(() => database.drop())
  const at = (name: string) => {
    const { hostname, port, username } = new URL(database.url)
    return `{ driver: postgres, host: ${hostname}, port: ${port || 5432}, database: ${name}, user: ${username} }`
  }

  test('is tried and left as it was; a table that lacks columns, rows that are there, and no such database are told', async () => {
    expect(await saidOf(at(database.name))).toEqual([])
    expect(await database.run("SELECT 1 FROM pg_tables WHERE tablename = 'persons'")).toEqual([])

    await database.run('CREATE TABLE persons (id_no text PRIMARY KEY, name text, phone text)')
    await database.run("INSERT INTO persons VALUES ('1', '甲', NULL)")
    await database.run('CREATE TABLE cases (legacy_key text PRIMARY KEY)')
    expect(await saidOf(at(database.name))).toMatchObject([
      ['HK-MIG-527', 'person persons'],
      ['HK-MIG-526', expect.stringMatching(/^postgres case HK-MIG-012 cases case_no/)],
    ])
    expect(await saidOf(at('no_such_database'))).toMatchObject([
      ['HK-MIG-526', expect.stringContaining('no_such_database')],
    ])
  })
})
