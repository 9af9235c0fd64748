import type { NoticePack } from '../notice/index.js'
import { packOf } from '../roster/index.js'
import { type Store, type Workspace, withoutTrace, writeStore } from '../workspace/index.js'
import { saveAddedUnits, UnitRegister } from './added-units.js'
import { collectFiles } from './collect.js'
import { formCoverage, owedForms, type UnitStanding } from './coverage.js'
import { returnDesk } from './give-back.js'
import { importInbox } from './import-inbox.js'
import { type InboxRules, loadInboxRules } from './knowledge.js'
import type { InboxEvent, InboxFile, InboxResult } from './model.js'
import type { InboxOptions } from './options.js'
import { loadProfiles, saveProfiles } from './profiles.js'
import type { AskColumn, ReadingChoices } from './reading-choices.js'
import type { ReturnWords } from './return-words.js'
import { settledOf } from './settled.js'
import { writeUnitMessages } from './unit-messages.js'
import { unitNamed } from './units.js'

/** What a person asks of the inbox. No paths means the workspace's own inbox folder. */
export interface ImportRequest {
  readonly workspace: Workspace
  readonly paths: readonly string[]
  /** Files already found; then paths are not looked at. */
  readonly files?: readonly InboxFile[]
  /** The unit of files that do not tell theirs, by any of its names. */
  readonly unit: string | null
  /** Take in only these forms, by id. */
  readonly only: readonly string[] | null
  /** Wall time, ISO 8601 with offset. */
  readonly at: string
  readonly signal?: AbortSignal
  /** The command that goes on after an interruption. */
  readonly resume?: string
  readonly choices?: ReadingChoices
  readonly ask?: AskColumn | null
  readonly strict?: boolean
  /** What units do not report is withdrawn, for this reason in words. */
  readonly complete?: string | null
  /** Units that nobody knows are registered in the workspace. */
  readonly addUnits?: boolean
  /** Nothing is stored and nothing is written; the outcome is the same. */
  readonly dryRun?: boolean
  /** The words of the papers that go back to units; without them no such papers are made. */
  readonly words?: ReturnWords | null
}

/** What came of it, and where every unit stands now. */
export interface ImportOutcome extends InboxResult {
  readonly units: readonly UnitStanding[]
  /** What a form heads a field with, by form and field. */
  readonly labelOf: (form: string, field: string) => string
  /** The forms that units owe, by id, with their titles. */
  readonly formTitles: readonly { readonly id: string; readonly title: string }[]
  /** Texts for the units' chat groups, by path. */
  readonly messages: readonly string[]
}

/**
 * Takes files and folders into a workspace, as its only writer. Errors: those of the pack, of `writeStore`,
 * HK-INT-001 when aborted,
 * HK-INBOX-004/005 for the paths, HK-INBOX-007 for an unknown unit; a broken file is a result, not an error.
 */
export async function* importPaths(
  request: ImportRequest,
): AsyncGenerator<InboxEvent, ImportOutcome> {
  const job = await prepare(request)
  const store = writeStore(request.workspace, request.at)
  try {
    if (request.dryRun === true) return yield* withoutTrace(store, () => takeIn(job, store))
    const outcome = yield* takeIn(job, store)
    return { ...outcome, messages: await writeDown(job, outcome) }
  } finally {
    store.close()
  }
}

/** Everything that an import needs but the store. */
interface Job {
  readonly request: ImportRequest
  readonly rules: InboxRules
  readonly pack: NoticePack
  readonly register: UnitRegister | null
  readonly options: Omit<InboxOptions, 'store'>
}

async function prepare(request: ImportRequest): Promise<Job> {
  const { workspace, paths, unit: unitText, addUnits, words, dryRun, ...rest } = request
  const { root, inbox, out } = workspace.paths
  const pack = await packOf(workspace)
  const unit = unitText === null ? null : unitNamed(pack, unitText)
  const files = request.files ?? (await collectFiles(paths.length > 0 ? paths : [inbox], root))
  const [rules, profiles] = await Promise.all([loadInboxRules(), loadProfiles(root)])
  const register = addUnits === true ? new UnitRegister() : null
  const isWriting = words !== undefined && words !== null && dryRun !== true
  const giveBack = isWriting ? returnDesk({ out, pack, at: request.at, words }) : null
  const options = { ...rules, ...rest, pack, files, unit, profiles, register, giveBack }
  return { request, rules, pack, register, options }
}

async function* takeIn(
  { rules, pack, options }: Job,
  store: Store,
): AsyncGenerator<InboxEvent, ImportOutcome> {
  const result = yield* importInbox({ ...options, store })
  const owed = owedForms(pack)
  const formTitles = rules.forms.flatMap(({ id, title }) =>
    owed.includes(id) ? { id, title } : [],
  )
  const labelOf = (id: string, key: string): string =>
    rules.forms.find((form) => form.id === id)?.fields.find((field) => field.key === key)?.header ??
    key
  return { ...result, units: formCoverage(store, pack), formTitles, labelOf, messages: [] }
}

/** What an import leaves in the workspace beside its store: registered units, settled columns, texts for units. */
async function writeDown(
  { request, rules, pack, register }: Job,
  { files, units }: ImportOutcome,
): Promise<readonly string[]> {
  const { workspace, words, at } = request
  const { root, out } = workspace.paths
  if (register !== null && register.added.length > 0) {
    await saveAddedUnits(workspace, register.added)
  }
  const settled = settledOf(files, request.choices ?? {})
  if (settled.length > 0) await saveProfiles(root, settled, pack.units)
  if (words === undefined || words === null) return []
  return writeUnitMessages(files, { out, pack, forms: rules.forms, at, words, units })
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
