import { expect, test } from 'vitest'
import { lintPack, loadPack } from '../../../src/lib/notice/index.js'
import { generateMapping, loadRosterRules, rosterExport } from '../../../src/lib/roster/index.js'
import { aPerson, sources } from './build.js'

const rules = await loadRosterRules()
const STAFF = {
  'hunan-2014': ['unit_admin', 'maintainer', 'window_acceptor', 'supervisor'],
  'ningxia-2015': ['unit_admin', 'window_acceptor', 'reviewer', 'approver'],
} as const

test.each(Object.entries(STAFF))(
  '%s: each unit owes its own set of roles, under the names of the notice',
  async (id, roles) => {
    const pack = await loadPack(id)
    const [first, second] = pack.units
    const people = roles.map((role) => aPerson(role, { unit: first?.code ?? '', roles: [role] }))
    const half = aPerson('一人', { unit: second?.code ?? '', roles: [roles[0]] })

    const { mapping, findings, staff } = generateMapping(
      sources(rules, { pack, people: [...people, half] }),
    )

    const owed = findings.filter(({ code }) => code === 'HK-ROST-201')
    expect(owed.map(({ params }) => params)).toMatchObject(
      pack.roles.slice(1).map(({ title }) => ({ unit: second?.name, role: title, have: 0 })),
    )
    expect(findings.map(({ code }) => code)).not.toContain('HK-ROST-204')
    const model = rosterExport({ pack, rules, mapping, staff, items: [] }, null)
    expect(model.roles.map(({ name }) => name).sort()).toEqual(
      pack.roles.map(({ title }) => title).sort(),
    )
  },
)

test('the contradiction of the Ningxia notice is found: its first deadline had passed when it was issued', async () => {
  expect(lintPack(await loadPack('hunan-2014'))).toEqual([])
  expect(lintPack(await loadPack('ningxia-2015'))).toMatchObject([
    { code: 'HK-NOTICE-101', params: { due: '2015-06-30', issued: '2015-07-10' } },
  ])
})
