import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parse } from 'yaml'
import { templatesDir } from '../../../src/lib/assets/index.js'
import {
  ADMIN_TOKEN,
  furnish,
  items,
  startTestHall,
  type TestHall,
  units,
  users,
} from '../../support/hall.js'
import { ask } from '../../support/hall-http.js'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const GOV = 'urn:ietf:params:scim:schemas:extension:gov:2.0:User'
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const urnGroup = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const BULK = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'

let hall: TestHall
beforeEach(async () => {
  hall = await startTestHall()
  await furnish(await hall.connect())
})
afterEach(() => hall.close())

const send = (method: string, path: string, body?: object, headers = {}) =>
  ask(hall, method, `/scim/v2${path}`, body, { 'x-admin-token': ADMIN_TOKEN, ...headers })
const patch = (id: string, Operations: object[], headers = {}) =>
  send('PATCH', `/Users/${id}`, { schemas: [PATCH], Operations }, headers)
const found = async (filter: string) => {
  const { body } = await send('GET', `/Users?filter=${encodeURIComponent(filter)}`)
  return body.Resources?.map(({ id }: { id: string }) => id) ?? body
}
const document = (workNo: string, department = units[0]?.code) => ({
  schemas: [USER, ENTERPRISE],
  userName: workNo,
  displayName: `演练${workNo}`,
  active: true,
  roles: [{ value: 'handler' }],
  [ENTERPRISE]: { employeeNumber: workNo, department },
})

test('accounts are found by any filter of RFC 7644, page by page', async () => {
  expect(await found('userName eq "a-handler"')).toEqual(['a-handler'])
  expect(await found('USERNAME sw "x-" and not (userName eq "x-reception")')).toEqual(
    users
      .map(({ workNo }) => workNo)
      .filter((no) => /^x-(?!reception)/.test(no))
      .toSorted(),
  )
  expect(await found('roles[value eq "issuer"]')).toEqual(['a-issuer', 'b-issuer'])
  expect(
    await found(`${ENTERPRISE}:department eq "${units[1]?.code}" and roles.value eq "handler"`),
  ).toEqual(['b-handler'])
  expect(await found('userName likes "x"')).toMatchObject({ status: 422 })
  const { body } = await send('GET', '/Users?startIndex=3&count=2')
  expect([body.startIndex, body.itemsPerPage, body.Resources.length]).toEqual([3, 2, 2])
})

test('a patch takes paths and value filters, is all or nothing, and minds the version that it builds on', async () => {
  const before = await send('GET', '/Users/a-handler')
  const etag = before.headers.get('etag') ?? ''
  const done = await patch(
    'a-handler',
    [
      { op: 'add', path: 'roles', value: [{ value: 'replier' }] },
      { op: 'remove', path: 'roles[value eq "handler"]' },
      { op: 'Replace', value: { displayName: '改名' } },
    ],
    { 'if-match': etag },
  )
  expect(done.body).toMatchObject({ displayName: '改名', roles: [{ value: 'replier' }] })
  const late = await patch('a-handler', [{ op: 'replace', path: 'active', value: false }], {
    'if-match': etag,
  })
  expect([late.status, late.body.code]).toEqual([412, 'version-mismatch'])

  for (const [operation, pointer] of [
    [{ op: 'replace', path: 'roles', value: [{ value: 'emperor' }] }, '/roles/0/value'],
    [{ op: 'add', path: '__proto__.polluted', value: 1 }, '/Operations/1/path'],
    [{ op: 'add', path: 'nickName', value: 'x' }, '/nickName'],
    [{ op: 'replace', path: 'userName', value: 'other' }, null],
  ] as const) {
    const wrong = await patch('a-handler', [
      { op: 'replace', path: 'displayName', value: '不成' },
      operation,
    ])
    expect(wrong.status).toBe(422)
    if (pointer !== null) expect(wrong.body.errors[0].pointer).toBe(pointer)
  }
  expect((await send('GET', '/Users/a-handler')).body.displayName).toBe('改名')
  expect(({} as { polluted?: number }).polluted).toBeUndefined()
})

test('a bulk request makes people, their nodes and their unit, names what it refuses, and stops when told to', async () => {
  const user = (workNo: string, more: object = {}) => ({
    method: 'POST',
    path: '/Users',
    bulkId: `user-${workNo}`,
    data: { ...document(workNo, units[0]?.name), ...more },
  })
  const Operations = [
    user('n-1', { [GOV]: { nodes: [{ itemCode: items[0]?.code, node: 'handle', post: 'B' }] } }),
    user('n-2', { roles: [{ value: 'emperor' }] }),
    {
      method: 'POST',
      path: '/Groups',
      bulkId: 'unit',
      data: {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
        externalId: units[1]?.code,
        displayName: '乙局',
        members: [{ value: 'bulkId:user-n-3' }],
      },
    },
    user('n-3'),
  ]
  const done = await send('POST', '/Bulk', { schemas: [BULK], Operations })
  expect(done.body.Operations.map(({ status }: { status: string }) => status)).toEqual([
    ...['201', '422', '422', '201'],
  ])
  expect(done.body.Operations[1].response.errors[0].pointer).toBe('/roles/0/value')
  const { assignments } = (
    await ask(hall, 'GET', '/api/v1/assignments', undefined, { 'x-admin-token': ADMIN_TOKEN })
  ).body
  expect(assignments).toContainEqual({
    item: items[0]?.code,
    node: 'handle',
    workNo: 'n-1',
    ab: 'B',
  })

  const stopped = await send('POST', '/Bulk', { schemas: [BULK], failOnErrors: 1, Operations })
  expect(stopped.body.Operations).toHaveLength(1)
})

