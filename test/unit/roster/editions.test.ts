import fc from 'fast-check'
import { expect, test } from 'vitest'
import { claimPeople, generateMapping, loadRosterRules } from '../../../src/lib/roster/index.js'
import { anItem, aReading, aSource, sources } from './build.js'

const rules = await loadRosterRules()
const items = [anItem('林木采伐许可')]

/** What a sheet says: name, node. */
function sheet(file: string, rows: readonly (readonly [string, string])[], form = 'node-staff') {
  const records = rows.map(([name, node]) => ({ item: '林木采伐许可', name, node, post: '科员' }))
  const source = { ...aSource(rules), file, form }
  return claimPeople([aReading(records)], source, { file, known: [] }).map(
    ({ findings: _, ...draft }) => ({ kind: 'person' as const, version: 1, ...draft }),
  )
}

const first = sheet('inbox/人员表.xlsx', [
  ['张三', '受理'],
  ['李四', '审核'],
])
const holders = (people: Parameters<typeof sources>[1]) => {
  const { mapping, people: named } = generateMapping(sources(rules, { items, ...people }))
  const name = new Map(named.map((one) => [one.workNo, one.name]))
  return mapping.assignments.map(({ node, workNo }) => `${node} ${name.get(workNo)}`)
}

test('a corrected sheet under a name of its own counts for those it names; the others stay as they were', () => {
  for (const name of [
    '人员表(改).xlsx',
    '人员表-修改后.xls',
    '人员表 更正2.et',
    '人员表（终稿）.csv',
  ]) {
    const corrected = sheet(`inbox/${name}`, [['张三', '审批']])
    const { findings } = generateMapping(
      sources(rules, { items, people: [...first, ...corrected] }),
    )

    expect(holders({ people: [...first, ...corrected] })).toEqual(['review 李四', 'approve 张三'])
    expect(findings.filter(({ code }) => code === 'HK-ROST-115')).toMatchObject([
      {
        level: 'hint',
        file: 'inbox/人员表.xlsx',
        params: { newer: name, people: 1, left: ['李四'] },
      },
    ])
  }
})

test('sheets of other names, forms or parts add up', () => {
  for (const [name, form] of [
    ['人员表2.xlsx', 'node-staff'],
    ['审批股（改）.xlsx', 'node-staff'],
    ['人员表(改).xlsx', 'staff-list'],
  ] as const) {
    const other = sheet(`inbox/${name}`, [['张三', '审批']], form)
    const held = holders({ people: [...first, ...other] })
    expect(held).toEqual(expect.arrayContaining(['accept 张三', 'review 李四']))
  }
})

test('the newest of several corrections counts, whatever came in first', () => {
  const second = sheet('inbox/人员表（改）.xlsx', [['张三', '承办']])
  const third = sheet('inbox/人员表（改2）.xlsx', [['张三', '办结']])
  const last = sheet('inbox/人员表（终稿）.xlsx', [['张三', '审批']])
  fc.assert(
    fc.property(fc.shuffledSubarray([first, second, third, last], { minLength: 4 }), (sheets) => {
      expect(holders({ people: sheets.flat() })).toEqual(['review 李四', 'approve 张三'])
    }),
  )
  expect(holders({ people: [...third, ...first, ...second] })).toEqual([
    'review 李四',
    'settle 张三',
  ])
})

test('a reason names the file where two files have a sheet of one name', () => {
  const other = sheet('inbox/审批股.xlsx', [['王五', '审批']])
  const reasons = (people: Parameters<typeof sources>[1]) =>
    generateMapping(sources(rules, { items, ...people })).mapping.assignments.map(
      ({ reason }) => reason,
    )

  expect(reasons({ people: first })).toEqual(['表2 第4行', '表2 第5行'])
  expect(reasons({ people: [...first, ...other] })).toEqual([
    '《人员表.xlsx》表2 第4行',
    '《人员表.xlsx》表2 第5行',
    '《审批股.xlsx》表2 第4行',
  ])
})
