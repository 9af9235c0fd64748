import type { Item } from '../../../items/index.js'
import type { NoticePack } from '../../../notice/index.js'
import { planUnit } from '../../views.js'
import type { PlayList } from '../plan-file.js'
import { requirementsOf, timesOf, workOutQuotas } from '../quotas.js'
import type { DrillScript } from '../script.js'
import { exemptedBy, settlePack, timesSet } from '../settle.js'

/** What a plan's workbook is made from: the notice as issued, the plan's keys, the scripts, the items at hand. */
export interface PlanBookSource {
  readonly notice: NoticePack
  readonly plays: PlayList
  readonly scripts: readonly DrillScript[]
  readonly items: readonly Item[]
  /** Names of roles by id. */
  readonly roles: ReadonlyMap<string, string>
}

/** One stretch of opening hours. */
export interface WindowRow {
  readonly batch: string
  readonly day: string
  readonly from: string
  readonly to: string
}

/** A unit with its batch and how often it plays each theme; `owed` is the least. */
export interface UnitRow {
  readonly unit: string
  readonly batch: string
  readonly times: Readonly<Record<string, number>>
}

/** A rule of the cast. */
export type CastRow = NonNullable<PlayList['cast']>[number]
/** An exemption of the plan's own; the unit by its code. */
export type ExemptRow = NonNullable<PlayList['exempt']>[number]

/** A plan as tables, with codes and ids. */
export interface PlanTables {
  readonly windows: readonly WindowRow[]
  readonly units: readonly UnitRow[]
  readonly cast: readonly CastRow[]
  readonly exempt: readonly ExemptRow[]
}

/** The plan's keys as tables: what holds, whether the plan says so or the notice does. */
export function tablesOf({ notice, plays, scripts, items }: PlanBookSource): PlanTables {
  const pack = settlePack(notice, plays)
  const own = new Set((plays.batches ?? []).map(({ id }) => id))
  const days = [...(plays.batches ?? []), ...pack.batches.filter(({ id }) => !own.has(id))]
  const exempt = exemptedBy(pack, plays)
  const owed = owedTimes({ pack, plays, scripts, items })
  return {
    windows: pack.batches.flatMap(({ id: batch }) =>
      days
        .filter(({ id }) => id === batch)
        .flatMap(({ day, windows }) => windows.map(([from, to]) => ({ batch, day, from, to }))),
    ),
    units: pack.units.map((unit) => ({
      unit: unit.code,
      batch: unit.batch,
      times: Object.fromEntries(
        [...owed].map(([theme, timesOwed]) => [
          theme,
          timesSet(pack, plays, unit, theme) ?? timesOwed.get(unit.code) ?? 0,
        ]),
      ),
    })),
    cast: (plays.cast ?? []).map((rule) => {
      return rule.unit === undefined ? rule : { ...rule, unit: planUnit(pack, rule.unit).code }
    }),
    exempt: exempt.map(({ requirement, unit, because }) => ({ requirement, unit, because })),
  }
}

/** What the notice demands of each unit in each theme that goes by quotas: theme -> code -> times. */
export function owedTimes({
  pack,
  plays,
  scripts,
  items,
}: Pick<PlanBookSource, 'plays' | 'scripts' | 'items'> & {
  readonly pack: NoticePack
}): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const { exempt } = workOutQuotas(pack, items, exemptedBy(pack, plays))
  const byTheme = pack.themes.map(({ id }): [string, Map<string, number>] => {
    const asked = plays.play
      .filter((play) => play.theme === id && play.times === 'quota')
      .flatMap((play) => scripts.find((script) => script.id === play.script) ?? [])
      .map((script) => requirementsOf(pack, id, script))
    const times = pack.units.map((unit): [string, number] => {
      return [unit.code, Math.max(0, ...asked.map((one) => timesOf(one, unit, exempt)))]
    })
    return [id, new Map(asked.length > 0 ? times : [])]
  })
  return new Map(byTheme.filter(([, times]) => times.size > 0))
}
