import { join } from 'node:path'
import { templatesDir } from '../assets/index.js'
import type { DrillScore } from '../drill/index.js'
import { readRegister } from '../problems/index.js'
import { mapWorkspace } from '../roster/index.js'
import { loadSupervision } from '../supervision/index.js'
import { readStore, type Workspace, type WrittenFile, writeFileAtomic } from '../workspace/index.js'
import { buildReport } from './build-report.js'
import { collectFacts, type FactSources } from './collect.js'

/** Which report to write, of which run of a workspace, and where; `out` null is the workspace's own folder. */
export interface ReportOrder extends Omit<FactSources, 'store' | 'mapping' | 'register' | 'rules'> {
  readonly workspace: Workspace
  readonly out: string | null
}

/** The papers as written, and what they say. A file's note tells that it had to be saved beside the wanted one. */
export interface WrittenReport {
  readonly conclusion: string
  readonly problems: number
  readonly score: DrillScore
  readonly files: readonly WrittenFile[]
}

/** Computes the report set from store and journal and writes each file whole. Reads the workspace only. */
export async function writeReport({
  workspace,
  out,
  ...sources
}: ReportOrder): Promise<WrittenReport> {
  const { mapping } = (await mapWorkspace(workspace, sources.pack)).mapped
  const rules = await loadSupervision(templatesDir(), 'drill')
  const register = readRegister(workspace)
  const store = readStore(workspace)
  const facts = (() => {
    try {
      return collectFacts({ ...sources, store, mapping, register, rules })
    } finally {
      store.close()
    }
  })()
  const { report, files } = await buildReport(facts)
  const written: WrittenFile[] = []
  for (const { name, bytes } of files) {
    written.push(await writeFileAtomic(join(out ?? workspace.paths.out, name), bytes))
  }
  const { conclusion, problems } = report
  return { conclusion, problems, score: facts.score, files: written }
}
