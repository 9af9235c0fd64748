import { describe, expect, test } from 'vitest'
import {
  checkActs,
  dynamicSeparation,
  generateMapping,
  loadRosterRules,
  type MappingSources,
  type ObjectAct,
  type Separation,
} from '../../../src/lib/roster/index.js'
import { aLine, anItem, aPerson, sources } from './build.js'

const rules = await loadRosterRules()
const generate = (change: Partial<MappingSources>) =>
  generateMapping(sources(rules, change)).findings
const three = [aPerson('甲'), aPerson('乙'), aPerson('丙')]
const holder = (nodes: readonly string[]) =>
  aPerson('张三', { lines: nodes.map((node) => aLine({ node })) })

function act(type: string, actor: string, change: Partial<ObjectAct> = {}): ObjectAct {
  return { type, actor, objectId: '1', number: '办件1', role: 'handler', unit: 'U1', ...change }
}

function caughtActs(acts: readonly ObjectAct[]): readonly unknown[] {
  return checkActs(rules, acts).map(({ code, params }) => [code, 'rule' in params && params.rule])
}

describe('a planted violation of each rule is found', () => {
  test.each([
    ['S1', ['unit_admin', 'handler']],
    ['S1', ['maintainer', 'window_acceptor']],
    ['S2', ['supervisor', 'reviewer']],
    ['S3', ['replier', 'reply_auditor']],
    ['S3', ['item_editor', 'item_auditor']],
  ])('%s: roles %j in one person', (rule, roles) => {
    const findings = generate({ people: [aPerson('张三', { roles })] })

    expect(findings).toContainEqual(
      expect.objectContaining({
        code: 'HK-ROST-204',
        level: 'error',
        sheet: '表2',
        row: 4,
        params: expect.objectContaining({ rule }),
      }),
    )
  })

  test.each([
    ['S4', ['accept', 'approve']],
    ['S5', ['handle', 'approve']],
    ['S5', ['review', 'approve']],
  ])('%s: nodes %j of an item in one person', (rule, nodes) => {
    const findings = generate({ people: [holder(nodes), ...three], items: [anItem('甲')] })

    expect(findings.filter(({ code }) => code === 'HK-ROST-203')).toMatchObject([
      { level: 'error', params: { rule } },
    ])
  })

  test.each([
    ['S3', [act('article.drafted', 'a'), act('article.published', 'a')]],
    ['S3', [act('complaint.replied', 'a'), act('complaint.audited', 'a')]],
    ['S4', [act('case.accepted', 'a'), act('case.granted', 'a')]],
    ['S5', [act('case.handled', 'a'), act('case.reviewed', 'a')]],
    ['S6', [act('case.inspected', 'a')]],
    ['S7', [act('case.hearing-held', 'a'), act('case.reviewed', 'a')]],
    ['S8', [act('case.special-requested', 'a'), act('case.special-approved', 'a')]],
    ['S8', [act('case.extension-approved', 'a', { role: 'approver' })]],
    ['S9', [act('case.settled', 'a'), act('case.voided', 'a')]],
    ['S10', [act('notice.appealed', 'a'), act('notice.appeal-granted', 'b')]],
    ['S10', [act('notice.appealed', 'a'), act('notice.appeal-upheld', 'b')]],
    ['S11', [act('case.submitted', 'a'), act('case.accepted', 'a')]],
  ])('%s: acts on one object, %#', (rule, acts) => {
    expect(caughtActs(acts)).toEqual([['HK-ROST-216', rule]])
  })

  test('S12: four nodes of an item on one person, unless the unit has fewer than five', () => {
    const heavy = holder(['pre-review', 'accept', 'handle', 'settle'])
    const small = generate({ people: [heavy], items: [anItem('甲')] })
    expect(small.map(({ code }) => code)).not.toContain('HK-ROST-214')

    const people = [heavy, ...three, aPerson('丁')]
    expect(generate({ people, items: [anItem('甲')] })).toContainEqual(
      expect.objectContaining({
        code: 'HK-ROST-214',
        level: 'warning',
        params: expect.objectContaining({ rule: 'S12', max: 3, items: 1 }),
      }),
    )
  })

  test('every rule S1-S12 is there', () => {
    const ids = new Set(rules.separation.map(({ id }) => id))

    expect([...ids]).toEqual(Array.from({ length: 12 }, (_, index) => `S${index + 1}`))
    expect(new Set(dynamicSeparation(rules).map(({ id }) => id))).toEqual(
      new Set(['S3', 'S4', 'S5', 'S6', 'S7', 'S8', 'S9', 'S10', 'S11']),
    )
  })
})

