import type { ReportFacts } from '../facts.js'
import { groupBy } from '../group.js'
import type { Metric } from '../model.js'
import type { Make } from './make.js'

/** Levels of cards, the gravest first, as papers name them. */
export const CARD_LEVELS = [
  ['red', '红牌', '张'],
  ['yellow', '黄牌', '张'],
  ['warning', '预警', '次'],
] as const

/** Codes of the units that the drill's own supervision gave a card, in the order of the notice. */
export function cardedUnits({ cards, pack }: Pick<ReportFacts, 'cards' | 'pack'>): string[] {
  const units = groupBy(cards, ({ subject }) => subject.unit)
  return pack.units.flatMap(({ code }) => (units.has(code) ? [code] : []))
}

/** 亮牌: cards of the drill's own supervision by level, of all units and of each that has any. */
export function cardMetrics(facts: ReportFacts, make: Make): Metric[] {
  const { cards, pack } = facts
  const names = new Map(pack.units.map(({ code, short }) => [code, short]))
  const figures = (id: string, name: string, own: ReportFacts['cards']) =>
    CARD_LEVELS.map(([level, title, unit]) => {
      const these = own.filter((card) => card.level === level)
      return make({
        ...{ id: `${id}.${level}`, name: `${name}${title}`, unit, numerator: these.length },
        formula: '演练期限规则（drill）对各单位要求和环节期限判出的牌',
        evidence: [...new Set(these.flatMap(({ evidence }) => evidence))].sort((a, b) => a - b),
      })
    })
  return [
    ...figures('cards', '演练期间', cards),
    ...cardedUnits(facts).flatMap((unit) => {
      const own = cards.filter(({ subject }) => subject.unit === unit)
      return figures(`cards.${unit}`, names.get(unit) ?? unit, own)
    }),
  ]
}
