import { applyOverrides, loadPack, type NoticePack } from '../notice/index.js'
import { type Workspace, writeStore } from '../workspace/index.js'
import { collectFiles } from './collect.js'
import { formCoverage, type UnitStanding } from './coverage.js'
import { importInbox } from './import-inbox.js'
import { loadInboxRules } from './knowledge.js'
import type { InboxEvent, InboxResult } from './model.js'
import { unitNamed } from './units.js'

/** What a person asks of the inbox. No paths means the workspace's own inbox folder. */
export interface ImportRequest {
  readonly workspace: Workspace
  readonly paths: readonly string[]
  /** The unit of files that do not tell theirs, by any of its names. */
  readonly unit: string | null
  /** Take in only these forms, by id. */
  readonly only: readonly string[] | null
  /** Wall time, ISO 8601 with offset. */
  readonly at: string
  readonly signal?: AbortSignal
}

/** What came of it, and where every unit stands now. */
export interface ImportOutcome extends InboxResult {
  readonly units: readonly UnitStanding[]
}

/**
 * Takes files and folders into a workspace, as its only writer. Errors: those of the pack, of `writeStore`,
 * HK-INBOX-004/005 for the paths, HK-INBOX-007 for an unknown unit; a broken file is a result, not an error.
 */
export async function* importPaths(
  request: ImportRequest,
): AsyncGenerator<InboxEvent, ImportOutcome> {
  const { workspace, only, at } = request
  const { root, inbox } = workspace.paths
  const pack = await packOf(workspace)
  const unit = request.unit === null ? null : unitNamed(pack, request.unit)
  const files = await collectFiles(request.paths.length > 0 ? request.paths : [inbox], root)
  const rules = await loadInboxRules()
  const store = writeStore(workspace, at)
  try {
    const signal = request.signal === undefined ? {} : { signal: request.signal }
    const options = { ...rules, ...signal, store, pack, files, unit, only, at }
    const result = yield* importInbox(options)
    return { ...result, units: formCoverage(store, pack) }
  } finally {
    store.close()
  }
}

/** The workspace's notice pack with its open questions settled. */
export async function packOf({ settings }: Workspace): Promise<NoticePack> {
  return applyOverrides(await loadPack(settings.notice), settings.overrides)
}
