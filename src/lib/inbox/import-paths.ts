import { applyOverrides, loadPack, type NoticePack } from '../notice/index.js'
import { type Workspace, writeStore } from '../workspace/index.js'
import { collectFiles } from './collect.js'
import { formCoverage, owedForms, type UnitStanding } from './coverage.js'
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
  /** The command that goes on after an interruption. */
  readonly resume?: string
}

/** What came of it, and where every unit stands now. */
export interface ImportOutcome extends InboxResult {
  readonly units: readonly UnitStanding[]
  /** The forms that units owe, by id, with their titles. */
  readonly formTitles: readonly { readonly id: string; readonly title: string }[]
}

/**
 * Takes files and folders into a workspace, as its only writer. Errors: those of the pack, of `writeStore`,
 * HK-INT-001 when aborted,
 * HK-INBOX-004/005 for the paths, HK-INBOX-007 for an unknown unit; a broken file is a result, not an error.
 */
export async function* importPaths(
  request: ImportRequest,
): AsyncGenerator<InboxEvent, ImportOutcome> {
  const { workspace, paths, unit: unitText, ...rest } = request
  const { root, inbox } = workspace.paths
  const pack = await packOf(workspace)
  const unit = unitText === null ? null : unitNamed(pack, unitText)
  const files = await collectFiles(paths.length > 0 ? paths : [inbox], root)
  const rules = await loadInboxRules()
  const store = writeStore(workspace, rest.at)
  try {
    const result = yield* importInbox({ ...rules, ...rest, store, pack, files, unit })
    const owed = owedForms(pack)
    const formTitles = rules.forms.flatMap(({ id, title }) =>
      owed.includes(id) ? { id, title } : [],
    )
    return { ...result, units: formCoverage(store, pack), formTitles }
  } finally {
    store.close()
  }
}

/** The same for whoever only wants to be told of each file and to have the outcome. */
export async function followImport(
  request: ImportRequest,
  onFile: (event: InboxEvent) => void,
): Promise<ImportOutcome> {
  const events = importPaths(request)
  for (;;) {
    const step = await events.next()
    if (step.done) return step.value
    onFile(step.value)
  }
}

/** The workspace's notice pack with its open questions settled. */
export async function packOf({ settings }: Workspace): Promise<NoticePack> {
  return applyOverrides(await loadPack(settings.notice), settings.overrides)
}
