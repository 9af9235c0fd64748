import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import { at, epochMs } from '../../../src/lib/calendar/index.js'
import { connectHall } from '../../../src/lib/hall/index.js'
import { startHall } from '../../../src/lib/reference-hall/index.js'
import {
  ADMIN_TOKEN,
  actor,
  furnish,
  items,
  passwordFor,
  startTestHall,
} from '../../support/hall.js'
import { tempFolder } from '../../support/temp-folder.js'

const input = { item: items[0]?.code, applicant: '演练' }

test('what falls due while the clock jumps is done in order of time, each thing at its own moment', async () => {
  const hall = await startTestHall()
  const client = await hall.connect()
  await furnish(client)
  const act = actor(client)
  await client.setClock(at('2015-04-07', '09:00'))
  const late = await act('a-applicant', 'case.submit', null, input)
  await act('a-coordinator', 'case.pre_return', late.id, { reason: '补充' })
  await client.setClock(at('2015-04-08', '09:00'))
  const early = await act('b-applicant', 'case.submit', null, input)
  await client.setClock(at('2015-04-09', '09:00'))
  await act('a-applicant', 'case.resubmit', late.id)
  await client.setClock(at('2016-01-04', '09:00'))

  const { events } = await client.events(0)
  const done = events.filter(({ actor: by }) => by === 'system')
  expect(
    done.map(({ objectId, occurredAt, recordedAt }) => [objectId, occurredAt, recordedAt]),
  ).toEqual([
    [early.id, '2015-04-16T00:00:00+08:00', '2015-04-16T00:00:00+08:00'],
    [late.id, '2015-04-17T00:00:00+08:00', '2015-04-17T00:00:00+08:00'],
  ])
  expect((await client.info()).time).toBe('2016-01-04T09:00:00+08:00')
  await expect(client.setClock(at('2015-12-01', '09:00'))).rejects.toMatchObject({
    params: { code: 'clock-backwards' },
  })
  await hall.close()
})

test('in real time, whoever asks next finds done what fell due meanwhile, recorded when it was noticed', async () => {
  let now = epochMs(at('2015-04-07', '09:00'))
  const options = {
    dataFile: ':memory:',
    port: 0,
    templatesDir: templatesDir(),
    adminToken: ADMIN_TOKEN,
  }
  const hall = await startHall({ ...options, nowMs: () => now })
  const credentials = async (account: string) => passwordFor(account)
  const client = await connectHall({ url: hall.url, credentials, adminToken: ADMIN_TOKEN })
  await furnish(client)
  const { id } = await actor(client)('a-applicant', 'case.submit', null, input)
  now = epochMs(at('2015-04-20', '09:00'))
  expect((await client.get('case', id)).state).toBe('accepted')
  const last = (await client.events(0)).events.at(-1)
  expect([last?.occurredAt, last?.recordedAt]).toEqual([
    '2015-04-15T00:00:00+08:00',
    '2015-04-20T09:00:00+08:00',
  ])
  client.close()
  await hall.close()
})

test('an older data file is taken over, and its open cases get their timers; a newer one is refused by name', async () => {
  const file = join(await tempFolder(), 'hall.db')
  const first = await startTestHall(file)
  const before = await first.connect()
  await furnish(before)
  await before.setClock(at('2015-04-07', '09:00'))
  const { id } = await actor(before)('a-applicant', 'case.submit', null, input)
  await first.close()
  const db = new Database(file)
  db.exec('DROP TABLE timers; DROP TABLE local_days; DROP INDEX objects_town')
  db.pragma('user_version = 3')
  db.close()

  const second = await startTestHall(file)
  const client = await second.connect()
  await client.setClock(at('2015-04-15', '09:00'))
  expect((await client.get('case', id)).state).toBe('accepted')
  await second.close()

  const newer = new Database(file)
  newer.pragma('user_version = 99')
  newer.close()
  await expect(startTestHall(file)).rejects.toMatchObject({
    code: 'HK-HALL-013',
    params: { file, detail: expect.stringContaining('99') },
  })
})
