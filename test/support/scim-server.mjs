// A SCIM 2.0 server that knows nothing of hallkit: scimmy with its Express routers, records in memory. It prints its port.
// `node scim-server.mjs EXTENSION.json` adds the User extensions of a file to its schemas, as an administrator would.
import { readFileSync } from 'node:fs'
import express from 'express'
import SCIMMY from 'scimmy'
import SCIMMYRouters from 'scimmy-routers'

const { SchemaDefinition, Attribute } = SCIMMY.Types
const attribute = ({ type, name, attributes = [], ...config }) =>
  new Attribute(type, name, config, attributes.map(attribute))
const { name, id, description, attributes } = JSON.parse(readFileSync(process.argv[2], 'utf8'))

SCIMMY.Resources.User.extend(SCIMMY.Schemas.EnterpriseUser, false)
SCIMMY.Resources.User.extend(
  new SchemaDefinition(name, id, description, attributes.map(attribute)),
  false,
)
SCIMMY.Config.set({
  bulk: { supported: true, maxOperations: 10_000, maxPayloadSize: 10_485_760 },
  filter: true,
})
for (const type of [SCIMMY.Resources.User, SCIMMY.Resources.Group]) {
  const held = new Map()
  SCIMMY.Resources.declare(type, {
    ingress: (resource, data) => {
      const twin = [...held.values()].find(({ userName }) => userName && userName === data.userName)
      if (twin && twin.id !== resource.id)
        throw new SCIMMY.Types.Error(409, 'uniqueness', `userName ${data.userName} is taken`)
      const key = resource.id ?? `${type.name}-${held.size + 1}`
      const record = { ...data, id: key, meta: { created: new Date(), lastModified: new Date() } }
      held.set(key, record)
      return record
    },
    egress: (resource) => (resource.id === undefined ? [...held.values()] : held.get(resource.id)),
    degress: (resource) => held.delete(resource.id),
  })
}

const routers = new SCIMMYRouters({
  type: 'bearer',
  handler: (request) => {
    if (request.header('authorization') !== 'Bearer test') throw new Error('not signed in')
    return 'test'
  },
})
const server = express()
  .use('/scim/v2', routers)
  .listen(0, '127.0.0.1', () => {
    process.stdout.write(`${server.address().port}\n`)
  })
