import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Decisions,
  generateMapping,
  loadRosterRules,
  noDecisions,
} from '../../../src/lib/roster/index.js'
import { aLine, anItem, aPerson, sources, UNIT } from './build.js'

const rules = await loadRosterRules()
const people = [aPerson('张三', { roles: ['reviewer'] }), aPerson('李四', { roles: ['reviewer'] })]
const items = [anItem('甲'), anItem('乙')]
const decided = (person: string, item = 'U1/甲'): Decisions => ({
  ...noDecisions,
  nodes: [{ unit: UNIT.code, item, node: 'review', person, ab: 'A', note: '分管领导指定' }],
})
const generate = (decisions: Decisions, staff = people) =>
  generateMapping(sources(rules, { people: staff, items, decisions }))

test('a decision fills a gap that no rule could, with its ground', () => {
  const { mapping } = generate(decided('532822001001'))

  expect(mapping.assignments).toMatchObject([
    { item: 'U1/甲', node: 'review', workNo: '532822001001', reason: '定人决定：分管领导指定' },
  ])
  expect(mapping.gaps.filter(({ node }) => node === 'review')).toMatchObject([{ item: 'U1/乙' }])
})

test('what a sheet says comes first', () => {
  const written = aPerson('王五', { lines: [aLine({ item: '甲', node: 'review' })] })
  const { mapping } = generate(decided('532822001001'), [...people, written])

  const held = mapping.assignments.filter(({ item }) => item === 'U1/甲')
  expect(held.map(({ reason }) => reason)).toEqual(['表2 第4行'])
})

test.each([
  ['a person', decided('532822001099')],
  ['an item', decided('532822001001', 'U1/无')],
])('a decision on %s that is gone counts no longer, and is told', (_, decisions) => {
  const { mapping, findings } = generate(decisions)

  expect(mapping.assignments).toEqual([])
  expect(findings.filter(({ code }) => code === 'HK-ROST-220')).toHaveLength(1)
})

test('decisions do not depend on the order in which people came in', () => {
  const expected = generate(decided('532822001001')).mapping

  fc.assert(
    fc.property(fc.shuffledSubarray(people, { minLength: 2 }), (shuffled) => {
      expect(generate(decided('532822001001'), shuffled).mapping).toEqual(expected)
    }),
    { numRuns: 10, seed: 20150408 },
  )
})

test('an exemption lets off until its day and no longer', () => {
  const both = aPerson('张三', { roles: ['unit_admin', 'handler'] })
  const off = (until: string): Decisions => ({
    ...noDecisions,
    exemptions: [{ rule: 'S1', units: ['U1'], until, approvedBy: '县领导小组' }],
  })
  const batch = { id: 'b1', title: '', day: '2015-04-08', windows: [], clause: '' }
  const pack = { ...sources(rules).pack, batches: [batch] }
  const codes = (until: string) =>
    generateMapping(sources(rules, { people: [both], pack, decisions: off(until) }))
      .findings.map(({ code }) => code)
      .filter((code) => ['HK-ROST-204', 'HK-ROST-215'].includes(code))

  expect(codes('2015-04-08')).toEqual(['HK-ROST-215'])
  expect(codes('2015-04-07')).toEqual(['HK-ROST-204'])
})
