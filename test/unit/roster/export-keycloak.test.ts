import { expect, test } from 'vitest'
import { z } from 'zod'
import { document, mapping } from './export-build.js'

const texts = z.array(z.string().min(1))
const attributes = z.record(z.string(), texts)
const group = z.strictObject({
  name: z.string().regex(/^[^/]+$/),
  path: z.string().startsWith('/'),
  attributes: attributes.optional(),
  get subGroups() {
    return z.array(group).optional()
  },
})

/** What we use of RealmRepresentation and its parts, field by field as Keycloak's REST documentation has them. */
const realmRepresentation = z.strictObject({
  realm: z.string().regex(/^[\w-]+$/),
  displayName: z.string(),
  enabled: z.literal(true),
  registrationAllowed: z.boolean(),
  roles: z.strictObject({
    realm: z.array(z.strictObject({ name: z.string(), description: z.string().max(255) })),
  }),
  groups: z.array(group),
  users: z.array(
    z.strictObject({
      username: z.string().regex(/^[^A-Z\s]{3,255}$/),
      enabled: z.boolean(),
      firstName: z.string().max(255),
      attributes,
      realmRoles: texts,
      groups: texts,
      requiredActions: z.tuple([z.literal('UPDATE_PASSWORD')]),
    }),
  ),
  components: z.record(
    z.string(),
    z.array(z.strictObject({ providerId: z.string(), config: z.record(z.string(), texts) })),
  ),
})
const userProfile = z.strictObject({
  attributes: z.array(
    z.strictObject({
      name: z.string(),
      displayName: z.string(),
      multivalued: z.boolean(),
      permissions: z.strictObject({
        view: z.array(z.enum(['admin', 'user'])),
        edit: z.array(z.enum(['admin', 'user'])),
      }),
    }),
  ),
})

test('the realm has the documented shape, names only roles and groups that it defines, and holds no credential', async () => {
  const realm = realmRepresentation.parse(await document('keycloak'))
  const roles = realm.roles.realm.map(({ name }) => name)
  const paths = realm.groups.flatMap(({ path, subGroups = [] }) => [
    path,
    ...subGroups.map((inner) => inner.path),
  ])

  expect(realm.users).toHaveLength(mapping.users.length)
  for (const user of realm.users) {
    expect(roles).toEqual(expect.arrayContaining(user.realmRoles))
    expect(paths).toEqual(expect.arrayContaining(user.groups))
  }
  expect(new Set(realm.users.map(({ username }) => username)).size).toBe(realm.users.length)
})

test('offices stand below their unit, and their people in them', async () => {
  const { groups, users } = realmRepresentation.parse(await document('keycloak'))

  expect(groups[0]?.subGroups).toEqual([{ name: '林政股', path: '/勐海县测试局/林政股' }])
  expect(users.find(({ firstName }) => firstName === '张三')?.groups).toEqual([
    '/勐海县测试局/林政股',
  ])
  expect(users.find(({ firstName }) => firstName === '王五')?.groups).toEqual(['/勐海县测试局'])
})

test('the user profile declares every attribute that users have, which Keycloak would drop, and none is asked for', async () => {
  const { users, components } = realmRepresentation.parse(await document('keycloak'))
  const [profile] = components['org.keycloak.userprofile.UserProfileProvider'] ?? []
  const [text = ''] = profile?.config['kc.user.profile.config'] ?? []
  const declared = userProfile.parse(JSON.parse(text)).attributes.map(({ name }) => name)

  expect(profile?.providerId).toBe('declarative-user-profile')
  expect(declared).toEqual(
    expect.arrayContaining([...new Set(users.flatMap((user) => Object.keys(user.attributes)))]),
  )
})
