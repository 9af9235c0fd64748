import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  generateMapping,
  loadRosterRules,
  type MappingSources,
  readRosterLock,
  saveRosterLock,
} from '../../../src/lib/roster/index.js'
import { tempFolder } from '../../support/temp-folder.js'
import { aLine, anItem, aPack, aPerson, sources, UNIT } from './build.js'

const rules = await loadRosterRules()
const generate = (change: Partial<MappingSources>) => generateMapping(sources(rules, change))
const codes = (findings: readonly { readonly code: string }[]) => [
  ...new Set(findings.map(({ code }) => code)),
]

describe('work numbers', () => {
  test('follow the pattern, keep the sheet’s own, and never go to somebody else', () => {
    const first = generate({
      people: [aPerson('张三'), aPerson('李四', { workNo: '532822001001' })],
    })
    expect(first.mapping.users.map(({ name, workNo }) => [name, workNo])).toEqual([
      ['李四', '532822001001'],
      ['张三', '532822001002'],
    ])

    const later = generate({ people: [aPerson('丁一'), aPerson('王五')], lock: first.lock })
    expect(later.mapping.users.map(({ workNo }) => workNo)).toEqual([
      '532822001001',
      '532822001003',
    ])
  })

  test('are the same from a saved lock, whoever joins', async () => {
    const root = await tempFolder()
    const first = generate({ people: [aPerson('王五')] })
    await saveRosterLock(root, first.lock)

    const lock = await readRosterLock(root)
    const later = generate({ people: [aPerson('丁一'), aPerson('王五')], lock })

    expect(lock).toEqual(first.lock)
    expect(later.mapping.users.find(({ name }) => name === '王五')?.workNo).toBe('532822001001')
  })

  test('applicants are nobody’s names and are dealt round the units', () => {
    const { mapping } = generate({ applicants: 3 })

    expect(
      mapping.users.map(({ name, unit, workNo, roles }) => [name, unit, workNo, roles[0]]),
    ).toEqual([
      ['演练申请人01', 'U1', '532822001901', 'applicant'],
      ['演练申请人02', 'U2', '532822002901', 'applicant'],
      ['演练申请人03', 'U1', '532822001902', 'applicant'],
    ])
  })

  test('the mapping does not depend on the order in which sheets and rows came in', () => {
    const people = ['甲', '乙', '丙', '丁', '戊'].map((name, index) =>
      aPerson(name, {
        roles: [index % 2 === 0 ? 'handler' : 'reviewer'],
        office: index < 3 ? '林政股' : '办公室',
      }),
    )
    const items = ['一', '二', '三'].map((name) => anItem(name, { office: '林政股' }))
    const expected = generate({ people, items })
    const shuffles = fc.tuple(
      fc.shuffledSubarray(people, { minLength: 5 }),
      fc.shuffledSubarray(items, { minLength: 3 }),
    )

    fc.assert(
      fc.property(shuffles, ([somePeople, someItems]) => {
        const { mapping, lock } = generate({ people: somePeople, items: someItems })
        expect({ mapping, lock }).toEqual({ mapping: expected.mapping, lock: expected.lock })
      }),
      { numRuns: 30, seed: 20150408 },
    )
  })
})

