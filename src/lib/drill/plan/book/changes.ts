import { PLAN_SHEETS, type PlanNames, type PlanSheet, planRows, timesKey } from './forms.js'
import type { PlanTables } from './tables.js'

/** One thing that a workbook says otherwise: where, what it was, what it is now; null where it is not said. */
export interface PlanChange {
  readonly sheet: PlanSheet
  readonly name: string
  readonly from: string | null
  readonly to: string | null
}

/** What differs between two states of a plan, in words: batch by batch, unit by unit, rule by rule. */
export function changesBetween(
  before: PlanTables,
  now: PlanTables,
  names: PlanNames,
  themes: ReadonlyMap<string, string>,
): PlanChange[] {
  const [old, fresh] = [labelled(before, names, themes), labelled(now, names, themes)]
  return PLAN_SHEETS.flatMap((sheet) => {
    const known = new Set([...old[sheet].keys(), ...fresh[sheet].keys()])
    return [...known].flatMap((name) => {
      const [from = null, to = null] = [old[sheet].get(name), fresh[sheet].get(name)]
      return from === to ? [] : [{ sheet, name, from, to }]
    })
  })
}

type Labelled = Record<PlanSheet, Map<string, string>>

function labelled(
  tables: PlanTables,
  names: PlanNames,
  themes: ReadonlyMap<string, string>,
): Labelled {
  const { windows, units, cast, exempt } = planRows(tables, names)
  const days = new Map<string, string>()
  for (const { batch = '', day, from, to } of windows) {
    const before = days.get(batch)
    days.set(batch, `${before === undefined ? '' : `${before}、`}${day} ${from}—${to}`)
  }
  const cells = units.flatMap(({ unit = '', batch = '', ...times }): [string, string][] => [
    [unit, batch],
    ...[...themes].flatMap(([id, title]): [string, string][] => {
      const n = times[timesKey(id)]
      return n === undefined ? [] : [[`${unit} ${title}`, n]]
    }),
  ])
  return {
    windows: days,
    units: new Map(cells),
    cast: new Map(
      cast.map(({ role, batch, unit, by, understudy }, index) => {
        return [String(index + 1), [role, batch, unit, by, understudy].filter(Boolean).join(' ')]
      }),
    ),
    exempt: new Map(
      exempt.map((one) => [`${one['unit']} ${one['requirement']}`, one['because'] ?? '']),
    ),
  }
}
