import { nameIn } from './export-csv.js'
import type { ExportUnit, ExportUser, RosterExport } from './export-model.js'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const BULK = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'

/**
 * The accounts as one SCIM bulk request (RFC 7644 §3.7): a User each with the enterprise extension (RFC 7643 §4.3), then
 * a Group for each unit whose members are named by bulkId. It stops at the first error. No password is in it.
 */
export function scimOf(model: RosterExport): object {
  const users = model.units.flatMap((unit) => unit.users.map((user) => userOf(model, unit, user)))
  const groups = model.units.filter((unit) => unit.users.length > 0).map(groupOf)
  return { schemas: [BULK], failOnErrors: 1, Operations: [...users, ...groups] }
}

function userOf(model: RosterExport, unit: ExportUnit, user: ExportUser): object {
  const { workNo, name, title, post, office, roles } = user
  const position = title ?? post
  return {
    method: 'POST',
    path: '/Users',
    bulkId: userId(user),
    data: {
      schemas: [USER, ENTERPRISE],
      externalId: `${workNo}@${unit.code}`,
      userName: workNo,
      name: { formatted: name },
      displayName: name,
      ...(position === null ? {} : { title: position }),
      active: true,
      roles: roles.map((role) => ({ value: role, display: nameIn(model.roles, role) })),
      [ENTERPRISE]: {
        employeeNumber: workNo,
        organization: unit.name,
        ...(office === null ? {} : { department: office }),
      },
    },
  }
}

function groupOf({ code, name, users }: ExportUnit): object {
  const members = users.map((user) => ({ value: `bulkId:${userId(user)}`, type: 'User' }))
  const data = { schemas: [GROUP], externalId: code, displayName: name, members }
  return { method: 'POST', path: '/Groups', bulkId: `unit-${code}`, data }
}

function userId({ workNo }: ExportUser): string {
  return `user-${workNo}`
}
