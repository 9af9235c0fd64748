import { planUnit } from '../../views.js'
import type { PlayFile } from '../plan-file.js'
import { settlePack } from '../settle.js'
import { owedTimes, type PlanBookSource, type PlanTables, tablesOf } from './tables.js'

/** The keys of a plan file that a workbook covers. */
export type BookKeys = Pick<PlayFile, 'batches' | 'units' | 'cast' | 'exempt'>

/** The plan's keys that the tables change, each whole; what the tables leave as it is stays out. */
export function changedKeys(source: PlanBookSource, now: PlanTables): BookKeys {
  const before = tablesOf(source)
  const isSame = (key: keyof PlanTables) => JSON.stringify(before[key]) === JSON.stringify(now[key])
  return {
    ...(!isSame('windows') && { batches: batchesOf(now) }),
    ...(!isSame('units') && { units: unitsOf(source, before, now) }),
    ...(!isSame('cast') && {
      cast: now.cast.map((rule) => ({ ...rule, ...shortOf(source, rule) })),
    }),
    ...(!isSame('exempt') && {
      exempt: now.exempt.map((one) => ({ ...one, ...shortOf(source, one) })),
    }),
  }
}

function batchesOf({ windows }: PlanTables): NonNullable<BookKeys['batches']> {
  const days = [...new Set(windows.map(({ batch, day }) => `${batch} ${day}`))]
  return days.map((one) => {
    const [id = '', day = ''] = one.split(' ')
    const own = windows.filter((row) => row.batch === id && row.day === day)
    return { id, day, windows: own.map(({ from, to }): [string, string] => [from, to]) }
  })
}

/** What a unit does otherwise than the notice says. A number nobody touched goes by the notice as before. */
function unitsOf(
  source: PlanBookSource,
  before: PlanTables,
  now: PlanTables,
): NonNullable<BookKeys['units']> {
  const { notice, plays } = source
  const moved = { ...plays, units: now.units.map(({ unit, batch }) => ({ unit, batch })) }
  const pack = settlePack(notice, moved)
  const owed = owedTimes({ ...source, plays: { ...moved, exempt: [...now.exempt] }, pack })
  const set = new Map(
    (plays.units ?? []).map((one) => [planUnit(notice, one.unit).code, one.times ?? {}]),
  )
  return now.units.flatMap((row) => {
    const unit = planUnit(notice, row.unit)
    const old = before.units.find((one) => one.unit === row.unit)
    const kept = Object.entries(row.times).filter(([theme, n]) =>
      old?.times[theme] === n
        ? set.get(row.unit)?.[theme] !== undefined
        : owed.get(theme)?.get(row.unit) !== n,
    )
    const batch = row.batch === unit.batch ? {} : { batch: row.batch }
    const times = kept.length === 0 ? {} : { times: Object.fromEntries(kept) }
    return 'batch' in batch || 'times' in times ? [{ unit: unit.short, ...batch, ...times }] : []
  })
}

function shortOf({ notice }: PlanBookSource, { unit }: { readonly unit?: string | undefined }) {
  return unit === undefined ? {} : { unit: planUnit(notice, unit).short }
}
