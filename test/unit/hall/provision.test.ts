import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isProblem } from '../../../src/lib/errors/index.js'
import {
  accountMark,
  applyProvision,
  connectHall,
  credentialsFrom,
  type HallConnection,
  openSecrets,
  planProvision,
  randomPassword,
} from '../../../src/lib/hall/index.js'
import {
  assignments,
  columns,
  items,
  startTestHall,
  type TestHall,
  units,
  users,
} from '../../support/hall.js'
import { tempFolder } from '../../support/temp-folder.js'

const desired = { units, columns, items, users, assignments }
let hall: TestHall
let client: HallConnection

beforeEach(async () => {
  hall = await startTestHall()
  client = await hall.connect()
})
afterEach(() => hall.close())

test('an empty hall gets everything once; planning again finds nothing to do', async () => {
  const secrets = openSecrets(join(await tempFolder(), 'robots.json'))
  const plan = await planProvision(client, desired)
  expect(plan.users.create).toHaveLength(users.length)

  const done = await applyProvision(client, plan, secrets)
  expect(done.users).toEqual({ created: users.length, updated: 0, unchanged: 0 })
  expect(done.withoutPassword).toEqual([])

  const again = await planProvision(client, desired)
  for (const part of [again.units, again.columns, again.items, again.users, again.assignments]) {
    expect([part.create, part.update]).toEqual([[], []])
  }
})

test('drift in the hall shows in the plan and is repaired, what nobody asked for is left alone', async () => {
  const secrets = openSecrets(join(await tempFolder(), 'robots.json'))
  await applyProvision(client, await planProvision(client, desired), secrets)
  const [first] = users
  if (first === undefined) throw new Error('no users')
  await client.updateUser({ ...first, active: false })
  await client.createUser({ ...first, workNo: 'stranger' }, randomPassword())

  const plan = await planProvision(client, desired)
  expect(plan.users).toEqual({ create: [], update: [first], unchanged: users.length - 1 })
  await applyProvision(client, plan, secrets)
  const held = await client.listUsers()
  expect(held.find((user) => user.workNo === first.workNo)?.active).toBe(true)
  expect(held.map((user) => user.workNo)).toContain('stranger')
})

test('new accounts carry the mark of their maker; those of others are brought in line, never claimed', async () => {
  const secrets = openSecrets(join(await tempFolder(), 'robots.json'))
  const mark = accountMark('mine')
  const [theirs] = users
  if (theirs === undefined) throw new Error('no users')
  await client.putUnits(units)
  await client.createUser({ ...theirs, name: '旧名' }, randomPassword())
  await applyProvision(client, await planProvision(client, desired), secrets, { mark })

  const held = await client.listUsers()
  const claimed = held.filter(({ workNo, externalId }) => externalId === mark(workNo))
  expect(claimed).toHaveLength(users.length - 1)
  expect(held.find(({ workNo }) => workNo === theirs.workNo)).toEqual(theirs)
})

test('robots log in with the kept passwords, also from a later process', async () => {
  const file = join(await tempFolder(), 'hallkit', 'robots.json')
  await applyProvision(client, await planProvision(client, desired), openSecrets(file))

  const credentials = credentialsFrom(openSecrets(file))
  const later = await connectHall({ ...hall.address, credentials })
  const input = { column: columns[0], title: '标题', body: '正文' }
  const act = { action: 'article.draft', id: null, input, as: 'a-unit_admin', idempotencyKey: 'k1' }
  expect((await later.perform(act)).state).toBe('draft')
  later.close()
})

test('a kill between the password and the account is harmless: the next apply uses the kept password', async () => {
  const file = join(await tempFolder(), 'robots.json')
  const plan = await planProvision(client, desired)
  let created = 0
  const dying = {
    ...client,
    createUser: async (...user: Parameters<typeof client.createUser>) => {
      created += 1
      if (created > 3) throw new Error('killed')
      return client.createUser(...user)
    },
  }
  await expect(applyProvision(dying, plan, openSecrets(file))).rejects.toThrow('killed')
  const kept = await readFile(file, 'utf8')

  const rest = await planProvision(client, desired)
  expect(rest.users.unchanged).toBe(3)
  expect(rest.users.create).toHaveLength(users.length - 3)
  await applyProvision(client, rest, openSecrets(file))
  expect(await readFile(file, 'utf8')).toBe(kept)
  expect(await client.listUsers()).toHaveLength(users.length)
})

test('accounts whose password is on no disk of ours are named', async () => {
  await applyProvision(
    client,
    await planProvision(client, desired),
    openSecrets(join(await tempFolder(), 'a.json')),
  )
  const elsewhere = openSecrets(join(await tempFolder(), 'b.json'))
  const done = await applyProvision(client, await planProvision(client, desired), elsewhere)
  expect(done.withoutPassword).toEqual(users.map((user) => user.workNo))
  await expect(credentialsFrom(elsewhere)('a-handler')).rejects.toMatchObject({
    code: 'HK-HALL-015',
  })
})

test('the secrets file is readable by its owner only, and passwords are long, unambiguous and different', async () => {
  const file = join(await tempFolder(), 'new folder', 'robots.json')
  const secrets = openSecrets(file)
  await secrets.ensure(['a', 'b'])
  const [a, b] = [await secrets.passwordOf('a'), await secrets.passwordOf('b')]
  expect(a).toMatch(/^[2-9a-hj-km-np-zA-HJ-NP-Z]{24}$/)
  expect(a).not.toBe(b)
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600)
})

test('a damaged secrets file is refused without quoting it, and is never overwritten', async () => {
  const file = join(await tempFolder(), 'robots.json')
  await writeFile(file, '{"secrets":1,"passwords":{"a":"hunter2hunter2"')
  const failure = await openSecrets(file)
    .ensure(['b'])
    .catch((error: unknown) => error)
  expect(isProblem(failure, 'HK-HALL-014')).toBe(true)
  expect(String(failure)).not.toContain('hunter2')
  expect(await readFile(file, 'utf8')).toContain('hunter2')
})
