import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import { connectByConnector, loadHallRules, readConnector } from '../../../src/lib/hall/index.js'
import {
  everything,
  lintMapping,
  listQuarantine,
  loadMapping,
  planMigration,
  testMapping,
} from '../../../src/lib/migrate/index.js'
import { nonZero, reconciled, run } from '../../support/migration.js'
import { hasService, serviceDatabase } from '../../support/services.js'
import { tempFolder } from '../../support/temp-folder.js'

async function exampleIn(name: string) {
  const folder = await tempFolder()
  await cp(join(templatesDir(), 'migrations', 'examples', 'exchange'), folder, { recursive: true })
  const file = join(folder, `${name}.yaml`)
  const mapping = await loadMapping(file)
  expect((await lintMapping(mapping)).findings).toEqual([])
  const tests = await testMapping(mapping, '2026-11-22')
  expect(tests.filter(({ passed }) => !passed)).toEqual([])
  return { folder, file }
}

/** Every row that is kept out for a reason of its own, not because its case is. */
async function keptOut(file: string) {
  const rows = await listQuarantine(await loadMapping(file), { entities: null, all: false })
  const own = rows.flatMap(({ entity, key, flaws }) =>
    flaws.map(({ code, field }) => `${entity} ${key.slice(-2)} ${code} ${field}`),
  )
  return own.filter((line) => !line.includes('HK-MIG-306'))
}

/** What a connector that ships sees of every case in the files. */
async function seenBy(connector: string, place: string) {
  const file = join(templatesDir(), 'connectors', `${connector}.yaml`)
  const hall = await connectByConnector(await readConnector(file), {
    ...{ rules: await loadHallRules(templatesDir()), now: Date.now, env: { EXCHANGE_DIR: place } },
    ...{ credentials: async () => '', ledgerFile: null },
  })
  const cases: string[] = []
  for (let n = 1; n <= 13; n += 1) {
    const number = `2014${String(n).padStart(6, '0')}`
    const found = await hall.get('case', number).catch(() => null)
    cases.push(`${n} ${found?.state ?? '-'}`)
  }
  const one = await hall.get('case', '2014000001')
  hall.close()
  return { cases, one }
}

/** The state of every case of the example as the ten event tables tell it; three are not migrated. */
const states = [
  ...['1 delivered', '2 delivered', '3 approving', '4 suspended', '5 granted', '6 correcting'],
  ...['7 accepted', '8 not_accepted', '9 pre_returned', '10 -', '11 settled', '12 -', '13 granted'],
]

const hasMariadb = await hasService('mariadb')

describe('an old table of cases', () => {
  test('becomes the ten event tables of Guangdong, as which our own connector reads every case and its state', async () => {
    const { folder, file } = await exampleIn('exchange-gd')
    const { entities, balanced } = await run(file)

    expect(balanced).toBe(true)
    expect(entities.map(({ name, created }) => `${name} ${created}`)).toEqual([
      ...['apply 11', 'preaccept 11', 'accept 8', 'undertake 6', 'review 6', 'approve 5'],
      ...['correction 2', 'corrected 1', 'pause 2', 'resume 1', 'settle 3', 'deliver 2'],
    ])
    expect(await keptOut(file)).toEqual([
      ...['apply 10 HK-MIG-314 SQRMC', 'accept 11 HK-MIG-303 SLSJ', 'settle 13 HK-MIG-305 BJJGDM'],
      'deliver 10 HK-MIG-314 LQRXM',
    ])
    expect((await reconciled(file)).differences).toEqual([])
    const { cases, one } = await seenBy('exchange-gd', join(folder, '交换-广东'))
    expect(cases).toEqual(states)
    expect(one).toMatchObject({ number: '2014000001' })
    expect(
      (await run(file)).entities.every(({ created, updated }) => created + updated === 0),
    ).toBe(true)
  })

  test.skipIf(!hasMariadb)(
    'becomes the same tables of a front-end database, planned and read the same way',
    async () => {
      const front = await serviceDatabase('mariadb')
      onTestFinished(() => front.drop())
      const { file } = await exampleIn('exchange-gd')
      const { hostname, port, username, password } = new URL(front.url)
      const secret = password === '' ? '' : `, password: '${decodeURIComponent(password)}'`
      const target = `target: { driver: mysql, host: ${hostname}, port: ${port || 3306}, database: ${front.name}, user: ${username}${secret} }`
      await writeFile(file, (await readFile(file, 'utf8')).replace(/^target: .*$/m, target))
      // A column of moments takes and gives them as they are written; letters of columns are chance.
      await front.run(
        'CREATE TABLE ex_gdbs_lqdj (sblsh varchar(40) PRIMARY KEY, sxbm text, lqrxm text, lqfs text, lqsj datetime, xzqhdm text)',
      )
      const request = {
        ...{ scope: everything, now: () => '2026-11-22T10:00:00+08:00', clock: Date.now },
        ...{ signal: new AbortController().signal, resume: () => '', mark: 'm' },
      }
      const planned = await planMigration(await loadMapping(file), request)
      const { entities } = await run(file)

      expect(planned.entities).toEqual(entities)
      expect((await reconciled(file)).differences).toEqual([])
      expect((await seenBy('exchange-gd', front.url)).cases).toEqual(states)
    },
  )

  test('becomes the national exchange tables, as which our own connector reads every case and its state', async () => {
    const { folder, file } = await exampleIn('exchange-national')
    const { entities, balanced } = await run(file)

    expect(balanced).toBe(true)
    expect(entities.map((one) => nonZero(one)).at(-1)).toEqual({
      ...{ read: 26, created: 20, excluded: 2, quarantined: 4 },
    })
    expect(await keptOut(file)).toContain('accept 11 HK-MIG-303 accept_date')
    expect((await reconciled(file)).differences).toEqual([])
    const { cases } = await seenBy('exchange-tables', join(folder, '交换-国家'))
    expect(cases).toEqual([
      ...['1 delivered', '2 delivered', '3 approving', '4 suspended', '5 granted', '6 correcting'],
      ...['7 accepted', '8 not_accepted', '9 submitted', '10 -', '11 -', '12 -', '13 granted'],
    ])
  })
})
