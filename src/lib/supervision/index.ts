/**
 * supervision: rules as data over facts give cards (预警、黄牌、红牌), each with its rule, version, inputs and arithmetic.
 * It is pure: it never reads a hall, a store or a clock, and stores no verdict.
 */
export { judgeFacts } from './evaluate.js'
export { loadPresets, loadSupervision, type RuleSet } from './load-rules.js'
export {
  type Card,
  type CardLevel,
  cardLevels,
  type Fact,
  type Subject,
  type Unjudged,
  type Verdicts,
} from './model.js'
