import { describe, expect, test } from 'vitest'
import {
  checkMapping,
  generateMapping,
  loadRosterRules,
  type MappingSources,
  roleDuties,
} from '../../../src/lib/roster/index.js'
import { aLine, anItem, aPack, aPerson, OFFICE, OTHER, sources, UNIT } from './build.js'

const rules = await loadRosterRules()
const generate = (change: Partial<MappingSources>) => generateMapping(sources(rules, change))
const codes = (findings: readonly { readonly code: string }[]) => [
  ...new Set(findings.map(({ code }) => code)),
]

describe('checks', () => {
  const duty = (role: string, max: number | null) => ({
    role,
    title: role,
    min: 1,
    max,
    clause: '三',
    inferred: false,
  })
  const pack = aPack({ roles: [duty('coordinator', 1), duty('inspector', null)] })

  test('exactly one coordinator: none and two are both found, county roles are the office’s', () => {
    const people = [
      aPerson('张三', { roles: ['coordinator'] }),
      aPerson('李四', { roles: ['coordinator'] }),
      aPerson('王五', { unit: OTHER.code }),
      aPerson('赵六', { unit: OFFICE.code }),
    ]

    const { findings } = generate({ pack, people })

    expect(findings.filter(({ code }) => code === 'HK-ROST-202')).toMatchObject([
      { params: { unit: UNIT.name, names: ['张三', '李四'] } },
    ])
    expect(findings.filter(({ code }) => code === 'HK-ROST-201')).toMatchObject([
      { params: { unit: OFFICE.name, role: 'inspector' } },
      { params: { unit: OTHER.name, role: 'coordinator', have: 0 } },
    ])
  })

  test('a mapping that was changed by hand is checked as it is now', () => {
    const people = [aPerson('张三', { roles: ['window_acceptor'] })]
    const { mapping } = generate({ people, items: [anItem('甲')] })
    const [accepting] = mapping.assignments
    const assignments = accepting ? [accepting, { ...accepting, node: 'approve' }] : []

    const findings = checkMapping({ pack: aPack(), rules }, { ...mapping, assignments })

    expect(codes(findings)).toContain('HK-ROST-203')
  })

  test('what each unit still owes can be asked without a mapping', () => {
    const owed = roleDuties({ pack, rules }, [{ unit: 'U1', name: '张三', roles: ['coordinator'] }])

    expect(owed.map(({ unit, duty: { role }, state }) => [unit, role, state])).toEqual([
      ['U0', 'inspector', 'missing'],
      ['U1', 'coordinator', 'met'],
      ['U2', 'coordinator', 'missing'],
    ])
  })

  test.each([
    ['S1', ['unit_admin', 'handler']],
    ['S2', ['supervisor', 'reviewer']],
    ['S3', ['replier', 'reply_auditor']],
  ])('%s: roles %j in one person', (rule, roles) => {
    const { findings } = generate({ people: [aPerson('张三', { roles })] })

    expect(findings.filter(({ code }) => code === 'HK-ROST-204')).toMatchObject([
      { params: { rule, name: '张三' } },
    ])
  })

  test.each([
    ['S4', ['accept', 'approve']],
    ['S5', ['handle', 'review']],
    ['S5', ['review', 'approve']],
  ])('%s: explicit rows %j in one person are told once with the number of items', (rule, nodes) => {
    const lines = nodes.map((node) => aLine({ node }))

    const { findings } = generate({
      people: [aPerson('张三', { lines }), aPerson('李四'), aPerson('王五')],
      items: [anItem('甲'), anItem('乙')],
    })

    expect(findings.filter(({ code }) => code === 'HK-ROST-203')).toMatchObject([
      { level: 'error', params: { rule, items: 2, reason: '表2 第4行' } },
    ])
  })

  test('a person in two units, a node without B post, and a unit without people are found', () => {
    const phone = '0691-5550001'
    const people = [
      aPerson('张三', { phone, lines: [aLine({ node: 'accept' })] }),
      aPerson('张三', { phone: '0691 5550001', unit: OFFICE.code }),
    ]

    const { findings } = generate({ people, items: [anItem('甲')] })

    expect(findings.filter(({ code }) => code === 'HK-ROST-206')).toMatchObject([
      { params: { by: 'phone', others: [UNIT.name] } },
    ])
    expect(findings.filter(({ code }) => code === 'HK-ROST-205')).toMatchObject([
      { params: { nodes: ['受理'], count: 1 } },
    ])
    expect(findings.filter(({ code }) => code === 'HK-ROST-211')).toMatchObject([
      { params: { unit: OTHER.name } },
    ])
  })

  test('more people at the keys than the notice allows', () => {
    const people = ['甲', '乙', '丙', '丁', '戊'].map((name) => aPerson(name, { attends: true }))

    expect(generate({ people }).findings).toContainEqual(
      expect.objectContaining({
        code: 'HK-ROST-212',
        params: expect.objectContaining({ have: 5, max: 4 }),
      }),
    )
  })
})
