import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import {
  auditHall,
  gatherFacts,
  type HallConnection,
  loadHallRules,
} from '../../../src/lib/hall/index.js'
import {
  lintMapping,
  listQuarantine,
  loadMapping,
  planMigration,
  rollBack,
  testMapping,
} from '../../../src/lib/migrate/index.js'
import { mysqlStatements } from '../../support/examples/mysql-2010.js'
import {
  ADMIN_TOKEN,
  actor,
  passwordFor,
  startTestHall,
  type TestHall,
} from '../../support/hall.js'
import { ask } from '../../support/hall-http.js'
import { type KeptFolder, keptFolder } from '../../support/kept-folder.js'
import { nonZero, opened, reconciled, request, run } from '../../support/migration.js'
import { hasService, type ServiceDatabase, serviceDatabase } from '../../support/services.js'

const examples = join(templatesDir(), 'migrations', 'examples')
const today = '2015-04-10'
const now = `${today}T10:00:00+08:00`
const token = { 'x-admin-token': ADMIN_TOKEN }

/** An example in a folder of its own, on its way to a hall that runs. */
interface Stage {
  readonly hall: TestHall
  readonly client: HallConnection
  readonly mapping: string
  readonly home: KeptFolder
}

async function stageOf(
  name: string,
  file: string,
  change = (text: string) => text,
): Promise<Stage> {
  const hall = await startTestHall()
  const client = await hall.connect()
  await client.setClock(now)
  const home = await keptFolder()
  await cp(join(examples, name), home.path, { recursive: true })
  const mapping = join(home.path, file)
  const here = `target: { driver: hall, connector: reference, url: '${hall.url}', token: '${ADMIN_TOKEN}' }`
  const text = (await readFile(mapping, 'utf8')).replace('target: { driver: hall }', here)
  await writeFile(mapping, change(text))
  return { hall, client, mapping, home }
}

const leave = async ({ hall, home }: Stage) => {
  await hall.close()
  await home.remove()
}
const migrate = (stage: Stage) => run(stage.mapping, { at: now })
const counts = async ({ hall }: Stage) => {
  const { body } = await ask(hall, 'GET', '/api/v1/counts', undefined, token)
  return { live: body.case, history: body['case.history'] ?? 0 }
}
const keptOut = async ({ mapping }: Stage) =>
  (await listQuarantine(await loadMapping(mapping), { entities: null, all: false })).map(
    ({ entity, key, flaws }) =>
      `${entity} ${key}: ${flaws.map(({ code, field }) => `${code} ${field}`.trim()).join(', ')}`,
  )
const proof = (stage: Stage) => reconciled(stage.mapping, today)
/** A password, as the hall's administrator hands one out and its owner changes it at once. */
async function handOut({ hall }: Stage, workNo: string): Promise<void> {
  const [password, newPassword] = [`初始${passwordFor(workNo)}`, passwordFor(workNo)]
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp']
  const Operations = [{ op: 'replace', path: 'password', value: password }]
  await ask(hall, 'PATCH', `/scim/v2/Users/${workNo}`, { schemas, Operations }, token)
  const { body } = await ask(hall, 'POST', '/api/v1/auth/login', { workNo, password })
  const bearer = { authorization: `Bearer ${body.token}` }
  await ask(hall, 'POST', '/api/v1/auth/password', { password, newPassword }, bearer)
}

