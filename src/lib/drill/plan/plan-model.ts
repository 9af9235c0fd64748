import { z } from 'zod'
import { playFile } from './plan-file.js'
import { scriptFile } from './script.js'

/** An article that a unit prepared (附表3), ready to be entered in the hall. */
export interface DrillArticle {
  readonly unit: string
  readonly column: string
  readonly title: string
  readonly body: string
}

/** One event, or whichever comes first of several. */
const events = z.union([z.string(), z.array(z.string())])
const named = { code: z.string(), name: z.string() }

const round = z.strictObject({
  id: z.string(),
  script: z.string(),
  /** Null: outside the notice's themes, so it counts for no requirement. */
  theme: z.string().nullable(),
  unit: z.string(),
  batch: z.string(),
  column: z.string().nullable(),
  n: z.int(),
  variant: z.string().nullable(),
  applicant: z.strictObject({ account: z.string(), name: z.string() }).nullable(),
  item: z.strictObject(named).nullable(),
  article: z.strictObject({ title: z.string(), body: z.string() }).nullable(),
  /** The town whose agents carry it. */
  town: z.strictObject(named).optional(),
})

const plannedStep = z.strictObject({
  key: z.string(),
  round: z.string(),
  step: z.string(),
  unit: z.string(),
  role: z.string(),
  account: z.string(),
  needs: z.array(z.string()),
  takes: z.int().positive(),
  /** Seconds that must pass after what it needs, windows or not: a limit of the hall runs out. */
  wait: z.int().positive().optional(),
  /** What it shares with the steps that name it too: robots play one of them at a time. */
  mutex: z.string().optional(),
  /** Absent: a robot. */
  by: z.literal('human').optional(),
  /** Seconds of open time after which a robot stands in; absent: never. */
  understudy: z.int().positive().optional(),
})

/** Zod schema of the plan in `plan.lock.json`. */
export const planSchema = z.strictObject({
  v: z.literal(1),
  notice: z.string(),
  title: z.string(),
  seed: z.int(),
  office: z.strictObject(named),
  batches: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      windows: z.array(z.strictObject({ from: z.string(), to: z.string() })),
    }),
  ),
  themes: z.array(z.strictObject({ id: z.string(), title: z.string() })),
  units: z.array(z.strictObject({ ...named, short: z.string(), batch: z.string() })),
  items: z.array(z.strictObject({ ...named, unit: z.string() })),
  countable: z.record(z.string(), z.array(z.string())),
  exempt: z.array(
    z.strictObject({ requirement: z.string(), unit: z.string(), because: z.string() }),
  ),
  scripts: z.array(scriptFile),
  rounds: z.array(round),
  steps: z.array(plannedStep),
  people: z.array(z.strictObject({ account: z.string(), name: z.string() })).optional(),
  /** What becomes of a step whose windows are over: given up (`skip`, also when absent) or still awaited until `until`. */
  late: z.enum(['count', 'skip']).optional(),
  /** Whether a pause moves the end of its window (`freeze`) or the notice's times stand. */
  pause: z.enum(['keep', 'freeze']).optional(),
  until: z.string().optional(),
  score: playFile.shape.score,
  /** Stages with their limits in open minutes. */
  deadlines: z
    .array(
      z.strictObject({
        ...{ id: z.string(), title: z.string(), from: events, to: events },
        limit: z.int().positive(),
        clause: z.string().optional(),
      }),
    )
    .optional(),
  safeguards: playFile.shape.safeguards,
  pace: playFile.shape.pace,
  gates: z
    .array(z.strictObject({ id: z.string(), title: z.string(), before: z.string() }))
    .optional(),
})

/**
 * The plan as locked in a run folder: everything a run and its score need, nothing read elsewhere.
 * `countable` names the items that a requirement's `where` lets count; `exempt` is decided before the drill.
 */
export type DrillPlan = z.output<typeof planSchema>
/** One play of a script by one unit (and column): `online-case@<unit>#3`. */
export type Round = z.output<typeof round>
/** One step instance of the flat timetable; `key` is `script/step@unit[/column]#n`, `takes` in seconds; the account is the lane. */
export type PlannedStep = z.output<typeof plannedStep>
/** A quota that a unit does not owe, decided before the drill, with its reason. */
export type Exemption = DrillPlan['exempt'][number]
/** A batch with its windows as moments. */
export type PlanBatch = DrillPlan['batches'][number]
