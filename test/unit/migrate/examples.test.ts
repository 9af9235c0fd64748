import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import {
  lintMapping,
  listQuarantine,
  loadMapping,
  testMapping,
} from '../../../src/lib/migrate/index.js'
import { fillHunan } from '../../support/examples/hunan.js'
import { mysqlStatements } from '../../support/examples/mysql-2010.js'
import { inTarget, nonZero, reconciled, run } from '../../support/migration.js'
import { hasService, type ServiceDatabase, serviceDatabase } from '../../support/services.js'
import { tempFolder } from '../../support/temp-folder.js'

const examples = join(templatesDir(), 'migrations', 'examples')
const today = '2026-11-22'

async function exampleIn(name: string, change = (text: string) => text) {
  const folder = await tempFolder()
  await cp(join(examples, name), folder, { recursive: true })
  const [file] = { 'foxpro-2004': ['lsp-2004.yaml'], 'mysql-2010': ['oa-2010.yaml'] }[name] ?? [
    'hn-supervision.yaml',
  ]
  const mapping = join(folder, file ?? '')
  await writeFile(mapping, change(await readFile(mapping, 'utf8')))
  return { folder, mapping }
}

/** Every row that is kept out: entity, key, and what is wrong with it. */
async function keptOut(mapping: string) {
  const rows = await listQuarantine(await loadMapping(mapping), { entities: null, all: false })
  return rows.map(
    ({ entity, key, flaws }) =>
      `${entity} ${key}: ${flaws.map(({ code, field }) => `${code} ${field}`.trim()).join(', ')}`,
  )
}

/** The equation and the four levels of an example that was run. */
async function proved(mapping: string) {
  const { levels, entities, differences } = await reconciled(mapping, today)
  expect(differences).toEqual([])
  expect(levels.every(({ different }) => different === 0)).toBe(true)
  for (const { name: _, source, ...ends } of entities) {
    expect(Object.values(ends).reduce((a, b) => a + b, 0)).toBe(source)
  }
}

async function checked(mapping: string) {
  const loaded = await loadMapping(mapping)
  expect((await lintMapping(loaded)).findings).toEqual([])
  expect((await testMapping(loaded, today)).filter(({ passed }) => !passed)).toEqual([])
}

test('FoxPro of 2004: every piece of dirt is found by name, every other row is migrated, and the sums are right', async () => {
  const { folder, mapping } = await exampleIn('foxpro-2004')
  await checked(mapping)
  const { entities, balanced } = await run(mapping)

  expect(balanced).toBe(true)
  expect(entities.map((one) => nonZero(one))).toEqual([
    { read: 5, created: 5 },
    { read: 5, created: 5 },
    { read: 40, created: 35, merged: 1, quarantined: 4 },
    { read: 120, created: 107, excluded: 3, interfaced: 2, manual: 1, quarantined: 7 },
  ])
  // Numbers of cases begin with their year, which chance has drawn.
  const said = (await keptOut(mapping)).map((line) => line.replace(/^case \d\d/, 'case '))
  expect(said.sort()).toEqual([
    ...['case 000023#2: HK-MIG-320', 'case 000031: HK-MIG-306 applicant'],
    ...['case 000038: HK-MIG-305 status', 'case 000045: HK-MIG-303 accepted_on'],
    ...['case 000059: HK-MIG-319', 'case 000066: HK-MIG-319', 'case @BJ.DBF:52: HK-MIG-204 YJ'],
    ...['person 000005: HK-MIG-314 name', 'person 000012: HK-MIG-323'],
    ...['person 000016: HK-MIG-307 id_no', 'person 000026: HK-MIG-314 name'],
  ])
  const years = inTarget(folder, (db) =>
    db.prepare('SELECT min(accepted_on), max(accepted_on) FROM cases').raw().get(),
  )
  expect(years).toEqual([expect.stringMatching(/^1997-/), expect.stringMatching(/^2015-/)])
  expect(nonZero((await run(mapping)).entities[3] ?? { name: '' })).toMatchObject({ same: 107 })
  await proved(mapping)
})

test('the Hunan supervision shape: states, sources and limits become the hall’s, what contradicts itself is kept out', async () => {
  const { folder, mapping } = await exampleIn('hunan-supervision')
  await mkdir(join(folder, 'data'))
  const database = new Sqlite(join(folder, 'data', 'supervision.sqlite'))
  fillHunan(database)
  database.close()
  await checked(mapping)
  const { entities, balanced } = await run(mapping)

  expect(balanced).toBe(true)
  expect(entities.map((one) => nonZero(one))).toEqual([
    { read: 3, created: 2, quarantined: 1 },
    { read: 19, created: 13, excluded: 1, interfaced: 1, quarantined: 4 },
    { read: 2, created: 1, quarantined: 1 },
    { read: 2, created: 1, quarantined: 1 },
  ])
  expect(await keptOut(mapping)).toEqual([
    'item S3: HK-MIG-319',
    ...['case H2: HK-MIG-305 status', 'case H3: HK-MIG-319', 'case H4: HK-MIG-319'],
    ...['case H5: HK-MIG-306 item', 'pause Z2: HK-MIG-306 case', 'complaint C2: HK-MIG-314 title'],
  ])
  await proved(mapping)
})

describe.skipIf(!(await hasService('mariadb')))('MySQL of 2010', () => {
  let old: ServiceDatabase
  beforeAll(async () => {
    old = await serviceDatabase('mariadb')
    for (const statement of mysqlStatements()) await old.run(statement)
  })
  afterAll(() => old.drop())

  test('GBK in latin1 columns comes back as it was typed, dirt is found by name, the equation closes', async () => {
    const { hostname, port, username, password } = new URL(old.url)
    const secret = password === '' ? '' : `, password: ${decodeURIComponent(password)}`
    const server = `host: ${hostname}, port: ${port || 3306}, database: ${old.name}, user: ${username}${secret}`
    const { folder, mapping } = await exampleIn('mysql-2010', (text) =>
      text.replace('database: oa_old, user: root', server),
    )
    await checked(mapping)
    const { entities, balanced } = await run(mapping)

    expect(balanced).toBe(true)
    expect(entities.map((one) => nonZero(one))).toEqual([
      { read: 3, created: 3 },
      { read: 20, created: 18, excluded: 1, quarantined: 1 },
      { read: 60, created: 52, excluded: 2, quarantined: 6 },
    ])
    expect(await keptOut(mapping)).toEqual([
      'person 4: HK-MIG-314 name',
      ...[
        'case 13: HK-MIG-303 accepted_at',
        'case 20: HK-MIG-305 status',
        'case 27: HK-MIG-306 applicant',
      ],
      ...['case 34: HK-MIG-323', 'case 41: HK-MIG-319', 'case 48: HK-MIG-306 applicant'],
    ])
    expect(
      inTarget(folder, (db) =>
        db.prepare('SELECT DISTINCT name FROM persons ORDER BY 1').pluck().all(),
      ),
    ).toEqual(['王伟', '李芳', '张秀英', '岩温', '玉香', '刘建国'].sort())
    await proved(mapping)
  })
})
