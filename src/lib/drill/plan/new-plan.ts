import { addDays, daysBetween } from '../../calendar/index.js'
import type { NoticePack } from '../../notice/index.js'
import { stringifyYaml } from '../../yaml/index.js'
import type { ScoreRule } from './plan-file.js'

/** What a new plan is made from: the notice, the day of its first batch (null: the notice's own), who plays by hand. */
export interface NewPlan {
  readonly pack: NoticePack
  readonly from: string | null
  readonly people: readonly string[]
  readonly understudy: string | null
  /** Scripts to play once in every unit, each variant, outside the notice's themes. */
  readonly also: readonly string[]
  readonly score: ScoreRule | undefined
}

/**
 * The plan file of a workspace, as YAML to go on editing: the batches' days (all moved together when `from` is given, and
 * `until` with them), who plays by hand, what late means, and the score. What it does not name stays as shipped.
 */
export function newPlan({ pack, from, people, understudy, also, score }: NewPlan): string {
  const [first] = pack.batches
  const shift = from === null || first === undefined ? 0 : daysBetween(first.day, from)
  const due = pack.reports.map((report) => report.due).sort()[0]
  const by = { by: 'human', ...(understudy !== null && { understudy }) }
  const plan = {
    drill: 1,
    notice: pack.id,
    batches: pack.batches.map(({ id, day, windows }) => {
      return { id, day: addDays(day, shift), windows }
    }),
    cast: [...people.map((role) => ({ role, ...by })), { by: 'robot' }],
    late: 'count',
    pause: 'keep',
    ...(due !== undefined && { until: addDays(due, shift) }),
    ...(also.length > 0 && {
      more: also.map((script) => ({ script, each: ['unit'], times: 'mix' })),
    }),
    safeguards: [
      { watch: 'hall.up', patience: '2m' },
      { watch: 'errorRate', over: '1h', max: '20%', least: 20 },
      { watch: 'ledger', max: 5000 },
    ],
    ...(score && { score }),
  }
  const schemaUrl = '../schemas/drill-plan.schema.json'
  return stringifyYaml(plan, { schemaUrl, comment: `${pack.number} ${pack.title}` })
}
