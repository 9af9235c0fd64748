import type { DutyRule, HallUser, RoleCatalogue } from '../../hall/index.js'
import { HallProblem } from '../api/problem.js'

/**
 * Refuses an account that breaks a rule of static separation of duties (docs: S1, S2, S12), by the name of the rule. An
 * account that is switched off holds nothing.
 */
export function refuseDuties(
  { duties, list }: RoleCatalogue,
  user: HallUser,
  others: () => readonly HallUser[],
): void {
  if (!user.active) return
  for (const rule of duties) {
    const breach = 'left' in rule ? bothHeld(rule, user) : tooMany(rule, user, others)
    if (breach === null) continue
    const names = breach.map((role) => list[role]?.zh ?? role).join('、')
    throw new HallProblem('duty', `${rule.id} ${rule.zh}：${names}`, { rule: rule.id })
  }
}

function bothHeld(
  { left, right }: Extract<DutyRule, { left: unknown }>,
  { roles }: HallUser,
): readonly string[] | null {
  const held = [left, right].map((side) => roles.filter((role) => side.includes(role)))
  return held.every((side) => side.length > 0) ? held.flat() : null
}

function tooMany(
  { role, atMost }: Extract<DutyRule, { role: string }>,
  { workNo, unit, roles }: HallUser,
  others: () => readonly HallUser[],
): readonly string[] | null {
  if (!roles.includes(role)) return null
  const holders = others().filter(
    (one) => one.workNo !== workNo && one.active && one.unit === unit && one.roles.includes(role),
  )
  return holders.length < atMost ? null : [role, ...holders.map((one) => one.workNo)]
}
