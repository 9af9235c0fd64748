import { AppError } from '../errors/index.js'
import type { ExportUnit, RosterExport } from './export-model.js'

/** Where the accounts hang when nobody says otherwise. */
export const LDIF_SUFFIX = 'dc=hall,dc=local'
const LINE = 76

type Entry = readonly (readonly [string, string])[]

/**
 * The accounts as LDIF (RFC 2849) under a suffix of the directory, which begins with `dc`, `o` or `ou` (HK-ROST-008):
 * people as inetOrgPerson (RFC 2798), units and roles as groupOfNames. Groups without members are left out: the class
 * wants one. No password is in it.
 */
export function ldifOf(model: RosterExport, suffix = LDIF_SUFFIX): string {
  const entries = [
    ...tree(model, suffix),
    ...model.units.flatMap((unit) => people(unit, suffix)),
    ...model.units.flatMap((unit) => unitGroup(unit, suffix)),
    ...model.roles.map(({ id, name }) => roleGroup(model, { id, name, suffix })),
  ]
  return ['version: 1\n', ...entries.map(written)].join('\n')
}

function tree({ region }: RosterExport, suffix: string): readonly Entry[] {
  const branch = (ou: string): Entry => [
    ['dn', `ou=${ou},${suffix}`],
    ['objectClass', 'organizationalUnit'],
    ['ou', ou],
  ]
  return [
    [['dn', suffix], ...root(suffix, region.name)],
    ...['people', 'units', 'roles'].map(branch),
  ]
}

/** The entry of the suffix itself, by what its first part is. */
function root(suffix: string, region: string): Entry {
  const [, kind = '', value = ''] =
    /^(dc|o|ou)=([^,=+]+)(?:,[a-z]+=[^,=+\s][^,=+]*)*$/iu.exec(suffix) ?? []
  switch (kind.toLowerCase()) {
    case 'dc':
      return [
        ['objectClass', 'dcObject'],
        ['objectClass', 'organization'],
        ['dc', value],
        ['o', region],
      ]
    case 'o':
      return [
        ['objectClass', 'organization'],
        ['o', value],
      ]
    case 'ou':
      return [
        ['objectClass', 'organizationalUnit'],
        ['ou', value],
      ]
    default:
      throw new AppError('HK-ROST-008', { suffix })
  }
}

function personDn(workNo: string, suffix: string): string {
  return `uid=${escaped(workNo)},ou=people,${suffix}`
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

function people({ name: unit, users }: ExportUnit, suffix: string): readonly Entry[] {
  return users.map(
    ({ workNo, name, title, office, roles }): Entry => [
      ['dn', personDn(workNo, suffix)],
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

function unitGroup({ code, name, users }: ExportUnit, suffix: string): readonly Entry[] {
  const about = { branch: 'units', cn: code, description: name, suffix }
  return users.length === 0 ? [] : [groupOf(about, users)]
}

function roleGroup(
  model: RosterExport,
  { id, name, suffix }: { readonly id: string; readonly name: string; readonly suffix: string },
): Entry {
  const holders = model.units.flatMap(({ users }) =>
    users.filter(({ roles }) => roles.includes(id)),
  )
  return groupOf({ branch: 'roles', cn: id, description: name, suffix }, holders)
}

interface Group {
  readonly branch: string
  readonly cn: string
  readonly description: string
  readonly suffix: string
}

function groupOf(
  { branch, cn, description, suffix }: Group,
  members: readonly { readonly workNo: string }[],
): Entry {
  return [
    ['dn', `cn=${escaped(cn)},ou=${branch},${suffix}`],
    ['objectClass', 'top'],
    ['objectClass', 'groupOfNames'],
    ['cn', cn],
    ['description', description],
    ...members.map(({ workNo }) => ['member', personDn(workNo, suffix)] as const),
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
