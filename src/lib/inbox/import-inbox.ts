import { AppError, found, isProblem } from '../errors/index.js'
import {
  createDuplicateIndex,
  type DuplicateIndex,
  type Identify,
  type Item,
  type ItemProfile,
  identifier,
  levelled,
} from '../items/index.js'
import type { Person } from '../roster/index.js'
import {
  eachRecord,
  type IntakeCounts,
  listRecords,
  listStanding,
  type RecordKind,
} from '../workspace/index.js'
import { MetRecords, settleAbsent } from './absent.js'
import type { FileResult, InboxEvent, InboxFile, InboxResult } from './model.js'
import type { InboxOptions } from './options.js'
import { type ReadFile, readFile } from './read-file.js'
import { type PlanBasis, planOf } from './reading-plan.js'
import type { Knowledge } from './routes.js'
import { takeFile } from './take-file.js'
import { type UnitFinder, unitFinder } from './units.js'

/**
 * Takes files in, one after the other, each whole or not at all, and tells of each when it is done. A file that cannot be
 * read becomes a result with its error and stops nobody else. Aborting stops between two files (HK-INT-001); doing it again goes on.
 */
export async function* importInbox(options: InboxOptions): AsyncGenerator<InboxEvent, InboxResult> {
  const { files, signal, resume = '' } = options
  const knowledge = knowledgeOf(options)
  const basis = planBasis(options)
  const results: FileResult[] = []
  for await (const outcome of readAhead(files, (file) => readSafely(file, basis))) {
    if (signal?.aborted) throw new AppError('HK-INT-001', { resume })
    const result = await settle(outcome, options, knowledge)
    results.push(result)
    yield { kind: 'file', done: results.length, of: files.length, result }
  }
  return { ...summary(results), absent: absentOf(results, options, knowledge) }
}

/** Takes a file in, gives back what is to be mended, and lets go of the file. */
async function settle(
  outcome: Outcome,
  options: InboxOptions,
  knowledge: Knowledge,
): Promise<FileResult> {
  if ('error' in outcome) return failed(outcome.file, null, outcome.error)
  const { file, read } = outcome
  try {
    return await giveBack(read, takeSafely(file, read, options, knowledge), options)
  } finally {
    read.book.close()
  }
}

/** A file that could not be taken in may have held anything: then nothing is withdrawn for not being there. */
function absentOf(
  results: readonly FileResult[],
  { store, at, complete = null }: InboxOptions,
  { met }: Knowledge,
): InboxResult['absent'] {
  const because = results.every(({ error }) => error === null) ? complete : null
  return settleAbsent(store, met, { because, at })
}

/** A return file that cannot be made does not undo what came in; the person is told. */
async function giveBack(
  read: ReadFile,
  result: FileResult,
  options: InboxOptions,
): Promise<FileResult> {
  const isReturned = result.forms.some(({ quarantined }) => quarantined > 0)
  if (!options.giveBack || !(isReturned || isProblem(result.error, 'HK-INBOX-008'))) return result
  try {
    return { ...result, annotated: await options.giveBack(read, result) }
  } catch (error) {
    const { file } = result
    const failure = found('HK-INBOX-016', { file, code: expected(error).code }, { file })
    return { ...result, findings: [...result.findings, failure] }
  }
}

function planBasis(options: InboxOptions): PlanBasis {
  const { choices = {}, profiles = new Map(), ask = null, pack } = options
  return { ...options, choices, profiles, findUnit: unitFinder(pack), ask }
}

function knowledgeOf({ store, pack, rosterRules, register, ...options }: InboxOptions): Knowledge {
  const profile = levelled(options.profile, pack.levels)
  const duplicates = duplicatesOf(store, options.files, profile)
  const find = unitFinder(pack)
  const findUnit: UnitFinder = (text) => find(text) ?? register?.register(text) ?? null
  const identify = () => identifierOf(store)
  const people = (unit: string) => listRecords<Person>(store, 'person', { unit })
  const met = new MetRecords()
  return { pack, profile, rosterRules, duplicates, identify, findUnit, met, people }
}

/** Tells the items of a file by the records that its units have when it begins. */
function identifierOf(store: InboxOptions['store']): Identify {
  return identifier((unit) =>
    listStanding(store, 'item', unit, ['code', 'name']).map(({ key, isStored, texts }) => {
      const [code = null, name] = texts
      return { key, isStored, code, name: name ?? '' }
    }),
  )
}

/** What the store holds is met before; what comes again in this run is known by its code alone. */
function duplicatesOf(
  store: InboxOptions['store'],
  files: readonly InboxFile[],
  profile: ItemProfile,
): DuplicateIndex {
  const coming = new Set(files.map(({ name }) => name))
  const others: Pick<Item, 'unit' | 'code' | 'name'>[] = []
  const again: typeof others = []
  for (const { source, data } of eachRecord<Item>(store, 'item')) {
    const { unit, code, name } = data
    const list = coming.has(source.file) ? again : others
    list.push({ unit, code, name })
  }
  return createDuplicateIndex(others, profile, again)
}

type Outcome =
  | { readonly file: InboxFile; readonly read: ReadFile }
  | { readonly file: InboxFile; readonly error: AppError }

async function readSafely(file: InboxFile, basis: PlanBasis): Promise<Outcome> {
  try {
    return { file, read: await readFile(file, planOf(file, basis)) }
  } catch (error) {
    return { file, error: expected(error) }
  }
}

/** Only failures that we know stay with their file; a bug of ours stops the work. */
function expected(error: unknown): AppError {
  if (error instanceof AppError) return error
  throw error
}

/** Reads the next file while the one before is taken in; order is kept, and never more than two are held. */
async function* readAhead(
  files: readonly InboxFile[],
  read: (file: InboxFile) => Promise<Outcome>,
): AsyncGenerator<Outcome> {
  const [first, ...rest] = files
  if (first === undefined) return
  let next = read(first)
  for (const file of rest) {
    const outcome = await next
    next = read(file)
    yield outcome
  }
  yield await next
}

function takeSafely(
  file: InboxFile,
  read: ReadFile,
  options: InboxOptions,
  knowledge: Knowledge,
): FileResult {
  try {
    return takeFile(read, options, knowledge)
  } catch (error) {
    return failed(file, read.book.sha256, expected(error))
  }
}

function failed({ name }: InboxFile, sha256: string | null, error: AppError): FileResult {
  const nothing = { forms: [], findings: [], replaces: null, annotated: null }
  return { file: name, sha256, ...nothing, error }
}

function summary(files: readonly FileResult[]): Omit<InboxResult, 'absent'> {
  const forms = files.flatMap((file) => file.forms)
  const total = (kind: RecordKind): IntakeCounts => sum(forms.filter((form) => form.kind === kind))
  return {
    files,
    totals: {
      item: total('item'),
      person: total('person'),
      article: total('article'),
      entry: total('entry'),
    },
    findings: files.flatMap(({ findings }) => findings),
  }
}

function sum(counts: readonly IntakeCounts[]): IntakeCounts {
  const add = (field: keyof IntakeCounts): number =>
    counts.reduce((total, one) => total + one[field], 0)
  return {
    read: add('read'),
    stored: add('stored'),
    unchanged: add('unchanged'),
    quarantined: add('quarantined'),
  }
}
