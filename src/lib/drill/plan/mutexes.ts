import { AppError, type Finding, found } from '../../errors/index.js'
import { nearest } from '../../text/index.js'
import { planUnit } from '../views.js'
import type { Work } from './expand.js'
import type { PlayList } from './plan-file.js'
import type { Round } from './plan-model.js'
import type { DrillScript } from './script.js'

type Rule = NonNullable<PlayList['mutexes']>[number]

/** A step being planned: where it stands, and who plays it. */
interface Place {
  readonly round: Pick<Round, 'script' | 'unit'>
  readonly step: string
  readonly role: string
  readonly account: string
}

/** What a step shares: as the plan's first rule that fits says, else as its script says; undefined for nothing. */
export function mutexOf(
  { plays, pack }: Pick<Work, 'plays' | 'pack'>,
  own: string | undefined,
  place: Place,
): string | undefined {
  const rule = (plays.mutexes ?? []).find((one) => fits(one, place, (unit) => planUnit(pack, unit)))
  return rule === undefined ? own : (rule.mutex ?? undefined)
}

function fits(
  { script, step, role, accounts, units }: Rule,
  place: Place,
  unitOf: (name: string) => { readonly code: string },
): boolean {
  return (
    (script ?? place.round.script) === place.round.script &&
    (step ?? place.step) === place.step &&
    (role ?? place.role) === place.role &&
    (accounts?.includes(place.account) ?? true) &&
    (units?.some((name) => unitOf(name).code === place.round.unit) ?? true)
  )
}

/** Rules that fit no step of the plan (HK-DRILL-134): a slip in a role, an account or a unit. */
export function idleMutexes({ plays, pack, rounds, steps }: Work): readonly Finding[] {
  const rules = plays.mutexes ?? []
  if (rules.length === 0) return []
  const byId = new Map(rounds.map((round) => [round.id, round]))
  const places = steps.flatMap(({ step, role, account, round: id }): Place[] => {
    const round = byId.get(id)
    return round ? [{ round, step, role, account }] : []
  })
  return rules
    .filter((rule) => !places.some((place) => fits(rule, place, (name) => planUnit(pack, name))))
    .map(({ mutex }) => found('HK-DRILL-134', { mutex }))
}

/** HK-DRILL-001 for a script that nobody knows, or a step that it (or any script) does not have. */
export function checkMutexes(
  { mutexes = [] }: PlayList,
  scripts: readonly DrillScript[],
  file: string,
): void {
  for (const { script, step } of mutexes) {
    const own = scripts.filter(({ id }) => id === (script ?? id))
    const steps = own.flatMap((one) => Object.keys(one.steps))
    const known = own.length === 0 ? scripts.map(({ id }) => id) : steps
    const name = own.length === 0 ? script : step
    if (name !== undefined && !known.includes(name)) {
      const near = nearest(name, known)
      const names = near.length > 0 ? near : [...new Set(known)]
      throw new AppError('HK-DRILL-001', { file, at: 'mutexes', name, known: names })
    }
  }
}
