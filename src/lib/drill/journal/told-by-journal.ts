import { z } from 'zod'
import { type Sayings, sayingsOf } from '../score/sayings-of-verdicts.js'
import { makeupsOf, type Stretch } from './declarations.js'
import type { JournalLine } from './model.js'

/** As `list.read` lines hold it; `units` null: every unit of the plan. */
const readList = z.looseObject({
  events: z.array(z.string()),
  units: z.array(z.string()).nullable(),
})

/** What a journal tells beside its facts: what people said of verdicts, what lists could show, what they contradict. */
export interface ToldByJournal {
  readonly sayings: Sayings
  /** Whether what was looked at could show such a fact of the unit: a feed shows all, lists what stands in their columns. */
  readonly canShow: (event: string, unit: string) => boolean
  /** The windows opened for a unit alone. */
  readonly makeupsOf: (unit: string) => readonly Stretch[]
  /** Lines of lists that tell other moments of these facts. */
  readonly contradictionsOf: (facts: readonly JournalLine[]) => readonly number[]
}

/** Reads all that once. */
export function toldBy(lines: readonly JournalLine[]): ToldByJournal {
  const lists = lines
    .filter(({ type }) => type === 'list.read')
    .map(({ data }) => readList.parse(data))
  const isByLists = lines.some(({ data }) => data['clock'] === 'exports')
  const makeups = lines.filter(({ type }) => type === 'makeup.opened')
  const contradicted = lines.filter(({ type }) => type === 'hall.contradicted')
  return {
    sayings: sayingsOf(lines),
    canShow: (event, unit) =>
      !isByLists ||
      lists.some(({ events, units }) => {
        return events.includes(event) && (units === null || units.includes(unit))
      }),
    makeupsOf: (unit) => makeupsOf(makeups, unit),
    contradictionsOf: (facts) => {
      const own = new Set(facts.map(({ seq }) => seq))
      return contradicted.filter(({ data }) => own.has(Number(data['seen']))).map(({ seq }) => seq)
    },
  }
}
