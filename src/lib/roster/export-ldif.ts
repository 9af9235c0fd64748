import type { ExportUnit, RosterExport } from './export-model.js'

const BASE = 'dc=hall,dc=local'
const PEOPLE = `ou=people,${BASE}`
const UNITS = `ou=units,${BASE}`
const ROLES = `ou=roles,${BASE}`
const LINE = 76

type Entry = readonly (readonly [string, string])[]

/**
 * The accounts as LDIF (RFC 2849) under `dc=hall,dc=local`: people as inetOrgPerson (RFC 2798), units and roles as
 * groupOfNames. Groups without members are left out: the class wants one. No password is in it.
 */
export function ldifOf(model: RosterExport): string {
  const entries = [
    ...tree(model),
    ...model.units.flatMap(people),
    ...model.units.flatMap(unitGroup),
    ...model.roles.map(({ id, name }) => roleGroup(model, id, name)),
  ]
  return ['version: 1\n', ...entries.map(written)].join('\n')
}

function tree({ region }: RosterExport): readonly Entry[] {
  const branch = (dn: string, ou: string): Entry => [
    ['dn', dn],
    ['objectClass', 'organizationalUnit'],
    ['ou', ou],
  ]
  return [
    [
      ['dn', BASE],
      ['objectClass', 'dcObject'],
      ['objectClass', 'organization'],
      ['dc', 'hall'],
      ['o', region.name],
    ],
    branch(PEOPLE, 'people'),
    branch(UNITS, 'units'),
    branch(ROLES, 'roles'),
  ]
}

function personDn(workNo: string): string {
  return `uid=${escaped(workNo)},${PEOPLE}`
}

/** A value as it stands in a name (RFC 4514 §2.4). */
function escaped(value: string): string {
  const last = [...value].length - 1
  return [...value]
    .map((char, at) => {
      if (char === '\0') return '\\00'
      const isEdge = (at === 0 && /[ #]/u.test(char)) || (at === last && char === ' ')
      return isEdge || /[",+;<>\\=]/u.test(char) ? `\\${char}` : char
    })
    .join('')
}

function people({ name: unit, users }: ExportUnit): readonly Entry[] {
  return users.map(
    ({ workNo, name, title, office, roles }): Entry => [
      ['dn', personDn(workNo)],
      ...['top', 'person', 'organizationalPerson', 'inetOrgPerson'].map(
        (objectClass) => ['objectClass', objectClass] as const,
      ),
      ['uid', workNo],
      ['cn', name],
      ['sn', name],
      ['displayName', name],
      ['employeeNumber', workNo],
      ['o', unit],
      ...optional('departmentNumber', office),
      ...optional('title', title),
      ...roles.map((role) => ['employeeType', role] as const),
    ],
  )
}

function optional(attribute: string, value: string | null): Entry {
  return value === null || value === '' ? [] : [[attribute, value]]
}

function unitGroup({ code, name, users }: ExportUnit): readonly Entry[] {
  return users.length === 0 ? [] : [groupOf(`cn=${escaped(code)},${UNITS}`, [code, name], users)]
}

function roleGroup(model: RosterExport, id: string, name: string): Entry {
  const holders = model.units.flatMap(({ users }) =>
    users.filter(({ roles }) => roles.includes(id)),
  )
  return groupOf(`cn=${escaped(id)},${ROLES}`, [id, name], holders)
}

function groupOf(
  dn: string,
  [cn, description]: readonly [string, string],
  members: readonly { readonly workNo: string }[],
): Entry {
  return [
    ['dn', dn],
    ['objectClass', 'top'],
    ['objectClass', 'groupOfNames'],
    ['cn', cn],
    ['description', description],
    ...members.map(({ workNo }) => ['member', personDn(workNo)] as const),
  ]
}

function written(entry: Entry): string {
  return entry.map(([attribute, value]) => `${folded(attributeLine(attribute, value))}\n`).join('')
}

/** A value that RFC 2849 does not call safe goes out in base64. */
function attributeLine(attribute: string, value: string): string {
  const isSafe = /^[\x21-\x39\x3b\x3d-\x7e][\x20-\x7e]*$/u.test(value) && !value.endsWith(' ')
  return isSafe
    ? `${attribute}: ${value}`
    : `${attribute}:: ${Buffer.from(value, 'utf8').toString('base64')}`
}

function folded(line: string): string {
  const parts = [line.slice(0, LINE)]
  for (let at = LINE; at < line.length; at += LINE - 1) parts.push(line.slice(at, at + LINE - 1))
  return parts.join('\n ')
}
