import { AppError } from '../../errors/index.js'
import { Evidence } from '../journal/evidence.js'
import { History } from '../journal/history.js'
import { namedStep } from '../people/submit.js'
import type { Said } from '../people/tell.js'
import type { DrillPlan, PlannedStep } from '../plan/plan-model.js'
import { scopesOf, targetOf } from '../plan/round-scope.js'
import type { RunReview } from '../workspace-drill.js'
import { openStep } from './stage.js'

/** A person's decision on a step of which nobody knows whether it was done. `object` is the hall's id of what it made. */
export interface Decision {
  readonly did: boolean
  readonly because: string
  readonly object: string | null
}

/**
 * The line of a decision: the step is done or failed by a person's word, and counts for no requirement, since the hall showed
 * nothing. HK-DRILL-011 for a step that is not unknown, and for one that made an object which later steps need and nobody names.
 */
export function resolved(review: RunReview, name: string, decision: Decision): Said {
  const { plan } = review.folder
  const step = namedStep(plan, name)
  const { key, unit, role } = step
  const isOpen = review.lines.some((line) => line.key === key && OPEN.includes(line.type))
  if (!isOpen) throw new AppError('HK-DRILL-011', { what: 'known', name: key })
  const { did, because } = decision
  const about = { key, unit, as: role }
  if (!did) {
    const reason = { code: 'resolved', detail: because }
    return { ...about, type: 'step.failed', data: { reason, ms: null } }
  }
  const id = decision.object ?? knownObject(review, step) ?? ''
  if (id === '' && isNeeded(plan, step)) {
    throw new AppError('HK-DRILL-011', { what: 'object', name: key })
  }
  const keep = { id, number: id }
  return {
    ...about,
    type: 'step.done',
    data: { how: 'resolved', evidence: [], keep, ms: null, because },
  }
}

/** Lines that say that a step was begun. */
const OPEN = ['step.intent', 'step.unknown']

/** The object that the step was to move, null when it was to make one. */
function knownObject(
  { folder: { plan, run }, lines }: RunReview,
  step: PlannedStep,
): string | null {
  const scopes = scopesOf(plan)
  new History(plan, scopes).replay(lines, new Evidence(plan, scopes, run))
  const { scope, script } = openStep({ scopes }, step)
  return targetOf(scope, script)
}

function isNeeded({ steps }: DrillPlan, { key }: PlannedStep): boolean {
  return steps.some(({ needs }) => needs.includes(key))
}
