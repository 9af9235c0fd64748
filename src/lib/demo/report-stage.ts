import { join } from 'node:path'
import { templatesDir } from '../assets/index.js'
import type { DrillScore } from '../drill/index.js'
import { eventTitles, loadHallRules } from '../hall/index.js'
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
  sources: Omit<FactSources, 'eventTitles' | 'day'>,
  out: string,
): Promise<WrittenReport> {
  const { workflows } = await loadHallRules(templatesDir())
  const titles = eventTitles(Object.values(workflows))
  const facts = collectFacts({ ...sources, eventTitles: titles, day: null })
  const { report, files } = await buildReport(facts)
  const paths: string[] = []
  for (const { name, bytes } of files) {
    const { path } = await writeFileAtomic(join(out, name), bytes)
    paths.push(path)
  }
  return { paths, conclusion: report.conclusion, score: facts.score }
}
