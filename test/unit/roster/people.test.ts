import { describe, expect, test } from 'vitest'
import { draftPeople, loadRosterRules } from '../../../src/lib/roster/index.js'
import { aReading, aSource, OFFICE } from './build.js'

const rules = await loadRosterRules()

function draft(...rows: readonly Readonly<Record<string, string>>[]) {
  return draftPeople([aReading(rows)], aSource(rules))
}

describe('a staff sheet', () => {
  test('one person on many rows is one person with many lines, each with its row', () => {
    const drafts = draft(
      { item: '林木采伐许可', node: '受理', name: '张三', post: '窗口岗', work_no: '００１' },
      { item: '林木运输证核发', node: '受理', name: '张三', post: '窗口岗' },
      { item: '全部事项', node: '办结', name: '张 三', post: '窗口岗', work_no: '001' },
    )

    expect(drafts).toHaveLength(1)
    expect(drafts[0]).toMatchObject({
      key: 'U1#001',
      data: { name: '张三', workNo: '001', roles: ['window_acceptor', 'issuer'] },
      source: { row: 4, parts: [{ row: 4 }, { row: 5 }, { row: 6 }] },
      findings: [],
    })
    expect(drafts[0]?.data.lines.map(({ item, node }) => [item, node])).toEqual([
      ['林木采伐许可', 'accept'],
      ['林木运输证核发', 'accept'],
      [null, 'settle'],
    ])
  })

  test('several people in one cell come apart, with titles, posts, numbers and telephones of their own', () => {
    const drafts = draft({
      node: '承办',
      name: '张三（股长）、李　四（B岗）；王五 副主任',
      work_no: '1、2、3',
      phone: '0691-5550001，0691-5550002，0691-5550003',
    })

    expect(
      drafts.map(({ data }) => [data.name, data.title, data.workNo, data.phone, data.lines[0]?.ab]),
    ).toEqual([
      ['张三', '股长', '1', '0691-5550001', 'A'],
      ['李四', null, '2', '0691-5550002', 'B'],
      ['王五', '副主任', '3', '0691-5550003', 'A'],
    ])
  })

  test.each([
    ['A岗：张三；B岗：李四', '', ['A', 'B']],
    ['张三A岗、李四B岗', '', ['A', 'B']],
    ['张三、李四', 'Ａ／Ｂ', ['A', 'B']],
    ['张三、李四', 'B岗', ['B', 'B']],
  ])('A and B posts are read from %s (%s)', (name, ab, posts) => {
    expect(draft({ node: '承办', name, ab }).map(({ data }) => data.lines[0]?.ab)).toEqual(posts)
  })

  test('a separator inside brackets separates nobody', () => {
    expect(draft({ name: '张三（股长、党组成员）、李四' }).map(({ data }) => data.name)).toEqual([
      '张三',
      '李四',
    ])
  })

  test('namesakes with other posts or numbers are kept apart, and each is told of the other', () => {
    const drafts = draft(
      { name: '张三', post: '股长', node: '审核' },
      { name: '张三', post: '科员', node: '承办' },
    )

    expect(drafts.map(({ key }) => key)).toEqual(['U1/张三/股长', 'U1/张三/科员'])
    expect(drafts[0]?.findings).toMatchObject([
      { code: 'HK-ROST-102', params: { others: ['科员'] } },
    ])
    expect(drafts[1]?.findings).toMatchObject([
      { code: 'HK-ROST-102', params: { others: ['股长'] } },
    ])
  })

  test('a row without number and post belongs to the only person of that name, never to one of two', () => {
    const one = draft({ name: '张三', post: '股长', work_no: '7' }, { name: '张三', node: '审核' })
    const two = draft(
      { name: '张三', post: '股长', work_no: '7' },
      { name: '张三', post: '科员', work_no: '8' },
      { name: '张三', node: '审核' },
    )

    expect(one.map(({ key }) => key)).toEqual(['U1#7'])
    expect(two.map(({ key }) => key)).toEqual(['U1#7', 'U1#8', 'U1/张三/'])
  })

  test('one number under two names sends the second back', () => {
    const drafts = draft({ name: '张三', work_no: '7' }, { name: '李四', work_no: '7' })

    expect(drafts.map(({ findings }) => findings.map(({ code }) => code))).toEqual([
      [],
      ['HK-ROST-103'],
    ])
  })

  test.each(['', '待定', '/', '暂缺'])(
    'a row whose name is %j is a record with an error, not lost',
    (name) => {
      const drafts = draft({ name: '张三', node: '受理' }, { name, node: '审批', roles: '审批人' })

      expect(drafts).toHaveLength(2)
      expect(drafts[1]).toMatchObject({
        source: { row: 5 },
        findings: [{ code: 'HK-ROST-101', level: 'error', row: 5, params: { role: '审批人' } }],
      })
    },
  )

  test('an ID number is never taken as a work number, and never shown whole', () => {
    const [person] = draft({ name: '张三', work_no: '532822199001011230' })

    expect(person?.data.workNo).toBeNull()
    expect(person?.findings[0]).toMatchObject({ code: 'HK-ROST-106', level: 'warning' })
    expect(JSON.stringify(person)).not.toContain('199001011230')
  })

  test('numbers that do not match the names are not guessed', () => {
    const drafts = draft({ name: '张三、李四', work_no: '7' })

    expect(drafts.map(({ data }) => data.workNo)).toEqual([null, null])
    expect(drafts[0]?.findings[0]?.code).toBe('HK-ROST-109')
  })

  test('a unit column may name another unit of the drill, but no stranger', () => {
    const drafts = draft({ name: '张三', unit: '样例局' }, { name: '李四', unit: '景洪市住建局' })

    expect(drafts[0]).toMatchObject({ unit: 'U2', findings: [] })
    expect(drafts[1]?.findings[0]).toMatchObject({ code: 'HK-ROST-107', level: 'error' })
  })
})

