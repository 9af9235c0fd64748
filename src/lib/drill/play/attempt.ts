import { AppError } from '../../errors/index.js'
import type { Act, ActResult, Hall } from '../../hall/index.js'

/** Why the hall said no. */
export interface Refusal {
  readonly code: string
  readonly detail: string
}

/** The hall said no for a reason of its own. */
const REFUSED = 'HK-HALL-003'
/** HTTP statuses of those that say nothing of who asked: not understood (400, 422), no such thing (404). */
const MISTAKES = [400, 404, 422]

/** What one call to the hall came to; `lost` means that nobody knows whether it was done. */
export type Attempt<T> =
  | { readonly kind: 'answered'; readonly ms: number; readonly answer: T }
  | {
      readonly kind: 'refused'
      readonly ms: number
      readonly refusal: Refusal
      /** False when it says nothing of who asked: no login, no such action, a mistake in what was asked. */
      readonly isRuling: boolean
    }
  | { readonly kind: 'lost'; readonly ms: number; readonly problem: AppError }

const REFUSALS = ['HK-HALL-002', REFUSED, 'HK-HALL-004', 'HK-HALL-005']
/** A person has to do it, and nobody was there to be asked. */
const BY_HAND = 'HK-HALL-008'
const LOSSES = ['HK-HALL-001', 'HK-HALL-006', 'HK-HALL-007', BY_HAND]

/** Acts once. A refusal is a result, a broken connection is not known to be one; anything else is thrown. */
export function tryAct(hall: Hall, act: Act, now: () => number): Promise<Attempt<ActResult>> {
  return attempt(() => hall.perform(act), now)
}

/** Reads once. */
export function tryRead<T>(read: () => Promise<T>, now: () => number): Promise<Attempt<T>> {
  return attempt(read, now)
}

/** True for a problem that looking again may solve: the hall was out of reach. */
export function isLoss(error: unknown): error is AppError {
  return error instanceof AppError && LOSSES.includes(error.code)
}

/** True for an attempt that trying again at once may settle; a person is not asked twice. */
export function isOpen(result: Attempt<unknown> | undefined): boolean {
  return result?.kind === 'lost' && result.problem.code !== BY_HAND
}

/** Calls `work` for every item, at most `cap` at a time; answers stand in the order of the items. */
export async function inParallel<T, R>(
  items: readonly T[],
  cap: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const answers: R[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const index = next
      next += 1
      const item = items[index]
      if (item !== undefined) answers[index] = await work(item)
    }
  }
  await Promise.all(Array.from({ length: Math.min(cap, items.length) }, worker))
  return answers
}

async function attempt<T>(work: () => Promise<T>, now: () => number): Promise<Attempt<T>> {
  const from = now()
  const ms = () => Math.round((now() - from) * 10) / 10
  try {
    const answer = await work()
    return { kind: 'answered', ms: ms(), answer }
  } catch (error) {
    if (isLoss(error)) return { kind: 'lost', ms: ms(), problem: error }
    if (error instanceof AppError && REFUSALS.includes(error.code)) {
      const isRuling = error.code === REFUSED && !MISTAKES.includes(statusOf(error))
      return { kind: 'refused', ms: ms(), refusal: refusalOf(error), isRuling }
    }
    throw error
  }
}

function statusOf({ params }: AppError): number {
  return 'status' in params ? Number(params.status) : 0
}

function refusalOf(error: AppError): Refusal {
  const { params } = error
  const code = 'code' in params ? String(params.code) : error.code
  return { code, detail: 'detail' in params ? String(params.detail) : '' }
}
