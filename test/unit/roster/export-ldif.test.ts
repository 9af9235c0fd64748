import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ldifOf } from '../../../src/lib/roster/export-ldif.js'
import { type RosterExport, rosterExport } from '../../../src/lib/roster/export-model.js'
import { hasOpenLdap, startDirectory } from '../../support/directory.js'
import { tempFolder } from '../../support/temp-folder.js'
import { exported, exportSources, mapping } from './export-build.js'

const SUFFIX = 'dc=hall,dc=local'
const OWN = 'o=menghai,c=cn'
/** Values that a naive writer breaks: spaces at the ends, colons, line ends, all that RFC 4514 reserves, a long one. */
const HARD = ['：:<', ' a ', '#1', 'a\nb', 'a,b+c="d";<e>\\', `林业局${'政'.repeat(60)}`]

/** The roster with the hard values as names, titles, offices and unit names. */
function hardModel(): RosterExport {
  const model = rosterExport(exportSources, null)
  return {
    ...model,
    units: model.units.map((unit) => ({
      ...unit,
      name: HARD[0] ?? '',
      code: HARD[4] ?? '',
      users: unit.users.map((user, at) => {
        const value = HARD[at % HARD.length] ?? ''
        return { ...user, name: value, title: value, office: value, workNo: `${value}${at}` }
      }),
    })),
  }
}

const entriesIn = (text: string) =>
  text
    .replaceAll('\n ', '')
    .split('\n\n')
    .filter((entry) => entry.startsWith('dn:'))
    .map((entry) => entry.trim().split('\n').map(pairOf))

function pairOf(line: string): readonly [string, string] {
  const [, name = '', mark, value = ''] = /^([^:]+):(:?) (.*)$/s.exec(line) ?? expect.fail(line)
  return [name, mark === '' ? value : Buffer.from(value, 'base64').toString('utf8')]
}

test.runIf(hasOpenLdap())(
  'OpenLDAP takes every entry, also of hard values, and gives them back',
  async () => {
    const folder = await tempFolder()
    const [plain, hard] = [join(folder, 'plain.ldif'), join(folder, 'hard.ldif')]
    await writeFile(plain, await exported('ldif'))
    await writeFile(hard, ldifOf(hardModel(), OWN))
    for (const [file, names, suffix] of [
      [plain, mapping.users.map(({ name }) => name), SUFFIX],
      [hard, hardModel().units.flatMap(({ users }) => users.map(({ name }) => name)), OWN],
    ] as const) {
      const directory = await startDirectory(await tempFolder(), suffix)
      try {
        await directory.load(file)
        const people = await directory.search('(objectClass=inetOrgPerson)')
        const groups = await directory.search('(objectClass=groupOfNames)')
        const held = entriesIn(people).map((entry) => new Map(entry).get('displayName'))
        expect(held.sort()).toEqual([...names].sort())
        expect(groups.match(/^member:/gm)?.length).toBeGreaterThan(mapping.users.length)
      } finally {
        await directory.close()
      }
    }
  },
)

test('short ASCII lines, parents first, cn and sn in every person, members that exist, no empty group', async () => {
  const text = String(await exported('ldif'))
  const seen = new Set<string>()

  expect(text).toMatch(/^version: 1\n/)
  for (const entry of entriesIn(text)) {
    const all = (name: string) => entry.flatMap(([key, value]) => (key === name ? [value] : []))
    const [dn = ''] = all('dn')
    const parent = dn.replace(/^(?:\\.|[^,\\])+,/u, '')
    if (dn !== SUFFIX) expect(seen).toContain(parent)
    if (all('objectClass').includes('inetOrgPerson'))
      expect([all('cn').length, all('sn').length]).toEqual([1, 1])
    if (all('objectClass').includes('groupOfNames')) {
      expect(all('member').length).toBeGreaterThan(0)
      for (const member of all('member')) expect(seen).toContain(member)
    }
    seen.add(dn)
  }
})

test('whatever people are called: lines of at most 76 ASCII characters that say it again (RFC 2849)', () => {
  const unit = fc.constantFrom(...' #:<\\,\n\r\0az林𠮷é')
  const [one] = rosterExport(exportSources, null).units
  const model = rosterExport(exportSources, null)
  fc.assert(
    fc.property(fc.string({ unit, minLength: 1 }), (name) => {
      const users = (one?.users ?? []).slice(0, 1).map((user) => ({ ...user, name }))
      const text = ldifOf({ ...model, units: one === undefined ? [] : [{ ...one, users }] })
      expect(text).toMatch(/^[\n\x20-\x7e]*$/)
      expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(76)
      const said = entriesIn(text).flatMap((entry) => new Map(entry).get('displayName') ?? [])
      expect(said).toEqual([name])
    }),
    { numRuns: 100 },
  )
})

test.each(['', 'menghai', 'cn=admin,dc=cn', 'dc=a b=c', 'dc=a, dc=b', 'dc='])(
  'a suffix that no directory has is refused: %j',
  (suffix) => {
    expect(() => ldifOf(hardModel(), suffix)).toThrow(
      expect.objectContaining({ code: 'HK-ROST-008' }),
    )
  },
)
