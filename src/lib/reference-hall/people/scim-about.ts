import { urn } from './scim-model.js'

/** What this SCIM service can do. */
export const serviceProviderConfig = {
  schemas: [urn.config],
  patch: { supported: true },
  bulk: { supported: true, maxOperations: 1000, maxPayloadSize: 16 * 1024 * 1024 },
  filter: { supported: true, maxResults: 500 },
  changePassword: { supported: true },
  sort: { supported: false },
  etag: { supported: true },
  authenticationSchemes: [{ type: 'oauthbearertoken', name: 'Bearer', description: 'Bearer' }],
}

const BASE = '/scim/v2'

/** The kinds of resources. */
export const resourceTypes = [
  {
    schemas: [urn.resourceType],
    ...{ id: 'User', name: 'User', endpoint: '/Users', schema: urn.user, description: '账号' },
    schemaExtensions: [
      { schema: urn.enterprise, required: true },
      { schema: urn.gov, required: false },
      { schema: urn.account, required: false },
    ],
    meta: { resourceType: 'ResourceType', location: `${BASE}/ResourceTypes/User` },
  },
  {
    schemas: [urn.resourceType],
    ...{ id: 'Group', name: 'Group', endpoint: '/Groups', schema: urn.group },
    description: '角色或单位',
    schemaExtensions: [],
    meta: { resourceType: 'ResourceType', location: `${BASE}/ResourceTypes/Group` },
  },
]

/** One attribute in the words of RFC 7643 §7. */
function attribute(name: string, description: string, more: object = {}) {
  return {
    name,
    ...{ type: 'string', multiValued: false, description, required: false, caseExact: true },
    ...{ mutability: 'readWrite', returned: 'default', uniqueness: 'none' },
    ...more,
  }
}

const required = { required: true }
const value = attribute('value', '工号或角色', required)

/** What the documents hold. */
export const schemas = [
  schema(urn.user, 'User', [
    attribute('userName', '工号', { ...required, uniqueness: 'server', mutability: 'immutable' }),
    attribute('displayName', '姓名', required),
    attribute('active', '是否在用', { type: 'boolean' }),
    attribute('password', '口令，只写不读', { mutability: 'writeOnly', returned: 'never' }),
    attribute('roles', '角色', { type: 'complex', multiValued: true, subAttributes: [value] }),
  ]),
  schema(urn.group, 'Group', [
    attribute('displayName', '角色或单位的名称', required),
    attribute('members', '成员', { type: 'complex', multiValued: true, subAttributes: [value] }),
  ]),
  schema(urn.enterprise, 'EnterpriseUser', [
    attribute('employeeNumber', '工号', required),
    attribute('department', '单位编码，或唯一的单位名称', required),
  ]),
  schema(urn.gov, 'GovUser', [
    attribute('nodes', '事项环节分工', {
      ...{ type: 'complex', multiValued: true },
      subAttributes: [
        attribute('itemCode', '事项编码', required),
        attribute('node', '环节', required),
        attribute('post', 'A 岗或 B 岗', { ...required, canonicalValues: ['A', 'B'] }),
      ],
    }),
  ]),
  schema(urn.account, 'Account', [
    attribute('mustChange', '首次登录须改口令', { type: 'boolean', mutability: 'writeOnly' }),
  ]),
]

function schema(id: string, name: string, attributes: readonly object[]) {
  const meta = { resourceType: 'Schema', location: `${BASE}/Schemas/${id}` }
  return { schemas: [urn.schema], id, name, description: name, attributes, meta }
}
