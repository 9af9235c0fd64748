import { AppError } from '../../errors/index.js'
import { masked } from '../../text/index.js'
import { NoReply } from '../wire.js'
import { askAgain } from './again.js'
import type { Desk } from './desk.js'
import type { SuccessSpec } from './format-request.js'
import { type Identities, openIdentities, type Who } from './identities.js'
import { type Answer, type Scope, type Sending, sendOnce } from './sender.js'

/** One call of an action: what it is called in messages, and whether it may have changed something. */
export interface Call extends Sending {
  readonly action: string
  /** True when the hall may have done something although no good answer came. */
  readonly commits: boolean
  /** True when asking again does no harm. */
  readonly repeatable: boolean
  readonly success?: SuccessSpec | undefined
  readonly allowed?: string | undefined
}

/** Sends calls under accounts: logs in on demand and again on expiry, tells refusals apart, repeats where that is safe. */
export interface Caller {
  /** A good answer, or the contract's errors HK-HALL-001 to 006. */
  readonly call: (call: Call, scope: Scope, who: Who) => Promise<Answer>
  readonly identities: Identities
}

/** Opens a caller over a desk. */
export async function openCaller(desk: Desk): Promise<Caller> {
  const identities = await openIdentities(desk)
  return {
    identities,
    call: async (call, scope, who) => {
      const ask = () => inSession(desk, identities, call, scope, who)
      const answer = await askAgain(desk, call.repeatable, ask).catch((error: unknown) => {
        throw error instanceof NoReply ? lost(desk, call, error) : error
      })
      return judged(desk, call, scope, who, answer)
    },
  }
}

/** Sends once under the account's session; an answer that says the session is over is asked once more after a new login. */
async function inSession(
  desk: Desk,
  identities: Identities,
  call: Call,
  scope: Scope,
  who: Who,
): Promise<Answer> {
  const attempt = async () => {
    const session = await identities.of(who)
    const names = { ...scope, user: identities.user(who), session: session.saved }
    return { session, answer: await sendOnce(desk, call, names, session) }
  }
  const first = await attempt()
  if (!isExpired(desk, scope, first.answer)) return first.answer
  identities.drop(who, first.session)
  const { answer } = await attempt()
  if (!isExpired(desk, scope, answer)) return answer
  const detail = `HTTP ${answer.status}`
  throw new AppError('HK-HALL-002', { url: desk.url, account: who ?? '', detail })
}

function isExpired({ connector }: Desk, scope: Scope, answer: Answer): boolean {
  const { expired, login } = connector.spec.auth
  if (login === undefined) return false
  return connector.cel.holds(expired ?? 'status == 401', { ...scope, ...answer })
}

function lost({ url }: Desk, { action, commits }: Call, error: NoReply): AppError {
  const cause = error.message
  if (!commits || error.kind === 'unsent') {
    return new AppError('HK-HALL-001', { url, cause }, { cause: error })
  }
  return new AppError('HK-HALL-006', { action, account: '', cause }, { cause: error })
}

function judged(desk: Desk, call: Call, scope: Scope, who: Who, answer: Answer): Answer {
  const { cel, spec } = desk.connector
  const seen = { ...scope, ...answer }
  const rule = spec.errors.find(({ when }) => cel.holds(when, seen))
  const { when, error } = call.success ?? spec.success
  if (rule === undefined && cel.holds(when, seen)) return answer
  const said = (text: string | undefined) => {
    const value = text === undefined ? null : cel.value(text, seen)
    return value === null ? '' : String(value)
  }
  const detail = masked(said(error.message ?? 'body.message')) || `HTTP ${answer.status}`
  const allowed =
    call.allowed === undefined ? [] : [cel.value(call.allowed, seen)].flat().map(String)
  const refusal = { code: said(error.code ?? 'body.code'), detail, allowed, status: answer.status }
  throw refused(desk, call, who ?? '', rule?.is ?? kindOf(call, answer.status), refusal)
}

type Sort = 'refused' | 'conflict' | 'unauthorised' | 'unsupported' | 'unreachable' | 'unknown'

function kindOf({ commits }: Call, status: number): Sort {
  if (status >= 500) return commits ? 'unknown' : 'unreachable'
  if (status === 401) return 'unauthorised'
  return status === 412 ? 'conflict' : 'refused'
}

interface Refused {
  readonly code: string
  readonly detail: string
  readonly allowed: readonly string[]
  readonly status: number
}

function refused(
  { url }: Desk,
  { action }: Call,
  account: string,
  sort: Sort,
  { code, detail, allowed, status }: Refused,
): AppError {
  switch (sort) {
    case 'unreachable':
      return new AppError('HK-HALL-001', { url, cause: detail })
    case 'unauthorised':
      return new AppError('HK-HALL-002', { url, account, detail })
    case 'conflict':
      return new AppError('HK-HALL-004', { action, detail, allowed })
    case 'unsupported':
      return new AppError('HK-HALL-005', { action })
    case 'unknown':
      return new AppError('HK-HALL-006', { action, account, cause: detail })
    default:
      return new AppError('HK-HALL-003', { action, status, code, detail, allowed })
  }
}
