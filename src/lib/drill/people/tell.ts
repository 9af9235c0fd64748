import type { Workspace } from '../../workspace/index.js'
import { type RunReview, reviewRun } from '../workspace-drill.js'
import type { DrillRequest } from './requests.js'
import { type Outside, operator, type Submitted, submit } from './submit.js'

/** To which run somebody speaks, null for the one written to last, and under what name. */
export interface Speaker {
  readonly run: string | null
  readonly by: string
}

/** What is said of a run, the speaker left out. */
export type Said = Omit<DrillRequest, 'request' | 'by'>

/**
 * Says something of a run from any terminal: `say` looks at the run as it stands and gives the line, which is journaled
 * under the speaker's name. Errors: those of `reviewRun`, of `say`, and HK-DRILL-011 of `submit`.
 */
export async function tell(
  workspace: Workspace,
  { run, by }: Speaker,
  outside: Outside,
  say: (review: RunReview) => Said,
): Promise<Submitted> {
  const review = await reviewRun(workspace, run)
  return submit(review, { ...say(review), by: operator(by) }, outside)
}
