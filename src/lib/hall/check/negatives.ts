import { AppError } from '../../errors/index.js'
import { act, type Bench, note, type Outcome, reasonOf, untried } from './bench.js'
import { BOTH } from './cast.js'

/** Something that a hall has to refuse: who should not be able to do it, to which case. */
interface Forbidden {
  readonly id: string
  readonly action: string
  readonly role: string
  /** Another account than the role's own tries it. */
  readonly as?: string
  /** Whom it would take to know why it was refused: a refusal proves nothing without that account. */
  readonly lacking?: string
}

/** L8: separation of duties and order of steps. What goes through is not enforced by this hall. */
export async function negatives(bench: Bench): Promise<void> {
  const fresh = await caseAt(bench, [])
  await refuse(bench, { id: 'order', action: 'case.grant', role: 'approver' }, fresh)
  await refuse(
    bench,
    { id: 'role', action: 'case.pre_pass', role: 'coordinator', as: 'handler' },
    fresh,
  )
  const isJoined = bench.cast?.accounts[BOTH] !== undefined
  const as = isJoined ? BOTH : 'handler'
  const reviewed = await caseAt(bench, [
    ['case.pre_pass', 'coordinator'],
    ['case.accept', 'window_acceptor'],
    ['case.assign', 'coordinator', { handler: bench.cast?.accounts[as] }],
    ['case.handle', as],
  ])
  const S5 = { id: 'S5', action: 'case.review_pass', role: 'reviewer', as }
  await refuse(bench, isJoined ? S5 : { ...S5, lacking: BOTH }, reviewed)
}

type Step = readonly [string, string, Readonly<Record<string, unknown>>?]

/** A case of this check moved so far; null when it could not be. */
async function caseAt(bench: Bench, way: readonly Step[]): Promise<string | null> {
  try {
    const { id } = await act(bench, 'case.submit', { role: 'applicant', id: null })
    for (const [action, role, input = {}] of way) await act(bench, action, { role, id, input })
    return id
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

async function refuse(
  bench: Bench,
  { id, action, role, as, lacking }: Forbidden,
  on: string | null,
): Promise<void> {
  const name = `refuse.${id}`
  if (on === null) {
    note(bench, 'L8', name, untried('before', 'case.submit'))
    return
  }
  const outcome = await refused(bench, { action, role: as ?? role, id: on })
  const isProof = lacking === undefined || outcome.verdict !== 'yes'
  note(bench, 'L8', name, isProof ? outcome : untried('account', lacking))
}

async function refused(
  bench: Bench,
  { action, role, id }: { readonly action: string; readonly role: string; readonly id: string },
): Promise<Outcome> {
  try {
    const { state } = await act(bench, action, { role, id })
    return { verdict: 'unenforced', evidence: `${action} ${role} ${state}` }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const isRefusal = ['HK-HALL-002', 'HK-HALL-003', 'HK-HALL-004'].includes(error.code)
    return { verdict: isRefusal ? 'yes' : 'no', evidence: reasonOf(error) }
  }
}
