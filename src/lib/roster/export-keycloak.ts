import type { ExportUnit, ExportUser, RosterExport } from './export-model.js'

/**
 * The accounts as a Keycloak realm to import (RealmRepresentation): realm roles, a group for each unit with one below it
 * for each office, users who must set a password at first login. No credential is in it. The user profile declares our
 * attributes, which Keycloak 24 and later would drop, and asks nobody for an e-mail address.
 */
export function keycloakOf(model: RosterExport): object {
  return {
    realm: model.notice.id,
    displayName: `${model.region.name}网上办事大厅`,
    enabled: true,
    registrationAllowed: false,
    roles: { realm: model.roles.map(({ id, name }) => ({ name: id, description: name })) },
    groups: model.units.map(groupOf),
    users: model.units.flatMap((unit) => unit.users.map((user) => userOf(unit, user))),
    components: {
      'org.keycloak.userprofile.UserProfileProvider': [
        {
          providerId: 'declarative-user-profile',
          config: { 'kc.user.profile.config': [JSON.stringify(userProfile())] },
        },
      ],
    },
  }
}

function groupOf(unit: ExportUnit): object {
  const offices = [...new Set(unit.users.flatMap(({ office }) => office ?? []))].sort()
  return {
    name: groupName(unit.name),
    path: groupPath(unit, null),
    attributes: { code: [unit.code] },
    subGroups: offices.map((office) => ({
      name: groupName(office),
      path: groupPath(unit, office),
    })),
  }
}

function groupPath(unit: ExportUnit, office: string | null): string {
  const path = `/${groupName(unit.name)}`
  return office === null ? path : `${path}/${groupName(office)}`
}

/** A slash would make a path of groups. */
function groupName(name: string): string {
  return name.replaceAll('/', '／')
}

function userOf(
  unit: ExportUnit,
  { workNo, name, title, post, office, roles }: ExportUser,
): object {
  const position = title ?? post
  return {
    username: workNo.toLowerCase(),
    enabled: true,
    firstName: name,
    attributes: {
      employeeNumber: [workNo],
      unit: [unit.code],
      ...(office === null ? {} : { office: [office] }),
      ...(position === null ? {} : { position: [position] }),
    },
    realmRoles: roles,
    groups: [groupPath(unit, office)],
    requiredActions: ['UPDATE_PASSWORD'],
  }
}

/** Officers see their own attributes, only administrators change them. */
function userProfile(): object {
  const attribute = (name: string, displayName: string) => ({
    ...{ name, displayName, multivalued: false },
    permissions: { view: ['admin', 'user'], edit: ['admin'] },
  })
  return {
    attributes: [
      attribute('username', '用户名'),
      attribute('email', '电子邮箱'),
      attribute('firstName', '姓名'),
      attribute('lastName', '姓'),
      attribute('employeeNumber', '用户工号'),
      attribute('unit', '单位代码'),
      attribute('office', '科室'),
      attribute('position', '职务（岗位）'),
    ],
  }
}
