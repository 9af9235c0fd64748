import { join } from 'node:path'
import { templatesDir } from '../assets/index.js'
import type { DrillScore } from '../drill/index.js'
import { hallTitles, loadHallRules } from '../hall/index.js'
import { buildReport, collectFacts, type FactSources } from '../report/index.js'
import { writeFileAtomic } from '../workspace/index.js'

/** The papers as written, and what they say. */
export interface WrittenReport {
  readonly paths: readonly string[]
  readonly conclusion: string
  readonly score: DrillScore
}

/** Computes the report set from the store and the run's journal and writes it into `out`. */
export async function writeReports(
  sources: Omit<FactSources, 'titles' | 'day'>,
  out: string,
): Promise<WrittenReport> {
  const titles = hallTitles(await loadHallRules(templatesDir()))
  const facts = collectFacts({ ...sources, titles, day: null })
  const { report, files } = await buildReport(facts)
  const paths: string[] = []
  for (const { name, bytes } of files) {
    const { path } = await writeFileAtomic(join(out, name), bytes)
    paths.push(path)
  }
  return { paths, conclusion: report.conclusion, score: facts.score }
}
