import { AppError, isProblem } from '../../../errors/index.js'
import { type Flaw, flaw } from '../../flaw.js'
import type { Change, TargetTable } from '../model.js'
import type { Sent, SentRecord } from './sent.js'

/** How a hall is asked to take records, and what is remembered of it. */
interface Sending {
  readonly kind: string
  /** Records of one call. */
  readonly atOnce: number
  readonly sent: Sent
  readonly rehearse: boolean
  readonly send: TargetTable['apply']
}

/**
 * Sends every record once to a hall that neither knows a repeated call nor tells what it took. A call that was not answered ends
 * the run (HK-MIG-042); from then on its records are kept out as HK-MIG-332, until a person says whether they are there.
 */
export function sendOnce(sending: Sending): TargetTable['apply'] {
  const { kind, sent, rehearse } = sending
  let settled: readonly string[] = []
  return async (changes) => {
    // The batch before is in the ledger by now.
    if (!rehearse) sent.forget(kind, settled)
    const before = new Map(changes.map((change) => [change, sent.get(kind, change.dst)]))
    const isOpen = (change: Change) => (before.get(change)?.standing ?? 'absent') === 'absent'
    const said = await sendAll(sending, changes.filter(isOpen))
    const outcomes = changes.map(
      (change) => said.get(change) ?? standingOf(before.get(change), change),
    )
    settled = changes.flatMap(({ dst }, at) => (outcomes[at] === null ? [dst] : []))
    return outcomes
  }
}

/** Sends records, as many at once as the hall takes; why it refused some of them. */
async function sendAll(sending: Sending, open: readonly Change[]) {
  const { atOnce, rehearse, send } = sending
  const refusals = new Map<Change, Flaw | null>()
  for (let from = 0; from < open.length; from += atOnce) {
    const some = open.slice(from, from + atOnce)
    const said = rehearse ? await send(some) : await sendNoted(sending, some)
    for (const [at, change] of some.entries()) refusals.set(change, said[at] ?? null)
  }
  return refusals
}

/** What is known of a record that was not sent again. */
function standingOf(before: SentRecord | undefined, { dst, hash }: Change): Flaw | null {
  if (before?.standing === 'unknown') return flaw('HK-MIG-332', { dst })
  return before?.standing !== 'there' || before.hash === hash ? null : flaw('HK-MIG-333', { dst })
}

/** One call, noted before it is sent; what is known of its records afterwards. */
async function sendNoted({ kind, sent, send }: Sending, some: readonly Change[]) {
  const keys = some.map(({ dst }) => dst)
  sent.sending(kind, some)
  try {
    const said = await send(some)
    const refused = keys.filter((_, at) => said[at] !== null)
    sent.settle(kind, keys, 'there')
    sent.forget(kind, refused)
    return said
  } catch (error) {
    if (isProblem(error, 'HK-HALL-006')) {
      const [first = ''] = keys
      const told = { first, count: keys.length, cause: error.params.cause }
      throw new AppError('HK-MIG-042', told, { cause: error })
    }
    // Any other problem says that nothing was taken; an error that is none says nothing.
    if (error instanceof AppError) sent.forget(kind, keys)
    throw error
  }
}
