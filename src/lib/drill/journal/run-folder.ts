import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../errors/index.js'
import { writeFileAtomic } from '../../workspace/index.js'
import { type DrillPlan, planSchema } from '../plan/plan-model.js'
import { type PlanSources, planSourcesSchema } from '../plan/sources.js'
import { readJournal } from './journal-file.js'
import type { JournalLine } from './model.js'

const lockSchema = z.strictObject({
  v: z.literal(1),
  run: z.string().min(1),
  sha256: z.string(),
  sources: planSourcesSchema.optional(),
  plan: planSchema,
})

/** A run as its folder holds it. `sha256` is that of the locked plan; `sources` null: made before they were written down. */
export interface RunFolder {
  readonly folder: string
  readonly run: string
  readonly sha256: string
  readonly plan: DrillPlan
  readonly sources: PlanSources | null
}

/** The files of a run folder. */
export function runPaths(folder: string) {
  return {
    plan: join(folder, 'plan.lock.json'),
    journal: join(folder, 'journal.jsonl'),
    lock: join(folder, 'lock'),
  }
}

/** The sha-256 of a plan; the schema puts keys in order first, so the same plan has the same hash. */
export function planHash(plan: DrillPlan): string {
  return createHash('sha256')
    .update(JSON.stringify(planSchema.parse(plan)))
    .digest('hex')
}

/** Locks a plan in a run folder. A folder that has one already keeps it: HK-DRILL-004 when it is another plan. */
export async function createRun(
  folder: string,
  run: string,
  plan: DrillPlan,
  sources: PlanSources | null = null,
): Promise<RunFolder> {
  const { plan: file } = runPaths(folder)
  const sha256 = planHash(plan)
  if (existsSync(file)) {
    const old = openRun(folder)
    if (old.sha256 !== sha256) throw new AppError('HK-DRILL-004', { file, what: 'other' })
    return old
  }
  mkdirSync(folder, { recursive: true })
  const lock = { v: 1, run, sha256, ...(sources && { sources }), plan }
  await writeFileAtomic(file, `${JSON.stringify(lock, null, 1)}\n`)
  return { folder, run, sha256, plan, sources }
}

/** Opens a run folder; HK-DRILL-002 when there is none, HK-DRILL-004 when its plan was changed after locking. */
export function openRun(folder: string): RunFolder {
  const { plan: file } = runPaths(folder)
  if (!existsSync(file)) throw new AppError('HK-DRILL-002', { folder })
  const { run, sha256, plan, sources = null } = parseLock(file)
  if (planHash(plan) !== sha256) throw new AppError('HK-DRILL-004', { file, what: 'changed' })
  return { folder, run, sha256, plan, sources }
}

/** The lines of a run's journal so far; reading never writes, also not while the run is live. */
export function linesOf(folder: string): readonly JournalLine[] {
  return readJournal(runPaths(folder).journal).lines
}

function parseLock(file: string): z.output<typeof lockSchema> {
  try {
    const result = lockSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    if (result.success) return result.data
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new AppError('HK-DRILL-004', { file, what: 'unreadable' })
}