describe('assignments', () => {
  const item = anItem('林木采伐许可')
  const on = (node: string, change: Partial<MappingSources>) => {
    const { mapping } = generate({ items: [item], ...change })
    return {
      held: mapping.assignments
        .filter((one) => one.node === node)
        .map(({ workNo, ab, reason }) => [workNo.slice(-3), ab, reason]),
      gap: mapping.gaps.find((one) => one.node === node),
    }
  }

  test('a row that names the item comes before one for every item; both give sheet and row', () => {
    const general = aPerson('张三', { lines: [aLine({ node: 'accept' })] })
    const named = aPerson('李四', {
      lines: [
        aLine({ node: 'handle' }),
        aLine({ item: '林木采伐　许可', node: 'accept', ab: 'B' }),
      ],
    })

    expect(on('accept', { people: [general, named] }).held).toEqual([['002', 'B', '表2 第5行']])
    expect(on('accept', { people: [general] }).held).toEqual([['001', 'A', '表2 第4行']])
  })

  test('names in the item sheet come next; a name that nobody or two people have is found', () => {
    const nodes = [
      { node: 'accept', label: '受理', post: null, people: ['张三', '赵六'], limit: null },
    ]
    const items = [anItem('甲', { nodes })]

    const { mapping, findings } = generate({ items, people: [aPerson('张三')] })

    expect(mapping.assignments).toMatchObject([
      { node: 'accept', ab: 'A', reason: '事项表「附件2」第7行' },
    ])
    expect(findings).toContainEqual(
      expect.objectContaining({
        code: 'HK-ROST-209',
        params: expect.objectContaining({ name: '赵六' }),
      }),
    )
    const twice = generate({
      items,
      people: [aPerson('张三', { post: '甲' }), aPerson('张三', { post: '乙' })],
    })
    expect(codes(twice.findings)).toContain('HK-ROST-210')
    expect(twice.mapping.assignments).toEqual([])
  })

  test('then the post: asked for by the item, or named after the node', () => {
    const nodes = [{ node: 'accept', label: '受理', post: '前台', people: [], limit: null }]
    const people = [aPerson('张三', { post: '前台' }), aPerson('李四', { post: '审核岗' })]

    const { mapping } = generate({ items: [anItem('甲', { nodes })], people })

    expect(mapping.assignments.map(({ node, reason }) => [node, reason])).toEqual([
      ['accept', '岗位=前台'],
      ['review', '岗位=审核岗'],
    ])
  })

  test('then the unit’s only holder of the role; of two, the one in the item’s office', () => {
    const one = [aPerson('张三', { roles: ['reviewer'] })]
    const two = [
      aPerson('张三', { roles: ['reviewer'], office: '林政股' }),
      aPerson('李四', { roles: ['reviewer'] }),
    ]

    expect(on('review', { people: one }).held).toEqual([['001', 'A', '本单位唯一的审核人']])
    expect(on('review', { people: two, items: [{ ...item, office: '林政股' }] }).held[0]?.[2]).toBe(
      '科室=林政股，角色=审核人',
    )
    expect(on('review', { people: two })).toMatchObject({
      held: [],
      gap: { proposals: [{ rule: '本单位的审核人' }, {}] },
    })
  })

  test('a rule never puts one person on nodes that must be apart', () => {
    const acceptor = aPerson('张三', {
      roles: ['window_acceptor', 'approver'],
      lines: [aLine({ node: 'accept' })],
    })
    const other = aPerson('李四', { roles: ['approver'] })

    expect(on('approve', { people: [acceptor] }).held).toEqual([])
    expect(on('approve', { people: [acceptor, other] }).held[0]?.[2]).toBe(
      '本单位审批人中唯一不违反职责分离的',
    )
  })

  test('whatever the staff, rules break no separation and no node is both held and open', () => {
    const nodeRoles = rules.nodes.map((node) => rules.catalogue.nodes[node]?.role ?? '')
    const staff = fc.array(fc.uniqueArray(fc.constantFrom(...nodeRoles), { maxLength: 4 }), {
      maxLength: 6,
    })
    fc.assert(
      fc.property(staff, (roles) => {
        const people = roles.map((held, index) => aPerson(`人${index}`, { roles: held }))
        const { mapping, findings } = generate({ people, items: [item] })
        expect(codes(findings)).not.toContain('HK-ROST-203')
        const held = new Set(mapping.assignments.map(({ node }) => node))
        const open = mapping.gaps.map(({ node }) => node)
        expect([...held, ...open].sort()).toEqual([...rules.nodes].sort())
      }),
      { numRuns: 100, seed: 20150408 },
    )
  })

  test('a gap proposes people of the unit who could, never an administrator', () => {
    const people = [
      aPerson('张三', { roles: ['unit_admin'] }),
      aPerson('李四', { roles: ['handler'] }),
    ]

    expect(on('review', { people }).gap?.proposals).toEqual([])
    expect(on('settle', { people }).gap?.proposals).toMatchObject([
      { name: '李四', rule: '本单位人员，与本事项其他环节不冲突' },
    ])
  })

  test('a row whose item is unknown is found with near names; one that was returned is said so', () => {
    const person = aPerson('张三', {
      lines: [
        aLine({ item: '林木采伐许可证', node: 'accept' }),
        aLine({ item: '木材运输', node: 'accept' }),
      ],
    })

    const { findings } = generate({
      people: [person],
      items: [item],
      returned: [{ unit: 'U1', name: '木材运输' }],
    })

    expect(findings).toContainEqual(
      expect.objectContaining({
        code: 'HK-ROST-208',
        row: 4,
        params: expect.objectContaining({ nearest: ['林木采伐许可'] }),
      }),
    )
    expect(findings).toContainEqual(expect.objectContaining({ code: 'HK-ROST-213', row: 5 }))
  })
})

describe('a large county', () => {
  test('two thousand people and three thousand items take no more than five seconds', () => {
    const units = Array.from({ length: 28 }, (_, index) => ({
      code: `W${index}`,
      name: `单位${index}`,
      short: '',
      aliases: [],
      batch: 'b1',
    }))
    const nodeRoles = rules.nodes.map((node) => rules.catalogue.nodes[node]?.role ?? '')
    const items = Array.from({ length: 3000 }, (_, index) => {
      const unit = units[index % 28] ?? UNIT
      return anItem(`事项${index}`, { key: `${unit.code}/${index}`, unit })
    })
    const people = Array.from({ length: 2000 }, (_, index) => {
      const own = items.filter((_, at) => at % 28 === index % 28).slice(0, 20)
      const lines = own.map(({ name }) =>
        aLine({ item: name, node: rules.nodes[index % 5] ?? null }),
      )
      return aPerson(`人${index}`, {
        unit: `W${index % 28}`,
        post: '科员',
        roles: [nodeRoles[index % 6] ?? ''],
        lines,
      })
    })

    const started = process.cpuUsage()
    const { mapping } = generate({ pack: aPack({ units }), people, items, applicants: 28 })

    expect(mapping.users).toHaveLength(2028)
    expect(mapping.assignments.length + mapping.gaps.length).toBeGreaterThan(15_000)
    // Processor time: a busy machine makes nobody slower by it.
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(5000)
  })
})
