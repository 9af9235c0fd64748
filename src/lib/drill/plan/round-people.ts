import { found } from '../../errors/index.js'
import type { Work } from './expand.js'
import type { Round } from './plan-model.js'
import type { DrillScript } from './script.js'

/** Two of a town's agents: who carries the papers there and who looks at them. */
const AGENTS = 2

/** The town of a round whose script is played in one. */
export function townOf(
  { cast, pack }: Work,
  { given, steps }: DrillScript,
  { id }: Round,
): Round['town'] | null {
  const role = Object.values(steps).find(({ at }) => at === 'town')?.as
  if (!given.includes('town') || role === undefined) return null
  const code = cast.unitWith(role, AGENTS, id)
  const name = pack.units.find((unit) => unit.code === code)?.name
  return code === null ? null : { code, name: name ?? code }
}

/** Tells that nobody of a unit can play a role. */
export function castGap(work: Work, script: DrillScript, round: Round, role: string): void {
  const unit = work.pack.units.find(({ code }) => code === round.unit)?.name ?? round.unit
  const params = { unit, script: script.title, role: work.roleTitle(role) }
  work.gap(`${round.unit} ${script.id} ${role}`, found('HK-DRILL-102', params))
}

/** Who applies in a round, by the accounts of its steps; null where nobody does. */
export function applicantOf(
  work: Work,
  script: DrillScript,
  accounts: ReadonlyMap<string, string>,
): Round['applicant'] {
  const name = [...accounts.keys()].find((one) => script.steps[one]?.at === 'public')
  const account = name === undefined ? undefined : accounts.get(name)
  if (account === undefined) return null
  return { account, name: work.cast.user(account)?.name ?? account }
}
