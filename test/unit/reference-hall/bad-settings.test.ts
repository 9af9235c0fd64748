import { afterAll, expect, test } from 'vitest'
import {
  type BadRequest,
  ENTERPRISE,
  expectRefusal,
  rawHall,
  scimUser,
} from '../../support/bad-input.js'
import { items, units } from '../../support/hall.js'

const { hall, admin } = await rawHall()
afterAll(() => hall.close())

const item = items[0]?.code

const bad: readonly BadRequest[] = [
  [
    'a clock without offset',
    () => admin('PUT', '/__admin/clock', { now: '2030-01-01T00:00:00' }),
    422,
    '/now',
  ],
  [
    'a time before time',
    () => admin('PUT', '/__admin/clock', { now: '0001-01-01T00:00:00+23:59' }),
    422,
    '/now',
  ],
  [
    'an impossible day',
    () => admin('PUT', '/__admin/clock', { now: '2030-02-30T00:00:00+08:00' }),
    422,
    '/now',
  ],
  [
    'an item of an unknown unit',
    () => admin('PUT', '/api/v1/items', [{ ...items[0], unit: 'X' }]),
    422,
    '/0/unit',
  ],
  [
    'an assignment to a stranger',
    () =>
      admin('PUT', '/api/v1/assignments', [{ item, node: 'handle', workNo: 'nobody', ab: 'A' }]),
    422,
    '/0/workNo',
  ],
  [
    'an assignment without the role',
    () =>
      admin('PUT', '/api/v1/assignments', [
        { item, node: 'handle', workNo: 'a-reviewer', ab: 'A' },
      ]),
    422,
    '/0/workNo',
  ],
  [
    'an assignment across units',
    () =>
      admin('PUT', '/api/v1/assignments', [{ item, node: 'handle', workNo: 'b-handler', ab: 'A' }]),
    422,
    '/0/workNo',
  ],
  [
    'an assignment to an unknown node',
    () =>
      admin('PUT', '/api/v1/assignments', [
        { item, node: 'constructor', workNo: 'a-handler', ab: 'A' },
      ]),
    422,
    '/0/node',
  ],
  [
    'an account with an unknown role',
    () => admin('POST', '/scim/v2/Users', { ...scimUser, roles: [{ value: 'constructor' }] }),
    422,
    '/roles/0/value',
  ],
  [
    'an account with a short password',
    () => admin('POST', '/scim/v2/Users', { ...scimUser, password: 'short' }),
    422,
    '/password',
  ],
  [
    'an account that exists',
    () =>
      admin('POST', '/scim/v2/Users', {
        ...scimUser,
        userName: 'a-handler',
        [ENTERPRISE]: { employeeNumber: 'a-handler', department: units[0]?.code },
      }),
    409,
  ],
  [
    'a filter that is no filter',
    () => admin('GET', '/scim/v2/Users?filter=userName%20likes%20%22a%22'),
    422,
    '/filter',
  ],
]

test.each(bad)('%s is refused to an administrator as well', async (_, ask, status, pointer) => {
  expectRefusal(await ask(), status, pointer)
})

test('none of this was a bug of the hall', () => {
  expect(hall.bugs).toEqual([])
})
