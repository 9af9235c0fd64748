// Whole case life cycles through the client and the reference hall, against a bare Fastify that inserts one row per
// request, called by a bare axios, in the same run. `node bench/hall.mjs [cycles]` after a build.
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import axios from 'axios'
import Database from 'better-sqlite3'
import { fastify } from 'fastify'

const CONCURRENCY = 16
const UNITS = 16
const BATCHES = 5
const cycles = Number(process.argv[2] ?? 200)
const lib = new URL(process.env['HALLKIT_DIST'] ?? '../dist/', import.meta.url)
const { connectHall } = await import(new URL('lib/hall/index.js', lib))
const { startHall } = await import(new URL('lib/reference-hall/index.js', lib))
const templatesDir = fileURLToPath(new URL('../templates', import.meta.url))
const folder = await mkdtemp(join(tmpdir(), 'hall-bench-'))

const NODES = [
  ['pre-review', 'coordinator'],
  ['accept', 'window_acceptor'],
  ['handle', 'handler'],
  ['review', 'reviewer'],
  ['approve', 'approver'],
  ['settle', 'issuer'],
]
const STEPS = [
  ['coordinator', 'pre_pass', {}],
  ['window_acceptor', 'accept', {}],
  ['coordinator', 'assign', {}],
  ['handler', 'handle', { opinion: '同意' }],
  ['reviewer', 'review_pass', { opinion: '同意' }],
  ['approver', 'grant', { opinion: '准予' }],
  ['issuer', 'settle', { result: '出证办结' }],
  ['applicant', 'collect', {}],
]
const password = (account) => `pw-${account}-0123456789012345`

/** Runs `count` jobs, `CONCURRENCY` at a time; milliseconds. */
async function timed(count, job) {
  const started = performance.now()
  let next = 0
  const worker = async () => {
    while (next < count) await job(next++)
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, worker))
  return performance.now() - started
}

async function furnish(hall) {
  const units = Array.from({ length: UNITS }, (_, i) => ({
    code: `U${i}`,
    name: `单位${i}`,
    batch: '1',
  }))
  const item = (unit) => ({ code: `I-${unit}`, name: '事项', unit, typeCode: '01', depth: 3 })
  await hall.putUnits(units)
  await hall.putItems(
    units.map(({ code }) => ({ ...item(code), promisedWorkdays: 10, statutoryWorkdays: 20 })),
  )
  const roles = [...new Set(NODES.map(([, role]) => role)), 'applicant']
  const users = units.flatMap(({ code }) =>
    roles.map((role) => ({
      workNo: `${code}-${role}`,
      name: role,
      unit: code,
      active: true,
      roles: [role],
    })),
  )
  const create = performance.now()
  await Promise.all(users.map((user) => hall.createUser(user, password(user.workNo))))
  const createMs = performance.now() - create
  await hall.putAssignments(
    units.flatMap(({ code }) =>
      NODES.map(([node, role]) => ({
        item: `I-${code}`,
        node,
        workNo: `${code}-${role}`,
        ab: 'A',
      })),
    ),
  )
  return { users: users.length, createMs }
}

async function cycle(hall, n) {
  const unit = `U${n % UNITS}`
  const act = (role, action, id, input) =>
    hall.perform({
      action: `case.${action}`,
      id,
      input,
      as: `${unit}-${role}`,
      idempotencyKey: `k${n}-${action}`,
    })
  const { id } = await act('applicant', 'submit', null, { item: `I-${unit}`, applicant: '演练' })
  for (const [role, action, input] of STEPS) await act(role, action, id, input)
}

async function openHall() {
  const adminToken = 'bench-admin-token'
  const dataFile = join(folder, 'hall.db')
  const server = await startHall({ dataFile, port: 0, templatesDir, adminToken, nowMs: Date.now })
  const hall = await connectHall({
    url: server.url,
    adminToken,
    credentials: async (a) => password(a),
  })
  const accounts = await furnish(hall)
  await hall.setClock('2015-04-08T08:30:00+08:00')
  const warmUpMs = await timed(UNITS, (n) => cycle(hall, n))
  let next = UNITS
  return {
    ...accounts,
    warmUpMs,
    batch: (count) => timed(count, () => cycle(hall, next++)),
    cards: async () => {
      const started = performance.now()
      const count = await hall.count('warning')
      return { warnings: count, ms: Math.round(performance.now() - started) }
    },
    close: async () => {
      const events = await hall.count('event')
      hall.close()
      await server.close()
      return events
    },
  }
}

async function openBare() {
  const db = new Database(join(folder, 'bare.db'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec('CREATE TABLE rows (id INTEGER PRIMARY KEY, body TEXT)')
  const insert = db.prepare('INSERT INTO rows (body) VALUES (?)')
  const app = fastify()
  app.post('/rows', ({ body }) => ({ id: insert.run(JSON.stringify(body)).lastInsertRowid }))
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const client = axios.create({
    baseURL: url,
    httpAgent: new Agent({ keepAlive: true }),
    proxy: false,
  })
  const body = { action: 'accept', input: { opinion: '同意' } }
  const batch = (count) => timed(count, () => client.post('/rows', body))
  await batch(200)
  return {
    batch,
    close: async () => {
      await app.close()
      db.close()
    },
  }
}

// Turn about, so that whatever else the machine does falls on both.
const hall = await openHall()
const bare = await openBare()
const ms = { hall: 0, bare: 0 }
const perBatch = Math.ceil(cycles / BATCHES)
for (let n = 0; n < BATCHES; n += 1) {
  ms.hall += await hall.batch(perBatch)
  ms.bare += await bare.batch(perBatch * (STEPS.length + 1))
}
// Every case is judged the first time, only what an event touched afterwards.
const cards = { first: await hall.cards() }
await hall.batch(1)
cards.afterOneMore = await hall.cards()
const events = await hall.close()
await bare.close()
await rm(folder, { recursive: true, force: true })
const done = perBatch * BATCHES
const requests = done * (STEPS.length + 1)
const perSecond = (count, ms) => Math.round((count / ms) * 1000)
console.log(
  JSON.stringify(
    {
      caseCyclesPerSecond: perSecond(done, ms.hall),
      hallRequestsPerSecond: perSecond(requests, ms.hall),
      bareRequestsPerSecond: perSecond(requests, ms.bare),
      ratio: Number((ms.hall / ms.bare).toFixed(2)),
      accounts: {
        users: hall.users,
        createMs: Math.round(hall.createMs),
        firstCyclesWithLoginMs: Math.round(hall.warmUpMs),
      },
      cards,
      requests,
      events,
    },
    null,
    2,
  ),
)
