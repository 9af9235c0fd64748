import { AppError } from '../../errors/index.js'
import { nearest } from '../../text/index.js'
import type { RequirementResult } from '../journal/model.js'
import type { decidable } from '../score/sayings-of-verdicts.js'
import { planUnit } from '../views.js'
import type { RunReview } from '../workspace-drill.js'
import { type KeptFile, keepEvidence } from './report-step.js'
import type { Said } from './tell.js'

/** Which verdict somebody means: `R1`, or `R1/通知公告` for one by column, and the unit by code, name or short name. */
export interface MeantVerdict {
  readonly requirement: string
  readonly unit: string
}

/** Why somebody contests or decides, and the files that they hand in. */
export interface Grounds {
  readonly because: string
  readonly evidence: readonly string[]
}

/**
 * A verdict that somebody contests; `isWithdrawn` ends an earlier dispute. HK-DRILL-005 for an unknown unit or
 * requirement, HK-DRILL-011 for a verdict by column without its column, HK-DRILL-012 for evidence that cannot be read.
 */
export async function disputed(
  review: RunReview,
  meant: MeantVerdict,
  { because, evidence }: Grounds,
  isWithdrawn: boolean,
): Promise<Said> {
  const { requirement, column, unit } = meantResult(review, meant)
  const kept = (await keepEvidence(review.folder, evidence)).map(shownFile)
  const data = { requirement, column, because, evidence: kept, withdrawn: isWithdrawn }
  return { type: 'verdict.disputed', unit, data }
}

/** A decision beside what the facts say; `verdict` null takes an earlier one back. Errors as of `disputed`. */
export async function overridden(
  review: RunReview,
  meant: MeantVerdict,
  { because, evidence }: Grounds,
  verdict: (typeof decidable)[number] | null,
): Promise<Said> {
  const { requirement, column, unit } = meantResult(review, meant)
  const kept = (await keepEvidence(review.folder, evidence)).map(shownFile)
  return {
    type: 'verdict.overridden',
    unit,
    data: { requirement, column, because, evidence: kept, verdict },
  }
}

function meantResult(
  { folder: { plan }, score }: RunReview,
  { requirement: name, unit }: MeantVerdict,
): RequirementResult {
  const { code } = planUnit(plan, unit)
  const [id = '', ...rest] = name.split('/')
  const column = rest.length > 0 ? rest.join('/') : null
  const own = score.results.filter((one) => one.requirement === id && one.unit === code)
  const hit = own.find((one) => one.column === column)
  if (hit) return hit
  if (own.length > 0) throw new AppError('HK-DRILL-011', { what: 'verdict', name })
  const known = [...new Set(score.results.map(({ requirement }) => requirement))]
  throw new AppError('HK-DRILL-005', { what: 'requirement', name, nearest: nearest(id, known) })
}

function shownFile({ name, sha256 }: KeptFile): string {
  return `${name} ${sha256}`
}
