import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { templatesDir } from '../../assets/index.js'
import { addDays, daysBetween } from '../../calendar/index.js'
import { AppError } from '../../errors/index.js'
import type { NoticePack } from '../../notice/index.js'
import { packOf } from '../../roster/index.js'
import { type Workspace, writeFileAtomic } from '../../workspace/index.js'
import { stringifyYaml } from '../../yaml/index.js'
import { loadDrills, scriptNamed } from './load-drills.js'
import type { ScoreRule } from './plan-file.js'

/** What a person asks for; the rest of `NewPlan` is the workspace's and the shipped plan's. */
export type PlanOrder = Pick<NewPlan, 'from' | 'people' | 'understudy' | 'also'>

/**
 * Writes `drills/plan.yaml` of a workspace and gives its path. HK-DRILL-013 when it is there and not to be overwritten,
 * HK-DRILL-005 for a script that nobody knows.
 */
export async function writeNewPlan(
  workspace: Workspace,
  order: PlanOrder,
  force: boolean,
): Promise<string> {
  const file = join(workspace.paths.drills, 'plan.yaml')
  if (existsSync(file) && !force) throw new AppError('HK-DRILL-013', { file })
  const { plays, scripts } = await loadDrills(join(templatesDir(), 'drills'))
  const also = order.also.map((id) => scriptNamed(scripts, id).id)
  const pack = await packOf(workspace)
  await writeFileAtomic(file, newPlan({ ...order, pack, also, score: plays.score }))
  return file
}

/** What a new plan is made from: the notice, the day of its first batch (null: the notice's own), who plays by hand. */
interface NewPlan {
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
function newPlan({ pack, from, people, understudy, also, score }: NewPlan): string {
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
