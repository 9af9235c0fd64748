import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { type HallRules, loadHallRules } from '../../../src/lib/hall/index.js'
import { dynamicDuties, loadRosterRules } from '../../../src/lib/roster/index.js'

const rules = await loadRosterRules()
const hall = await loadHallRules(fileURLToPath(new URL('../../../templates', import.meta.url)))
const duties = dynamicDuties(rules, hall)

/** The act of a workflow by its whole name; starts know no separation. */
function actOf({ workflows }: Pick<HallRules, 'workflows'>, name: string) {
  const [kind = '', action = ''] = name.split('.')
  return Object.values(workflows).find((flow) => flow.kind === kind)?.actions[action]
}

/** The event that an act causes. */
function eventOf(name: string): string {
  const [kind = '', action = ''] = name.split('.')
  const flow = Object.values(hall.workflows).find((one) => one.kind === kind)
  return flow?.actions[action]?.event ?? flow?.start[action]?.event ?? ''
}

describe('dynamic separations as negative tests', () => {
  test('every rule S3-S11 can be tried in the reference hall', () => {
    expect(duties.filter(({ action }) => action === null)).toEqual([])
    expect(new Set(duties.map(({ id }) => id))).toEqual(
      new Set(['S3', 'S4', 'S5', 'S6', 'S7', 'S8', 'S9', 'S10', 'S11']),
    )
    for (const { refusedWith } of duties) expect(refusedWith).toEqual([403, 409])
  })

  test.each(
    duties
      .filter(({ who, action }) => who === 'same-person' && action !== null)
      .map((duty) => [duty.id, duty.after, duty.action, duty] as const),
  )('%s: the reference hall keeps %s and %s apart', (_, after, action) => {
    const act = actOf(hall, action ?? '')
    const isApart = act?.notBy.includes(eventOf(after ?? '')) === true
    const isExempt = act?.instant === true
    const isOver = isUnreachable(after ?? '', action ?? '')

    expect([isApart, isExempt, isOver]).toContain(true)
  })

  test('S10: neither whoever appealed nor another of that unit decides', () => {
    const units = duties.filter(({ who }) => who === 'same-unit')

    expect(units.map(({ after, action }) => [after, action])).toEqual([
      ['notice.appeal', 'notice.uphold'],
      ['notice.appeal', 'notice.revoke'],
    ])
    for (const { action } of units) expect(actOf(hall, action ?? '')?.notOwnUnit).toBe(true)
  })

  test('a check of one person is not enough, and only the head of the agency extends', () => {
    const [lone] = duties.filter(({ who }) => who === 'alone')
    const [other] = duties.filter(({ who }) => who === 'other-role')

    expect(lone).toMatchObject({ id: 'S6', after: 'case.inspect', action: 'case.handle' })
    expect(other).toMatchObject({ id: 'S8', action: 'case.extend' })
    expect(actOf(hall, 'case.extend')?.by).toEqual(['agency_head'])
  })
})

/** No way leads from where `after` ends to where `action` begins: the states keep them apart already. */
function isUnreachable(after: string, action: string): boolean {
  const [kind = ''] = after.split('.')
  const flow = Object.values(hall.workflows).find((one) => one.kind === kind)
  const wanted = new Set(actOf(hall, action)?.from)
  const met = new Set([actOf(hall, after)?.to ?? ''])
  for (const state of met) {
    for (const { from, to } of Object.values(flow?.actions ?? {}))
      if (from.includes(state)) met.add(to)
  }
  return ![...met].some((one) => wanted.has(one))
}
