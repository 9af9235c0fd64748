import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  claimPeople,
  emptyLock,
  generateMapping,
  loadRosterRules,
  type Person,
} from '../../../src/lib/roster/index.js'
import type { StoredRecord } from '../../../src/lib/workspace/index.js'
import { anItem, aReading, aSource, sources, UNIT } from './build.js'

const rules = await loadRosterRules()
type Row = Readonly<Record<string, string>>

/** What a sheet of the unit says, as the store keeps it. */
function claims(file: string, rows: readonly Row[], form = 'node-staff'): StoredRecord<Person>[] {
  const source = { ...aSource(rules), file, form }
  return claimPeople([aReading(rows)], source, { file, known: [] })
    .filter(({ findings }) => findings.every(({ level }) => level !== 'error'))
    .map(({ findings: _, ...draft }) => ({ kind: 'person' as const, version: 1, ...draft }))
}

const items = [anItem('林木采伐许可'), anItem('木材运输证核发')]
const generate = (people: readonly StoredRecord<Person>[], lock = emptyLock) =>
  generateMapping(sources(rules, { people, items, lock, applicants: 1 }))

const window = claims('受理股.xlsx', [
  { item: '林木采伐许可', node: '受理', name: '张三', post: '受理岗', phone: '13800138001' },
  { item: '林木采伐许可', node: '承办', name: '李四', post: '科员', work_no: 'L4' },
])
const office = claims('审批股.xlsx', [
  { item: '木材运输证核发', node: '受理', name: '张三', post: '受理岗' },
  { item: '木材运输证核发', node: '审核', name: '李四', post: '科员' },
  { item: '全部事项', node: '审批', name: '赵六（局长）' },
])
const participants = claims(
  '附表1.xlsx',
  [
    {
      ...{ leader: '赵六', admin: '孙七', coordinator: '周八', officers: '张三、李四' },
      ...{ attendees: '张三、李四、周八', count: '3' },
    },
  ],
  'participants',
)
const contacts = claims(
  '联系人.xlsx',
  [{ 'leader.name': '赵六', 'liaison.name': '郑十', 'liaison.mobile': '13900000001' }],
  'contacts',
)
const all = [...window, ...office, ...participants, ...contacts]

/** Generates after each sheet and keeps the lock; nobody's number may change on the way but by the sheet's own. */
function oneByOne(sheets: readonly (readonly StoredRecord<Person>[])[]) {
  const numbers = new Map<string, string>()
  return sheets.reduce((lock, _, index) => {
    const { mapping, lock: next } = generate(sheets.slice(0, index + 1).flat(), lock)
    for (const { name, workNo } of mapping.users) {
      if (name !== '李四') expect(numbers.get(name) ?? workNo).toBe(workNo)
      numbers.set(name, workNo)
    }
    return next
  }, emptyLock)
}

describe('people of several sheets', () => {
  test('are one person where number, post, mobile number or a name of its own says so', () => {
    const { mapping, people, staff } = generate(all)
    const [zhang] = mapping.users.filter(({ name }) => name === '张三')

    expect(people).toHaveLength(6)
    expect(mapping.users.map(({ name }) => name).sort()).toEqual(
      ['周八', '孙七', '张三', '李四', '赵六', '演练申请人01'].sort(),
    )
    expect(staff.get(zhang?.workNo ?? '')).toMatchObject({ attends: true, phone: '13800138001' })
    const held = mapping.assignments.filter(
      ({ workNo, node }) => workNo === zhang?.workNo && node === 'accept',
    )
    expect(held.map(({ item, reason }) => [item, reason])).toEqual([
      ['U1/木材运输证核发', '《审批股.xlsx》表2 第4行'],
      ['U1/林木采伐许可', '《受理股.xlsx》表2 第4行'],
    ])
    const li = mapping.users.find(({ name }) => name === '李四')
    expect(li).toMatchObject({ workNo: 'L4', roles: ['handler', 'reviewer'] })
  })

  test('whoever is only named as a contact gets no account', () => {
    expect(generate(all).mapping.users.map(({ name }) => name)).not.toContain('郑十')
  })

  test('the order in which the sheets came in changes nothing', () => {
    const wanted = generate(all)
    const shuffled = fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })
    fc.assert(
      fc.property(shuffled, (people) => {
        expect(generate(people)).toEqual(wanted)
      }),
    )
  })

  test('a sheet more keeps every work number, and a second generation changes nothing', () => {
    const sheets = [window, office, participants, contacts]
    fc.assert(
      fc.property(fc.shuffledSubarray(sheets, { minLength: 4, maxLength: 4 }), (order) => {
        const lock = oneByOne(order)
        expect(generate(all, lock).lock).toEqual(lock)
      }),
    )
  })

  test('namesakes in different sheets stay apart, and somebody is told', () => {
    const one = claims('甲.xlsx', [{ name: '王伟', post: '股长', node: '审核' }])
    const two = claims('乙.xlsx', [{ name: '王伟', post: '科员', node: '受理' }])
    const { mapping, findings } = generate([...one, ...two])

    expect(mapping.users.filter(({ name }) => name === '王伟')).toHaveLength(2)
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'HK-ROST-102', params: { name: '王伟', others: ['股长'] } }),
    )
  })

  test('one mobile number makes them one in spite of other posts, which is told without the number', () => {
    const one = claims('甲.xlsx', [
      { name: '王伟', post: '股长', node: '审核', mobile: '13800138000' },
    ])
    const two = claims('乙.xlsx', [
      { name: '王伟', post: '受理岗', node: '受理', phone: '138 0013 8000' },
    ])
    const { mapping, findings } = generate([...one, ...two])

    expect(mapping.users.filter(({ name }) => name === '王伟')).toHaveLength(1)
    const [told] = findings.filter(({ code }) => code === 'HK-ROST-111')
    expect(told?.level).toBe('hint')
    expect(JSON.stringify(told)).not.toContain('13800138000')
  })

  test('one number under two names in two sheets: the second loses the number, and it is an error', () => {
    const one = claims('甲.xlsx', [{ name: '王伟', work_no: '7', node: '审核' }])
    const two = claims('乙.xlsx', [{ name: '李芳', work_no: '7', node: '受理' }])
    const { mapping, findings } = generate([...two, ...one])

    const numbers = new Map(mapping.users.map(({ name, workNo }) => [name, workNo]))
    expect(new Set(numbers.values()).size).toBe(mapping.users.length)
    expect(findings.filter(({ code }) => code === 'HK-ROST-103')).toHaveLength(1)
  })

  test('two sheets that name different people for one post are told of', () => {
    const row = { item: '林木采伐许可', node: '受理' }
    const one = claims('初稿.xlsx', [{ ...row, name: '王伟' }])
    const two = claims('修改稿.xlsx', [{ ...row, name: '李芳' }])

    expect(generate([...one, ...two]).findings).toContainEqual(
      expect.objectContaining({
        code: 'HK-ROST-223',
        params: expect.objectContaining({
          unit: UNIT.name,
          people: ['李芳（修改稿.xlsx）', '王伟（初稿.xlsx）'],
          count: 1,
        }),
      }),
    )
    expect(generate(one).findings.map(({ code }) => code)).not.toContain('HK-ROST-223')
  })
})
