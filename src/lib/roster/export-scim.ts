import { nameIn } from './export-csv.js'
import {
  type ExportUnit,
  type ExportUser,
  type HeldNode,
  heldNodes,
  type RosterExport,
} from './export-model.js'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const BULK = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'
/** Ours, under the name space that SCIM servers expect of extensions: who works which node of which item, `nodes: [{ itemCode, node, post: A|B }]`. */
const GOV = 'urn:ietf:params:scim:schemas:extension:gov:2.0:User'

/**
 * The accounts as one SCIM bulk request (RFC 7644 §3.7): a User each with the enterprise extension (RFC 7643 §4.3) and the
 * nodes that it holds, then a Group for each unit whose members are named by bulkId. It stops at the first error. No
 * password is in it, no null, no attribute that only a server may set.
 */
export function scimOf(model: RosterExport): object {
  const users = model.units.flatMap((unit) => {
    const held = heldNodes(unit)
    return unit.users.map((user) => userOf(model, unit, user, held.get(user.workNo) ?? []))
  })
  const groups = model.units.filter((unit) => unit.users.length > 0).map(groupOf)
  return { schemas: [BULK], failOnErrors: 1, Operations: [...users, ...groups] }
}

function userOf(
  model: RosterExport,
  unit: ExportUnit,
  user: ExportUser,
  held: readonly HeldNode[],
): object {
  const { workNo, name, title, post } = user
  const position = title ?? post
  const nodes = held.map(nodeOf)
  return {
    method: 'POST',
    path: '/Users',
    bulkId: userId(user),
    data: {
      schemas: nodes.length > 0 ? [USER, ENTERPRISE, GOV] : [USER, ENTERPRISE],
      externalId: `${workNo}@${unit.code}`,
      userName: workNo,
      name: { formatted: name },
      displayName: name,
      ...(position === null ? {} : { title: position }),
      active: true,
      ...rolesOf(model, user),
      [ENTERPRISE]: enterpriseOf(model, unit, user),
      ...(nodes.length > 0 ? { [GOV]: { nodes } } : {}),
    },
  }
}

/** Roles by their ids, without `type`: strict servers know no type of role. RFC 7643 §2.5: an empty list is left out. */
function rolesOf(model: RosterExport, { roles }: ExportUser): object {
  if (roles.length === 0) return {}
  return { roles: roles.map((value) => ({ value, display: nameIn(model.roles, value) })) }
}

function enterpriseOf(model: RosterExport, unit: ExportUnit, user: ExportUser): object {
  return {
    employeeNumber: user.workNo,
    organization: model.region.name,
    department: unit.name,
    ...(user.office === null ? {} : { division: user.office }),
  }
}

/** An item that has no code yet is named by its name. */
function nodeOf({ item, node, ab }: HeldNode): object {
  return { itemCode: item.code ?? item.name, node, post: ab }
}

function groupOf({ code, name, users }: ExportUnit): object {
  const members = users.map((user) => ({ value: `bulkId:${userId(user)}`, type: 'User' }))
  const data = { schemas: [GROUP], externalId: code, displayName: name, members }
  return { method: 'POST', path: '/Groups', bulkId: `unit-${code}`, data }
}

function userId({ workNo }: ExportUser): string {
  return `user-${workNo}`
}
