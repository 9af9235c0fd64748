import { at } from '../../calendar/index.js'
import { AppError } from '../../errors/index.js'
import type { Batch, NoticePack, Unit } from '../../notice/index.js'
import { nearest } from '../../text/index.js'
import { planUnit } from '../views.js'
import type { PlayList } from './plan-file.js'
import type { Exemption, PlanBatch } from './plan-model.js'

/**
 * The notice with what a plan sets in its place: the batches' first days and windows, units that drill with another batch.
 * HK-DRILL-005 for a batch, theme, requirement or unit that the notice does not have.
 */
export function settlePack(pack: NoticePack, plays: PlayList): NoticePack {
  refuseUnknown(pack, plays)
  const days = new Map([...(plays.batches ?? [])].reverse().map((one) => [one.id, one]))
  const moved = new Map(
    (plays.units ?? []).map(({ unit, batch }) => [planUnit(pack, unit).code, batch]),
  )
  return {
    ...pack,
    batches: pack.batches.map((batch) => ({ ...batch, ...days.get(batch.id) })),
    units: pack.units.map((unit) => ({ ...unit, batch: moved.get(unit.code) ?? unit.batch })),
  }
}

/** The windows of a batch on all its days, as moments in order. */
export function windowsOf({ batches = [] }: PlayList, batch: Batch): PlanBatch['windows'] {
  const own = batches.filter(({ id }) => id === batch.id)
  const days = own.length > 0 ? own : [batch]
  return days
    .flatMap(({ day, windows }) =>
      windows.map(([from, to]) => ({ from: at(day, from), to: at(day, to) })),
    )
    .sort((a, b) => (a.from < b.from ? -1 : 1))
}

/** How often the plan has a unit play a theme; undefined where it leaves that to the notice. */
export function timesSet(
  pack: NoticePack,
  { units = [] }: PlayList,
  unit: Unit,
  theme: string | null,
): number | undefined {
  const own = units.find((one) => planUnit(pack, one.unit).code === unit.code)
  return theme === null ? undefined : own?.times?.[theme]
}

/** What the plan itself exempts, by the units' codes. */
export function exemptedBy(pack: NoticePack, { exempt = [] }: PlayList): Exemption[] {
  return exempt.map((one) => ({ ...one, unit: planUnit(pack, one.unit).code }))
}

function refuseUnknown(
  { batches, themes, requirements }: NoticePack,
  { batches: days = [], units = [], exempt = [], cast = [], gates = [] }: PlayList,
): void {
  const named = {
    batch: [
      ...days.map(({ id }) => id),
      ...[...units, ...cast].flatMap(({ batch }) => batch ?? []),
      ...gates.map(({ before }) => before),
    ],
    theme: units.flatMap(({ times = {} }) => Object.keys(times)),
    requirement: exempt.map(({ requirement }) => requirement),
  }
  const known = { batch: batches, theme: themes, requirement: requirements }
  for (const what of ['batch', 'theme', 'requirement'] as const) {
    const ids = known[what].map(({ id }) => id)
    const name = named[what].find((one) => !ids.includes(one))
    if (name === undefined) continue
    const near = nearest(name, ids)
    throw new AppError('HK-DRILL-005', { what, name, nearest: near.length > 0 ? near : ids })
  }
}
