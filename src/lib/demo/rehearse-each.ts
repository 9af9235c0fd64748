import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DrillProgress, DrillScore } from '../drill/index.js'
import { AppError } from '../errors/index.js'
import { openWorkspace } from '../workspace/index.js'
import { type RehearsalOptions, rehearse } from './rehearse.js'

/** One county of a province: its folder's name, and its rehearsal in figures, null with what was in the way. */
export interface CountyRehearsal extends CountyFigures {
  readonly county: string
  readonly problem: AppError | null
}

/** What is kept of a rehearsal while the next ones are played: the rest stands in its papers. */
interface CountyFigures {
  readonly steps: DrillScore['steps'] | null
  readonly requirements: DrillScore['requirements'] | null
  readonly folder: string | null
}

const NOTHING: CountyFigures = { steps: null, requirements: null, folder: null }

/** How far a province is: which county of how many, and how far that one is. */
export type ProvinceProgress = DrillProgress & {
  readonly county: string
  readonly no: number
  readonly of: number
}

/**
 * Rehearses the workspaces in a folder one after the other, each with its own plan, in a hall that is gone afterwards, so
 * that a province takes no more memory than its largest county. One that cannot be rehearsed holds nobody up.
 * HK-WORK-001 when the folder holds no workspace; Ctrl-C ends it (HK-INT-001).
 */
export async function* rehearseEach(
  folder: string,
  options: Omit<RehearsalOptions, 'workspace'>,
): AsyncGenerator<ProvinceProgress, readonly CountyRehearsal[]> {
  const counties = countiesIn(folder)
  if (counties.length === 0) throw new AppError('HK-WORK-001', { dir: folder })
  const results: CountyRehearsal[] = []
  for (const [index, county] of counties.entries()) {
    const place = { county, no: index + 1, of: counties.length }
    results.push(yield* rehearseOne(join(folder, county), place, options))
  }
  return results
}

async function* rehearseOne(
  dir: string,
  place: Pick<ProvinceProgress, 'county' | 'no' | 'of'>,
  options: Omit<RehearsalOptions, 'workspace'>,
): AsyncGenerator<ProvinceProgress, CountyRehearsal> {
  const { county } = place
  try {
    const rehearsal = rehearse({ ...options, workspace: await openWorkspace(dir) })
    let next = await rehearsal.next()
    for (; !next.done; next = await rehearsal.next()) yield { ...next.value, ...place }
    const { folder, score } = next.value
    const { steps, requirements } = score
    return { county, steps, requirements, folder, problem: null }
  } catch (error) {
    if (!(error instanceof AppError) || options.signal.aborted) throw error
    return { county, ...NOTHING, problem: error }
  }
}

/** The folders in a folder that are workspaces, by name. */
function countiesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((one) => one.isDirectory() && existsSync(join(folder, one.name, 'hallkit.yaml')))
    .map(({ name }) => name)
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
}
