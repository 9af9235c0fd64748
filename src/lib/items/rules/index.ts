import type { Finding, FindingCode } from '../../errors/index.js'
import type { Subject } from '../subject.js'
import { itemCode } from './codes.js'
import { areaCode, hoursAndPlace, samePhone } from './contacts.js'
import { exercisedHere } from './exercise.js'
import { fees, unreadableYesNo } from './fees.js'
import { flowStages } from './flow.js'
import { unknownCaseType, unknownType, unreadableDepth, vagueWords } from './labels.js'
import {
  instantCase,
  instantReview,
  longLimitNeedsBasis,
  nodeLimits,
  promisedWithinStatutory,
  stoppedClock,
  unreadableLimits,
} from './limits.js'
import { requiredFields } from './required.js'
import { audienceThemes, commonQuestions, resultKind, resultSample } from './results.js'
import { catchAllMaterials, identityNumbers, regionCodes } from './texts.js'
import { visits } from './visits.js'

/** One rule on a single item and the finding codes that it may give; level and basis stand with the code. */
export interface ItemRule {
  readonly codes: readonly FindingCode[]
  readonly check: (subject: Subject) => readonly Finding[]
}

/** Every rule on a single item, in the order in which findings are told. Rules across items: `duplicates.ts`. */
export const itemRules: readonly ItemRule[] = [
  { codes: ['HK-ITEM-010', 'HK-ITEM-030'], check: requiredFields },
  { codes: ['HK-ITEM-018'], check: unknownType },
  { codes: ['HK-ITEM-019'], check: unknownCaseType },
  { codes: ['HK-ITEM-017'], check: unreadableDepth },
  { codes: ['HK-ITEM-011'], check: unreadableLimits },
  { codes: ['HK-ITEM-012', 'HK-ITEM-013'], check: promisedWithinStatutory },
  { codes: ['HK-ITEM-014'], check: longLimitNeedsBasis },
  { codes: ['HK-ITEM-015'], check: stoppedClock },
  { codes: ['HK-ITEM-011', 'HK-ITEM-016'], check: nodeLimits },
  { codes: ['HK-ITEM-028'], check: instantCase },
  { codes: ['HK-ITEM-060'], check: instantReview },
  { codes: ['HK-ITEM-064'], check: exercisedHere },
  {
    codes: [
      'HK-ITEM-022',
      'HK-ITEM-023',
      'HK-ITEM-024',
      'HK-ITEM-025',
      'HK-ITEM-026',
      'HK-ITEM-033',
      'HK-ITEM-066',
    ],
    check: itemCode,
  },
  { codes: ['HK-ITEM-054'], check: regionCodes },
  { codes: ['HK-ITEM-027'], check: vagueWords },
  { codes: ['HK-ITEM-053'], check: catchAllMaterials },
  { codes: ['HK-ITEM-055'], check: identityNumbers },
  { codes: ['HK-ITEM-052'], check: flowStages },
  {
    codes: [
      'HK-ITEM-036',
      'HK-ITEM-037',
      'HK-ITEM-038',
      'HK-ITEM-039',
      'HK-ITEM-040',
      'HK-ITEM-057',
    ],
    check: visits,
  },
  { codes: ['HK-ITEM-041', 'HK-ITEM-042', 'HK-ITEM-043', 'HK-ITEM-062'], check: fees },
  { codes: ['HK-ITEM-032'], check: unreadableYesNo },
  { codes: ['HK-ITEM-044'], check: samePhone },
  { codes: ['HK-ITEM-045'], check: areaCode },
  { codes: ['HK-ITEM-046', 'HK-ITEM-047'], check: hoursAndPlace },
  { codes: ['HK-ITEM-048', 'HK-ITEM-049'], check: resultKind },
  { codes: ['HK-ITEM-061'], check: resultSample },
  { codes: ['HK-ITEM-050', 'HK-ITEM-063'], check: audienceThemes },
  { codes: ['HK-ITEM-051'], check: commonQuestions },
]

/** Everything that the rules find about one item, at the levels that the profile sets. */
export function checkItem(subject: Subject): readonly Finding[] {
  const all: Finding[] = []
  for (const { check } of itemRules) for (const finding of check(subject)) all.push(finding)
  return all.length === 0 ? all : relevel(all, subject.profile.levels)
}

/** Findings at the levels that a profile or pack sets; a code set to `off` is dropped. */
export function relevel(
  findings: readonly Finding[],
  levels: Subject['profile']['levels'],
): readonly Finding[] {
  return findings.flatMap((finding) => {
    const level = levels[finding.code] ?? finding.level
    return level === 'off' ? [] : { ...finding, level }
  })
}