test('a role is given and taken by the members of its group; a unit is a group as well', async () => {
  const change = (Operations: object[]) =>
    send('PATCH', '/Groups/issuer', { schemas: [PATCH], Operations })
  await change([{ op: 'add', path: 'members', value: [{ value: 'a-handler' }] }])
  expect((await send('GET', '/Users/a-handler')).body.roles).toHaveLength(2)
  await change([{ op: 'remove', path: 'members[value eq "a-handler"]' }])
  expect((await send('GET', '/Users/a-handler')).body.roles).toEqual([{ value: 'handler' }])
  const unit = await send('GET', `/Groups/${units[1]?.code}`)
  expect(unit.body.members).toHaveLength(
    users.filter((user) => user.unit === units[1]?.code).length,
  )
})

test('the service tells what it can do, to anybody', async () => {
  const tell = (path: string) => ask(hall, 'GET', `/scim/v2/${path}`)
  expect((await tell('ServiceProviderConfig')).body).toMatchObject({ bulk: { supported: true } })
  const { body: schemas } = await tell('Schemas')
  for (const { id } of schemas.Resources) expect((await tell(`Schemas/${id}`)).body.id).toBe(id)
  expect((await tell('ResourceTypes/User')).body.schema).toBe(USER)
  expect((await ask(hall, 'GET', '/scim/v2/Users')).status).toBe(401)
  expect(hall.bugs).toEqual([])
})

test('accounts and roles that break S1, S2 or S12 are refused by the name of the rule, whichever way they come', async () => {
  const roles = (...held: string[]) => held.map((value) => ({ value }))
  const made = (workNo: string, ...held: string[]) =>
    send('POST', '/Users', { ...document(workNo), roles: roles(...held) })
  const both = await made('a-both', 'unit_admin', 'handler')
  expect(both).toMatchObject({
    ...{ status: 409, body: { code: 'duty', rule: 'S1' } },
  })
  expect(both.body.detail).toBe('S1 系统管理员、维护员不办件：系统管理员（单位）、承办人')
  expect((await made('a-watch', 'supervisor', 'issuer')).body.rule).toBe('S2')
  expect((await made('a-second', 'coordinator')).status).toBe(201)
  const third = await made('a-third', 'coordinator')
  expect([third.body.rule, third.body.detail]).toEqual([
    'S12',
    'S12 每个单位的综合管理员一正一副：综合管理员、a-coordinator、a-second',
  ])

  const patched = await patch('a-handler', [
    { op: 'add', path: 'roles', value: roles('supervisor') },
  ])
  expect(patched.body.rule).toBe('S2')
  const grant = {
    schemas: [PATCH],
    Operations: [{ op: 'add', path: 'members', value: [{ value: 'a-issuer' }] }],
  }
  expect((await send('PATCH', '/Groups/maintainer', grant)).body.rule).toBe('S1')
  const bulk = {
    schemas: [BULK],
    Operations: [
      {
        method: 'POST',
        path: '/Users',
        data: { ...document('a-x'), roles: roles('inspector', 'approver') },
      },
    ],
  }
  expect((await send('POST', '/Bulk', bulk)).body.Operations[0].response.rule).toBe('S2')
  const moved = {
    schemas: [urnGroup],
    externalId: units[0]?.code,
    displayName: '甲',
    members: [{ value: 'b-coordinator' }],
  }
  expect((await send('POST', '/Groups', moved)).body.rule).toBe('S12')

  await patch('a-second', [{ op: 'replace', path: 'active', value: false }])
  expect((await made('a-third', 'coordinator')).status).toBe(201)
  await send('POST', '/Users', {
    ...document('a-off'),
    active: false,
    roles: roles('unit_admin', 'handler'),
  })
  expect((await patch('a-off', [{ op: 'replace', path: 'active', value: true }])).body.rule).toBe(
    'S1',
  )
  expect(await found('userName sw "a-off" and active eq false')).toEqual(['a-off'])
})

test('the rules of the hall are those that the roster checks by', async () => {
  const read = async (name: string) => parse(await readFile(join(templatesDir(), name), 'utf8'))
  const { separation } = await read('roster.yaml')
  const { duties } = await read('roles.yaml')
  for (const { id, left, right } of duties.filter((one: { left?: unknown }) => one.left)) {
    expect(separation).toContainEqual(expect.objectContaining({ id, on: 'roles', left, right }))
  }
})
