import type { ExportUnit, ExportUser, RosterExport } from './export-model.js'

/**
 * The accounts as a Keycloak realm to import (RealmRepresentation): realm roles, a group for each unit, users who must
 * set a password at first login. No credential is in it.
 */
export function keycloakOf(model: RosterExport): object {
  return {
    realm: model.notice.id,
    displayName: `${model.region.name}网上办事大厅`,
    enabled: true,
    roles: { realm: model.roles.map(({ id, name }) => ({ name: id, description: name })) },
    groups: model.units.map((unit) => ({
      name: groupName(unit),
      path: `/${groupName(unit)}`,
      attributes: { code: [unit.code] },
    })),
    users: model.units.flatMap((unit) => unit.users.map((user) => userOf(unit, user))),
  }
}

/** A slash would make a path of groups. */
function groupName({ name }: ExportUnit): string {
  return name.replaceAll('/', '／')
}

function userOf(unit: ExportUnit, { workNo, name, office, roles }: ExportUser): object {
  return {
    username: workNo.toLowerCase(),
    enabled: true,
    firstName: name,
    attributes: {
      employeeNumber: [workNo],
      unit: [unit.code],
      ...(office === null ? {} : { office: [office] }),
    },
    realmRoles: roles,
    groups: [`/${groupName(unit)}`],
    requiredActions: ['UPDATE_PASSWORD'],
  }
}
