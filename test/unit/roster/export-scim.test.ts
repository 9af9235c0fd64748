import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ScimServer, startScimServer } from '../../support/scim-server.js'
import { document, mapping } from './export-build.js'

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const GOV = 'urn:ietf:params:scim:schemas:extension:gov:2.0:User'
let server: ScimServer

beforeAll(async () => {
  server = await startScimServer()
})
afterAll(() => server.close())

const asked = (path: string, body?: object) =>
  server.ask(body === undefined ? 'GET' : 'POST', `/scim/v2${path}`, body)

interface Answer {
  readonly Operations: readonly { readonly bulkId: string; readonly location: string }[]
}

/** Ids of a group's members. scimmy 1.3.5 puts the id only for the last bulkId of an operation: the others are looked up here. */
function membersOf(group: { members: readonly { value: string }[] }, { Operations }: Answer) {
  const made = Operations.map(
    ({ bulkId, location }) => [bulkId, location.split('/').at(-1)] as const,
  )
  const ids = new Map(made.map(([bulkId, id]) => [`bulkId:${bulkId}`, id]))
  return group.members.map(({ value }) => ids.get(value) ?? value)
}

describe('an independent SCIM server (scimmy)', () => {
  test('takes the whole file, and holds every user, extension and group that it says', async () => {
    const file = await document('scim')
    const answer = await asked('/Bulk', file)

    expect(answer.status).toBe(200)
    const refused = answer.body.Operations.filter((one: { status: string }) => one.status !== '201')
    expect(refused).toEqual([])
    expect(answer.body.Operations).toHaveLength(file.Operations.length)
    const users = (await asked('/Users')).body.Resources
    const sent = file.Operations.filter(({ path }: { path: string }) => path === '/Users')
    expect(users).toHaveLength(mapping.users.length)
    for (const { data } of sent) {
      const held = users.find(({ userName }: { userName: string }) => userName === data.userName)
      const { id, meta, ...rest } = held
      expect([typeof id, meta.resourceType]).toEqual(['string', 'User'])
      expect({ ...rest, schemas: [...rest.schemas].sort() }).toEqual({
        ...data,
        schemas: [...data.schemas].sort(),
      })
    }
    const [group] = (await asked('/Groups')).body.Resources
    expect(group.displayName).toBe('勐海县测试局')
    expect(membersOf(group, answer.body).sort()).toEqual(
      users.map(({ id }: { id: string }) => id).sort(),
    )
  })

  test('stops at the first error: the same file again makes no second account', async () => {
    const again = await asked('/Bulk', await document('scim'))
    const made = (await asked('/Users')).body.totalResults

    expect(again.body.Operations.at(0).response.status).toBe('409')
    expect(again.body.Operations).toHaveLength(1)
    expect(made).toBe(mapping.users.length)
  })
})

test('is one bulk request whose operations all have a method, a path, a bulkId of their own and data', async () => {
  const { schemas, failOnErrors, Operations } = await document('scim')
  const ids = Operations.map(({ bulkId }: { bulkId: string }) => bulkId)

  expect(schemas).toEqual(['urn:ietf:params:scim:api:messages:2.0:BulkRequest'])
  expect(Number.isInteger(failOnErrors)).toBe(true)
  expect(new Set(ids).size).toBe(Operations.length)
  for (const operation of Operations) {
    expect(Object.keys(operation).sort()).toEqual(['bulkId', 'data', 'method', 'path'])
    expect(operation.method).toBe('POST')
    expect(operation.path).toMatch(/^\/(?:Users|Groups)$/)
  }
  expect(JSON.stringify(Operations)).not.toMatch(/:null|:\[\]|:""/)
})

test('users name every schema whose attributes they use; no read-only attribute, no password', async () => {
  const { Operations } = await document('scim')
  const users = Operations.filter(({ path }: { path: string }) => path === '/Users')

  expect(users).toHaveLength(mapping.users.length)
  for (const { data } of users) {
    const extensions = Object.keys(data).filter((key) => key.startsWith('urn:'))
    expect(data.userName).toMatch(/\S/)
    expect(data.schemas).toEqual(['urn:ietf:params:scim:schemas:core:2.0:User', ...extensions])
    expect(extensions).toContain(ENTERPRISE)
    for (const banned of ['id', 'meta', 'groups', 'password'])
      expect(data).not.toHaveProperty(banned)
  }
})

test('says who works which node of which item with A/B', async () => {
  const { Operations } = await document('scim')
  const data = (name: string) =>
    Operations.find((one: { data: { displayName: string } }) => one.data.displayName === name)?.data

  expect(data('李四')[GOV].nodes).toContainEqual({
    ...{ itemCode: '11532822000001', node: 'review', post: 'A' },
  })
  expect(data('李四').roles).toEqual([{ value: 'reviewer', display: '审核人' }])
  expect(data('=HYPERLINK("x")')[GOV].nodes).toMatchObject([{ node: 'accept', post: 'B' }])
  expect(data('王五')).not.toHaveProperty(GOV)
  const held = Operations.flatMap((one: { data: Record<string, { nodes?: object[] }> }) => [
    ...(one.data[GOV]?.nodes ?? []),
  ])
  expect(held).toHaveLength(mapping.assignments.length)
})

test('groups name their members by the bulkId of users that stand before them', async () => {
  const { Operations } = await document('scim')
  const seen = new Set<string>()
  for (const { path, bulkId, data } of Operations) {
    const members: readonly { readonly value: string }[] = data.members ?? []
    for (const { value } of members) expect(seen).toContain(value.replace(/^bulkId:/u, ''))
    if (path === '/Groups') expect(members.length).toBeGreaterThan(0)
    seen.add(bulkId)
  }
})
