import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import { createRun, openRun, runDrill, virtualClock } from '../../../src/lib/drill/index.js'
import { type HallConnection, loadHallRules } from '../../../src/lib/hall/index.js'
import { buildServer } from '../../../src/lib/reference-hall/api/server.js'
import { openHall } from '../../../src/lib/reference-hall/control/start.js'
import { openHallDatabase } from '../../../src/lib/reference-hall/store/database.js'
import { drillPlan, furnishCounty, planInput, playOut, steadyClock } from '../../support/drill.js'
import { ADMIN_TOKEN, startTestHall, type TestHall } from '../../support/hall.js'
import { ask } from '../../support/hall-http.js'
import { tempFolder } from '../../support/temp-folder.js'

let hall: TestHall
let client: HallConnection
// biome-ignore lint/suspicious/noExplicitAny: the document is held to its own standard below
let document: any

beforeAll(async () => {
  hall = await startTestHall()
  client = await hall.connect()
  document = (await ask(hall, 'GET', '/openapi.json')).body
})
afterAll(() => hall.close())

const operations = () =>
  Object.entries(document.paths as Record<string, Record<string, object>>).flatMap(
    ([path, verbs]) =>
      Object.entries(verbs).map(([verb, operation]) => ({ path, verb, operation })),
  )

test('the document is OpenAPI 3.1 by the word of an independent validator', async () => {
  const validator = new Validator()
  const { valid, errors } = await validator.validate(structuredClone(document))
  expect(errors).toBeUndefined()
  expect([valid, validator.version]).toEqual([true, '3.1'])
  const ids = operations().map(
    ({ operation }) => (operation as { operationId: string }).operationId,
  )
  expect(new Set(ids).size).toBe(ids.length)
})

test('every route of the running server stands in it, with a title and its refusals, and nothing else', async () => {
  const db = openHallDatabase(':memory:')
  const rules = await loadHallRules(templatesDir())
  const parts = { dataFile: ':memory:', port: 0, templatesDir: '', adminToken: ADMIN_TOKEN }
  const options = { ...parts, nowMs: Date.now, askStop: () => undefined }
  const onBug = () => undefined
  const server = await buildServer(openHall(db, rules, options), { door: null, admin: true, onBug })
  await server.ready()
  const known = operations().map(({ path, verb }) => `${verb} ${path}`)
  const missing = known.filter((one) => {
    const [method = '', path = ''] = one.split(' ')
    const url = path.replace(/\{(\w+)\}/g, ':$1')
    return !server.hasRoute({ method: method.toUpperCase() as 'GET', url })
  })
  expect(missing).toEqual([])
  const tree = server.printRoutes({ commonPrefix: false })
  const served = [...tree.matchAll(/\(([A-Z, ]+)\)/g)].flatMap(([, verbs = '']) =>
    verbs.split(', '),
  )
  expect(known.length).toBe(served.length)
  expect(known.length).toBeGreaterThan(40)
  for (const { path, operation } of operations()) {
    expect((operation as { summary: string }).summary, path).toMatch(/[\u4e00-\u9fff]|SCIM/)
    expect(Object.keys((operation as { responses: object }).responses)).toContain('4XX')
  }
  await server.close()
  db.close()
})

test('what a drill was answered is what the document says, to the last field', async () => {
  await furnishCounty(client, await planInput(1))
  const run = await createRun(await tempFolder().then((dir) => `${dir}/r`), 'r', await drillPlan(1))
  await playOut(
    runDrill(
      { hall: client, clock: virtualClock(client), now: steadyClock() },
      openRun(run.folder),
    ),
  )
  const token = { 'x-admin-token': ADMIN_TOKEN }
  const { body } = await ask(hall, 'GET', '/__admin/journal?limit=1000', undefined, token)
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  const checks = new Map<string, ValidateFunction>()
  for (const { route, method, status, answer } of body.exchanges) {
    if (answer === null || route === null) continue
    const place = `${method} ${route} ${status}`
    const check = checks.get(place) ?? ajv.compile(schemaOf(route, method.toLowerCase(), status))
    checks.set(place, check)
    expect(check(JSON.parse(answer)) ? [] : check.errors, place).toEqual([])
  }
  process.stderr.write(
    `openapi: ${body.exchanges.length} answers of a drill, ${checks.size} schemas\n`,
  )
  expect(checks.size).toBeGreaterThan(5)
  expect(hall.bugs).toEqual([])
})

/** The schema of an answer as the document gives it, with the components that it refers to. */
function schemaOf(route: string, verb: string, status: number): object {
  const { responses } = document.paths[route.replace(/:(\w+)/g, '{$1}')][verb]
  const { content } = responses[status] ?? document.components.responses.Refused
  const [held] = Object.values(content) as { schema: object }[]
  return { ...held?.schema, components: document.components }
}
