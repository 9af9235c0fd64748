import type { ReportFacts } from '../facts.js'
import { histories } from '../histories.js'
import type { Metric } from '../model.js'
import type { Problem } from '../problems.js'
import { cardMetrics } from './cards.js'
import { happeningMetrics } from './happenings.js'
import { maker } from './make.js'
import { batchMetrics, callMetrics, objectMetrics, stageMetrics } from './objects.js'
import { performanceMetrics } from './performance.js'
import { requirementMetrics, resultMetrics, unitMetrics } from './requirements.js'
import {
  intakeMetrics,
  mappingMetrics,
  problemMetrics,
  stepMetrics,
  targetMetrics,
  unitUserMetrics,
} from './stores.js'

export { CARD_LEVELS, cardedUnits } from './cards.js'
export { HOWS } from './happenings.js'
export { BATCH_KINDS, stageId } from './objects.js'
export { halfDayName, halfDaysOf } from './performance.js'
export { VERDICT_NAMES, VERDICTS } from './requirements.js'

/** Every figure of the report, computed once from the facts; what uses a figure names it by id. */
export function computeMetrics(facts: ReportFacts, problems: readonly Problem[]): Metric[] {
  const make = maker(facts.lines.at(-1)?.at ?? facts.day)
  const all = histories(facts.lines)
  return [
    ...unitMetrics(facts, make),
    ...requirementMetrics(facts, make),
    ...objectMetrics(all, make),
    ...batchMetrics(facts, all, make),
    ...resultMetrics(facts, make),
    ...callMetrics(facts, all, make),
    ...cardMetrics(facts, make),
    ...performanceMetrics(facts.lines, make),
    ...intakeMetrics(facts, make),
    ...mappingMetrics(facts, make),
    ...stepMetrics(facts, make),
    ...targetMetrics(facts, make),
    ...stageMetrics(all, make),
    ...happeningMetrics(facts, make),
    ...problemMetrics(problems, make),
    ...unitUserMetrics(facts, make),
  ]
}