describe('roles and nodes', () => {
  test('业务审批员 is what its row says: the node, else the handler', () => {
    const roles = (node: string) =>
      draft({ name: '张三', node, roles: '业务审批员' })[0]?.data.roles

    expect([roles('受理'), roles('审批'), roles('')]).toEqual([
      ['window_acceptor'],
      ['approver'],
      ['handler'],
    ])
  })

  test('系统管理员 is the unit’s in a unit and the county’s in the organising office', () => {
    const reading = aReading([{ name: '张三', roles: '系统管理员' }])

    const [inUnit] = draftPeople([reading], aSource(rules))
    const [inOffice] = draftPeople([reading], aSource(rules, OFFICE))
    expect([inUnit?.data.roles, inOffice?.data.roles]).toEqual([['unit_admin'], ['platform_admin']])
  })

  test.each([
    ['审查（预审）', ['pre-review']],
    ['审查/预审', ['pre-review']],
    ['受理、审核', ['accept', 'review']],
    ['审批环节', ['approve']],
    ['办 结', ['settle']],
  ])('node %s is %j', (node, ids) => {
    expect(draft({ name: '张三', node })[0]?.data.lines.map((line) => line.node)).toEqual(ids)
  })

  test('words that nobody knows are found with near ones, and assign nothing', () => {
    const [person] = draft({ name: '张三', node: '会签', roles: '综合管里员' })

    expect(person?.data).toMatchObject({ roles: [], lines: [{ node: null }] })
    expect(person?.findings).toMatchObject([
      { code: 'HK-ROST-105', params: { text: '会签', nearest: [] } },
      { code: 'HK-ROST-104', params: { nearest: ['综合管理员', '综合管理人员', '综合员'] } },
    ])
  })

  test('a row that names an item but no node means the node of its role, else of its post', () => {
    const node = (row: Record<string, string>) =>
      draft({ name: '张三', item: '林木采伐许可', ...row })[0]?.data.lines[0]?.node

    expect([
      node({ roles: '审核人' }),
      node({ post: '受理岗' }),
      node({ roles: '系统管理员', post: '受理岗' }),
    ]).toEqual(['review', 'accept', null])
  })
})
