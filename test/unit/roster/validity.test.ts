import { expect, test } from 'vitest'
import { draftPeople, generateMapping, loadRosterRules } from '../../../src/lib/roster/index.js'
import { aLine, anItem, aPack, aPerson, aReading, aSource, OTHER, sources } from './build.js'

const rules = await loadRosterRules()
const batch = { id: 'b1', title: '', day: '2015-04-08', windows: [], clause: '' }
const pack = aPack({ batches: [batch] })
const items = [anItem('甲')]

test('a row says from when to when, however the date is written; 至今 is no end; nonsense is told', () => {
  const drafts = draftPeople(
    [
      aReading([
        { name: '张三', node: '受理', valid_from: '2015年3月1日', valid_to: '至今' },
        { name: '李四', node: '审核', valid_from: '2015/3/1', valid_to: '2015.12.31' },
        { name: '王五', node: '审批', valid_to: '2015-02-30' },
        { name: '赵六', node: '办结' },
      ]),
    ],
    aSource(rules),
  )

  const terms = drafts.map(({ data }) => [data.lines[0]?.validFrom, data.lines[0]?.validTo])
  expect(terms).toEqual([
    ['2015-03-01', undefined],
    ['2015-03-01', '2015-12-31'],
    [undefined, undefined],
    [undefined, undefined],
  ])
  expect(drafts.flatMap(({ findings }) => findings)).toMatchObject([
    { code: 'HK-ROST-110', row: 6, params: { text: '2015-02-30' } },
  ])
})

test('whoever is not in post on the drill day has no account; the work is listed and the node is open', () => {
  const gone = aPerson('张三', {
    lines: [aLine({ item: '甲', node: 'accept', validTo: '2015-04-07' })],
  })
  const people = [gone, aPerson('李四', { roles: ['handler'] })]

  const { mapping, findings, lock } = generateMapping(sources(rules, { pack, people, items }))

  expect(mapping.users.map(({ name }) => name)).toEqual(['李四'])
  expect(mapping.gaps.map(({ node }) => node)).toContain('accept')
  expect(findings).toContainEqual(
    expect.objectContaining({
      code: 'HK-ROST-221',
      row: 4,
      params: expect.objectContaining({ name: '张三', items: ['甲'], day: '2015-04-08' }),
    }),
  )
  expect(Object.values(lock.people)).toHaveLength(2)
})

test('somebody who changed units is one person in one unit on the day, with the row of the line that holds', () => {
  const phone = '0691-5550001'
  const before = aPerson('张三', {
    phone,
    lines: [aLine({ node: 'accept', validTo: '2015-03-31' })],
  })
  const after = aPerson('张三', {
    phone,
    unit: OTHER.code,
    lines: [
      aLine({ node: 'accept', validTo: '2015-04-01' }),
      aLine({ node: 'review', validFrom: '2015-04-01' }),
    ],
  })
  const there = [anItem('乙', { key: 'U2/乙', unit: OTHER })]

  const { mapping, findings } = generateMapping(
    sources(rules, { pack, people: [before, after], items: there }),
  )

  expect(findings.map(({ code }) => code)).not.toContain('HK-ROST-206')
  expect(mapping.assignments).toMatchObject([{ node: 'review', reason: '表2 第5行' }])
})
