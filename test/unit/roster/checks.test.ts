import { describe, expect, test } from 'vitest'
import {
  generateMapping,
  loadRosterRules,
  type MappingSources,
} from '../../../src/lib/roster/index.js'
import { aLine, anItem, aPack, aPerson, OFFICE, sources, UNIT } from './build.js'

const rules = await loadRosterRules()
const coordinator = { role: 'coordinator', title: '综合管理员', clause: '三（二）' }
const pack = aPack({ roles: [{ ...coordinator, min: 1, max: 1, inferred: false }] })
const drill = aPack({
  batches: [{ id: 'b1', title: '', day: '2015-04-08', windows: [], clause: '' }],
})
const generate = (change: Partial<MappingSources>) =>
  generateMapping(sources(rules, { pack, ...change }))
const codes = (change: Partial<MappingSources>) => generate(change).findings.map(({ code }) => code)

const held = (ab: 'A' | 'B') => ({
  roles: ['coordinator'],
  lines: [aLine({ ab })],
  ...(ab === 'B' ? { deputy: ['coordinator'] } : {}),
})

describe('one coordinator and a deputy', () => {
  test.each([
    ['one', [held('A')], []],
    ['one with a deputy', [held('A'), held('B')], []],
    ['nobody but a deputy', [held('B')], ['HK-ROST-201']],
    ['two', [held('A'), held('A')], ['HK-ROST-202']],
    ['one with two deputies', [held('A'), held('B'), held('B')], ['HK-ROST-202']],
  ])('%s', (_, people, wanted) => {
    const staff = people.map((change, index) => aPerson(`人${index}`, change))
    const told = codes({ people: staff }).filter((code) => /20[12]$/.test(code))
    const missing = codes({ people: [] }).filter((code) => /20[12]$/.test(code))

    expect([told, missing]).toEqual([wanted, []])
  })

  test('the deputy holds the node of every item as B post', () => {
    const people = [aPerson('甲', held('A')), aPerson('乙', held('B'))]
    const { mapping } = generate({ people, items: [anItem('采伐许可')] })

    const posts = mapping.assignments.filter(({ node }) => node === 'pre-review')
    expect(posts.map(({ ab, reason }) => [ab, reason])).toEqual([
      ['A', '本单位唯一的综合管理员'],
      ['B', '本单位综合管理员的 B 岗'],
    ])
  })
})

describe('the last administrator', () => {
  const leaves = { lines: [aLine({ validTo: '2015-03-31' })] }
  const admin = (role: string, unit: string) => ({ roles: [role], unit })

  test.each([
    ['unit_admin', UNIT.code, UNIT.name],
    ['platform_admin', OFFICE.code, OFFICE.name],
  ])('%s does not leave without somebody in their place', (role, unit, name) => {
    const gone = aPerson('甲', { ...admin(role, unit), ...leaves })
    const stays = aPerson('乙', { ...admin(role, unit), lines: [aLine()] })
    const alone = generate({ pack: drill, people: [gone] }).findings
    const both = generate({ pack: drill, people: [gone, stays] }).findings

    expect(alone).toContainEqual(
      expect.objectContaining({
        code: 'HK-ROST-222',
        level: 'error',
        params: expect.objectContaining({ unit: name, names: ['甲'], day: '2015-04-08' }),
      }),
    )
    expect(both.map(({ code }) => code)).not.toContain('HK-ROST-222')
  })
})

test('one work number in two units is one login, and the person in two units is told once', () => {
  const twice = { workNo: '7', phone: '13800138000、0691-5120000', roles: ['handler'] }
  const people = [aPerson('甲', twice), aPerson('甲', { ...twice, unit: OFFICE.code })]
  const { mapping, findings } = generate({ people })

  expect(new Set(mapping.users.map(({ workNo }) => workNo)).size).toBe(2)
  expect(findings.filter(({ code }) => code === 'HK-ROST-206')).toMatchObject([
    { params: { name: '甲', by: 'workNo' } },
  ])
})