describe('FoxPro of 2004, into a hall', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await stageOf('foxpro-2004', 'lsp-2004.hall.yaml')
  })
  afterAll(() => leave(stage))

  test('the mapping is sound, and a plan leaves the hall as it was', async () => {
    const mapping = await loadMapping(stage.mapping)
    expect((await lintMapping(mapping)).findings).toEqual([])
    expect((await testMapping(mapping, today)).filter(({ passed }) => !passed)).toEqual([])
    const plan = await planMigration(mapping, { ...request(now), mark: 'x' })
    expect(plan.balanced).toBe(true)
    expect(await counts(stage)).toEqual({ live: 0, history: 0 })
    expect(await stage.client.listUnits()).toEqual([])
  })

  test('units, items, officers, applicants and cases arrive; every piece of dirt is kept out by name', async () => {
    const { entities, balanced } = await migrate(stage)
    expect(balanced).toBe(true)
    expect(entities.map((one) => nonZero(one))).toEqual([
      { read: 5, created: 5 },
      { read: 5, created: 5 },
      { read: 8, created: 8 },
      { read: 40, created: 35, merged: 1, quarantined: 4 },
      { read: 120, created: 105, excluded: 3, interfaced: 2, manual: 1, quarantined: 9 },
    ])
    // Numbers of cases begin with their year, which chance has drawn.
    const said = (await keptOut(stage)).map((line) => line.replace(/^case \d\d/, 'case '))
    expect(said.sort()).toEqual([
      ...['case 000023#2: HK-MIG-320', 'case 000031: HK-MIG-306 owner'],
      ...['case 000038: HK-MIG-305 state, HK-MIG-305 result_code'],
      ...['case 000045: HK-MIG-303 at.accepted, HK-MIG-303 at.assigned'],
      ...['case 000059: HK-MIG-319', 'case 000064: HK-MIG-322', 'case 000066: HK-MIG-319'],
      ...['case 000105: HK-MIG-319', 'case @BJ.DBF:52: HK-MIG-204 YJ'],
      ...['person 000005: HK-MIG-314 name', 'person 000012: HK-MIG-323'],
      ...['person 000016: HK-MIG-307 workNo', 'person 000026: HK-MIG-314 name'],
    ])
  })

  test('closed cases are history and no work, open ones are work: the hall counts them apart', async () => {
    expect(await counts(stage)).toEqual({ live: 3, history: 102 })
    expect(await stage.client.count('case')).toBe(3)
  })

  test('everything is read back equal, from the count to the reference; doing it again changes nothing', async () => {
    const { levels, differences } = await proof(stage)
    expect(differences).toEqual([])
    expect(levels.map(({ different, notCheckable }) => different + notCheckable)).toEqual([
      0, 0, 0, 0,
    ])
    const { entities } = await migrate(stage)
    expect(entities.map(({ created, updated }) => created + updated)).toEqual([0, 0, 0, 0, 0])
  })

  test('the audit of the hall holds: chain, numbers, texts', async () => {
    const rules = await loadHallRules(templatesDir())
    const report = auditHall(await gatherFacts(stage.client, rules, Date.now), rules)
    expect(report.findings).toEqual([])
    const looked = report.checks.filter((one) => one.looked > 0).map(({ id }) => id)
    expect(looked).toEqual(expect.arrayContaining(['chain', 'numbers', 'texts']))
  })

  test('an open case is where it stood: used and stopped days, due date, its officer, who goes on with it', async () => {
    const { hall, client } = stage
    const { body } = await ask(hall, 'GET', '/api/v1/cases?history=without', undefined, token)
    const one = body.objects.find(({ number }: { number: string }) => number === '15000056')
    expect(one).toMatchObject({ state: 'handling', unit: 'DW-03', data: { handler: 'CZ03' } })
    const clock = await ask(hall, 'GET', `/api/v1/cases/${one.id}/clock`, undefined, token)
    // Accepted on 2 April: the 3rd and the 7th to the 10th are five working days, two of them stood still.
    expect(clock.body).toMatchObject({ promised: 20, due: '2015-05-06', used: 3 })

    await handOut(stage, 'CZ03')
    await client.putAssignments([{ item: 'SX-0301', node: 'handle', workNo: 'CZ03', ab: 'A' }])
    const act = actor(client)
    const done = await act('CZ03', 'case.handle', one.id, { opinion: '同意' })
    expect(done).toMatchObject({ number: '15000056', state: 'reviewing' })
  })

  test('supervision sees the open cases alone', async () => {
    const { hall, client } = stage
    await client.setClock('2015-05-20T10:00:00+08:00')
    const { body } = await ask(hall, 'GET', '/api/v1/cards?rule=R01', undefined, token)
    const numbers = body.cards.map((card: { subject: { number: string } }) => card.subject.number)
    expect(numbers.toSorted()).toEqual(['15000019', '15000051', '15000056'])
  })

  test('a new case gets a number of the hall that none of the old ones has', async () => {
    const { client } = stage
    const [applicant] = (await client.listUsers()).filter(({ roles }) =>
      roles.includes('applicant'),
    )
    await handOut(stage, applicant?.workNo ?? '')
    const input = { item: 'SX-0301', applicant: applicant?.name ?? '' }
    const made = await actor(client)(applicant?.workNo ?? '', 'case.submit', null, input)
    expect(made.number).toBe('SX-0301201505200001')
    expect(await counts(stage)).toEqual({ live: 4, history: 102 })
  })

  test('a rollback takes nothing out of a hall that only grows: it lists every row as staying', async () => {
    const back = (dryRun: boolean) =>
      opened(stage.mapping, (migration) =>
        rollBack(migration, { run: 1, entities: null, dryRun, at: now }),
      )
    const looked = await back(true)
    const done = await back(false)
    expect(looked).toEqual(done)
    expect(done.map(({ name, removed, kept }) => [name, removed, kept.length])).toEqual([
      ['case', 0, 105],
      ['person', 0, 35],
      ['staff', 0, 8],
      ['item', 0, 5],
      ['unit', 0, 5],
    ])
  })
})