describe('what keeps to the rules is left alone', () => {
  test('other people, other objects, other units, two inspectors, the head of the agency', () => {
    const acts = [
      act('case.submitted', 'p'),
      act('case.accepted', 'a'),
      act('case.handled', 'b'),
      act('case.inspected', 'b'),
      act('case.inspected', 'c'),
      act('case.extension-requested', 'b'),
      act('case.extension-approved', 'h', { role: 'agency_head' }),
      act('case.reviewed', 'd'),
      act('case.granted', 'e'),
      act('case.accepted', 'p', { objectId: '2' }),
      act('case.granted', 'p', { objectId: '2', exempt: 'S4' }),
      act('notice.appealed', 'a', { objectId: '3' }),
      act('notice.appeal-upheld', 's', { objectId: '3', unit: 'U0' }),
      act('notice.appealed', 'a', { objectId: '4', unit: null }),
      act('notice.appeal-granted', 'x', { objectId: '4', unit: null }),
    ]

    expect(caughtActs(acts)).toEqual([])
  })

  test('mode all wants both sides whole', () => {
    const rule: Separation = {
      id: 'S1',
      when: 'static',
      on: 'roles',
      left: ['handler'],
      right: ['reviewer', 'approver'],
      mode: 'all',
      level: 'warning',
      exempt: [],
    }
    const caught = (roles: readonly string[]) =>
      generateMapping(
        sources({ ...rules, separation: [rule] }, { people: [aPerson('张三', { roles })] }),
      ).findings.filter(({ code }) => code === 'HK-ROST-204')

    expect(caught(['handler', 'reviewer'])).toEqual([])
    expect(caught(['handler', 'reviewer', 'approver'])).toMatchObject([{ level: 'warning' }])
  })
})

describe('who is let off', () => {
  const people = [holder(['accept', 'approve']), ...three]

  test('an item decided on the spot may be accepted and approved by one person; it is recorded', () => {
    const promised = { value: 0, unit: 'instant' as const, raw: '即办' }
    const findings = generate({ people, items: [anItem('甲', { promised }), anItem('乙')] })

    expect(findings.filter(({ code }) => code === 'HK-ROST-215')).toMatchObject([
      { level: 'hint', params: { rule: 'S4', name: '张三' } },
    ])
    expect(findings.filter(({ code }) => code === 'HK-ROST-203')).toMatchObject([
      { params: { rule: 'S4', item: '乙', items: 1 } },
    ])
  })

  test('a unit of fewer than three is warned about handling, review and approval', () => {
    const findings = generate({ people: [holder(['handle', 'review'])], items: [anItem('甲')] })

    expect(findings.filter(({ code }) => code === 'HK-ROST-203')).toMatchObject([
      { level: 'warning', params: { rule: 'S5' } },
    ])
  })
})

describe('other checks', () => {
  test('a role whose node its holder never gets, and somebody without any role', () => {
    const people = [holder(['review']), aPerson('李四', { roles: ['reviewer'] }), aPerson('王五')]
    const findings = generate({ people, items: [anItem('甲')] })

    expect(findings.filter(({ code }) => code === 'HK-ROST-218')).toMatchObject([
      { params: { role: '审核人', names: ['李四'] } },
    ])
    expect(findings.filter(({ code }) => code === 'HK-ROST-217')).toMatchObject([
      { params: { name: '王五' }, row: 4 },
    ])
  })

  test('limits of the nodes that add up to more than was promised; of two people the longer counts', () => {
    const limited = (name: string, node: string, limit: string) =>
      aPerson(name, { lines: [aLine({ node, limit })] })
    const promised = { value: 10, unit: 'workday' as const, raw: '10个工作日' }
    const items = [anItem('甲', { promised })]
    const people = [limited('甲', 'accept', '1个工作日'), limited('乙', 'handle', '8个工作日')]
    const more = [...people, limited('丙', 'handle', '10个工作日')]
    const caught = (list: typeof people) =>
      generate({ people: list, items }).filter(({ code }) => code === 'HK-ROST-219')

    expect(caught(people)).toEqual([])
    expect(caught(more)).toMatchObject([
      { params: { item: '甲', sum: '1个工作日 + 10个工作日', promised: '10个工作日' }, row: 7 },
    ])
  })
})
