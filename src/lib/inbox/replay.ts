import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { packOf } from '../roster/index.js'
import { listQuarantine, readStore, type Workspace } from '../workspace/index.js'
import { followImport, type ImportOutcome, type ImportRequest } from './import-paths.js'
import type { InboxEvent, InboxFile } from './model.js'

/** What came of checking returned items again. `missing` are files that are no longer where they were. */
export interface ReplayOutcome {
  readonly outcome: ImportOutcome | null
  readonly missing: readonly string[]
}

/**
 * Reads the files of returned items again, as they lie there now, by the rules as they are now: what passes is stored,
 * what does not stays returned with its reasons of today. Errors as of `importPaths`.
 */
export async function replayReturned(
  request: Omit<ImportRequest, 'paths' | 'files' | 'unit' | 'only'>,
  onFile: (event: InboxEvent) => void,
): Promise<ReplayOutcome> {
  const all = await returnedFiles(request.workspace)
  const files = all.filter(({ path }) => existsSync(path))
  const missing = all.filter(({ path }) => !existsSync(path)).map(({ name }) => name)
  if (files.length === 0) return { outcome: null, missing }
  const whole = { ...request, paths: [], files, unit: null, only: ['items'] }
  return { outcome: await followImport(whole, onFile), missing }
}

/** Each file keeps the unit under which it came in, for it may not tell by itself. */
async function returnedFiles(workspace: Workspace): Promise<readonly InboxFile[]> {
  const { units } = await packOf(workspace)
  const store = readStore(workspace)
  try {
    const files = new Map<string, InboxFile>()
    for (const { unit: code, source } of listQuarantine(store, 'item')) {
      const name = units.find((unit) => unit.code === code)?.name ?? code
      const path = resolve(workspace.paths.root, source.file)
      files.set(source.file, { path, name: source.file, unit: { code, name } })
    }
    return [...files.values()]
  } finally {
    store.close()
  }
}