describe.skipIf(!(await hasService('mariadb')))('MySQL of 2010, into a hall', () => {
  let old: ServiceDatabase
  let stage: Stage
  beforeAll(async () => {
    old = await serviceDatabase('mariadb')
    for (const statement of mysqlStatements()) await old.run(statement)
    const { hostname, port, username, password } = new URL(old.url)
    const secret = password === '' ? '' : `, password: ${decodeURIComponent(password)}`
    const server = `host: ${hostname}, port: ${port || 3306}, database: ${old.name}, user: ${username}${secret}`
    stage = await stageOf('mysql-2010', 'oa-2010.hall.yaml', (text) =>
      text.replace('database: oa_old, user: root', server),
    )
  })
  afterAll(async () => {
    await leave(stage)
    await old.drop()
  })

  test('eight sorts arrive by one mapping, and are read back equal', async () => {
    const mapping = await loadMapping(stage.mapping)
    expect((await lintMapping(mapping)).findings).toEqual([])
    const { entities, balanced } = await migrate(stage)
    expect(balanced).toBe(true)
    expect(entities.map((one) => [one.name, nonZero(one)])).toEqual([
      ['unit', { read: 3, created: 3 }],
      ['item', { read: 3, created: 3 }],
      ['staff', { read: 6, created: 6 }],
      ['person', { read: 20, created: 18, excluded: 1, quarantined: 1 }],
      ['case', { read: 60, created: 52, excluded: 2, quarantined: 6 }],
      ['consultation', { read: 3, created: 2, quarantined: 1 }],
      ['complaint', { read: 2, created: 2 }],
      ['article', { read: 3, created: 2, quarantined: 1 }],
    ])
    expect(await keptOut(stage)).toEqual([
      'person 4: HK-MIG-314 name',
      ...['case 13: HK-MIG-303 at.accepted, HK-MIG-303 at.assigned'],
      ...['case 20: HK-MIG-305 state, HK-MIG-305 result_code', 'case 27: HK-MIG-306 owner'],
      ...['case 34: HK-MIG-322', 'case 41: HK-MIG-319', 'case 48: HK-MIG-306 owner'],
      ...['consultation 3: HK-MIG-314 title', 'article 3: HK-MIG-306 unit'],
    ])
    const { levels, differences } = await proof(stage)
    expect(differences).toEqual([])
    expect(levels.every(({ equal, different }) => equal > 0 && different === 0)).toBe(true)
  })

  test('what is open is work, what was answered is history, sort by sort', async () => {
    const { body } = await ask(stage.hall, 'GET', '/api/v1/counts', undefined, token)
    expect(body).toMatchObject({
      ...{ case: 8, 'case.history': 44, article: 2 },
      ...{ consultation: 1, 'consultation.history': 1, complaint: 1, 'complaint.history': 1 },
    })
  })
})
