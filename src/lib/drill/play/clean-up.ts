import { instantFrom } from '../../calendar/index.js'
import { AppError } from '../../errors/index.js'
import type { Hall, HallRules } from '../../hall/index.js'
import { takeLock } from '../../workspace/index.js'
import { lastMoment } from '../journal/clock-of.js'
import { engine } from '../journal/entries.js'
import { Journal } from '../journal/journal.js'
import { type LedgerObject, ledgerOf } from '../journal/ledger.js'
import type { JournalEntry } from '../journal/model.js'
import { runPaths } from '../journal/run-folder.js'
import { idempotencyKey } from '../plan/seeded.js'
import type { RunReview } from '../workspace-drill.js'
import { tryAct } from './attempt.js'
import { restOf, type WayOut, wayOut } from './ways-out.js'

/** An object with what became of it: taken out now, gone before, closed in its own way, or still open and why. */
export interface Cleaned extends Pick<LedgerObject, 'kind' | 'id' | 'number' | 'unit'> {
  readonly state: string | null
  readonly fate: 'removed' | 'gone' | 'closed' | 'left'
  readonly because: string | null
}

/** A clean-up in figures; `others` are objects that people made in the drill, which are left alone. */
export interface CleanUp {
  readonly run: string
  readonly counts: Readonly<Record<Cleaned['fate'], number>>
  readonly others: number
  /** Everything but what is gone: what is closed stays in the hall's books, what is left needs somebody. */
  readonly objects: readonly Cleaned[]
}

/** With whom and how to clean up. `isDry` asks the hall and changes nothing; `now` is wall time in epoch ms. */
export interface CleanUpOrder {
  readonly hall: Hall
  readonly rules: HallRules
  readonly review: RunReview
  readonly now: () => number
  readonly isDry: boolean
  readonly signal?: AbortSignal
}

/** What stands in the hall as the reason. */
const REASON = '演练结束，清理演练数据'

/** The most acts that one object takes on its way out. */
const STEPS = 3

/**
 * Takes what a run put into the hall out again, newest first, by the hall's own acts of taking back, and asks the hall
 * afterwards whether it is so. What the run did not make is never touched. Gives each object as it is settled. The run
 * must not be live (HK-WORK-007); running it again goes on with what is left.
 */
export async function* cleanUp(order: CleanUpOrder): AsyncGenerator<Cleaned, CleanUp> {
  const { review, now, isDry, signal } = order
  const { folder, run } = review.folder
  const { objects, others } = ledgerOf(review.lines)
  const paths = runPaths(folder)
  const release = takeLock(paths.lock, instantFrom(now()))
  const settled: Cleaned[] = []
  try {
    const { journal, lines } = Journal.open(paths.journal, now)
    const at = lastMoment(lines) ?? instantFrom(now())
    try {
      for (const object of objects) {
        if (signal?.aborted)
          throw new AppError('HK-INT-001', { resume: `hallkit drill cleanup ${run}` })
        const one = await takeOut(order, object)
        if (!isDry) journal.append(removedEntries(one, at))
        settled.push(one)
        yield one
      }
    } finally {
      journal.close()
    }
  } finally {
    release()
  }
  return {
    run,
    counts: countsOf(settled),
    others,
    objects: settled.filter(({ fate }) => fate !== 'gone'),
  }
}

/** Takes one object out, act by act, and says what the hall shows of it in the end. */
async function takeOut(order: CleanUpOrder, object: LedgerObject, acted = 0): Promise<Cleaned> {
  const { hall, rules, review, isDry } = order
  const { plan } = review.folder
  const state = await stateIn(hall, object)
  const rest = state === null ? 'gone' : restOf(rules, object.kind, state)
  if (rest !== 'open' && acted > 0) return cleaned(object, state, 'removed')
  if (rest !== 'open') return cleaned(object, state, rest)
  const way = acted < STEPS ? wayOut({ hall, rules, plan }, object, state ?? '') : null
  if (!way) return cleaned(object, state, 'left')
  if (isDry) return cleaned(object, state, 'removed')
  const refusal = await takeBack(order, object, way)
  return refusal === null
    ? takeOut(order, object, acted + 1)
    : cleaned(object, state, 'left', refusal)
}

/** One act; null when it was done, the hall's reason when it refused. A hall out of reach is thrown: run it again. */
async function takeBack(
  { hall, review: { folder }, now }: CleanUpOrder,
  { id, unit }: LedgerObject,
  { action, as }: WayOut,
): Promise<string | null> {
  const key = idempotencyKey(folder.run, `${action} ${id}`)
  const done = await tryAct(
    hall,
    { action, id, input: { reason: REASON }, as, idempotencyKey: key, unit },
    now,
  )
  if (done.kind === 'lost') throw done.problem
  return done.kind === 'refused' ? done.refusal.detail : null
}

/** The state that the hall shows; null when it knows no such object any more. */
async function stateIn(hall: Hall, { kind, id }: LedgerObject): Promise<string | null> {
  try {
    return (await hall.get(kind, id)).state
  } catch (error) {
    if (error instanceof AppError && 'status' in error.params && error.params.status === 404) {
      return null
    }
    throw error
  }
}

function cleaned(
  { kind, id, number, unit }: LedgerObject,
  state: string | null,
  fate: Cleaned['fate'],
  because: string | null = null,
): Cleaned {
  return { kind, id, number, unit, state, fate, because }
}

/** What is out of the hall, as the hall itself showed it. */
function removedEntries(
  { kind, id, number, state, fate, unit }: Cleaned,
  at: string,
): JournalEntry[] {
  if (fate !== 'removed' && fate !== 'gone') return []
  return [{ at, type: 'object.removed', unit, by: engine, data: { kind, id, number, state } }]
}

function countsOf(objects: readonly Cleaned[]): CleanUp['counts'] {
  const counts = { removed: 0, gone: 0, closed: 0, left: 0 }
  for (const { fate } of objects) counts[fate] += 1
  return counts
}
