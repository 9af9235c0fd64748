import { AppError } from '../../errors/index.js'
import type { HallConnection } from '../connect.js'
import type { ActResult, CreatedObject } from '../contract.js'
import type { HallRules } from '../load-workflows.js'
import { objectKinds } from '../workflow.js'
import type { CheckCast, CheckedCapability, Level, Verdict } from './model.js'

/** What one attempt showed. */
export interface Outcome {
  readonly verdict: Verdict
  readonly evidence: string
  readonly result?: ActResult
}

/** Everything that a check knows while it climbs. */
export interface Bench {
  readonly hall: HallConnection
  readonly rules: HallRules
  readonly cast: CheckCast | null
  /** Sets the keys of this check apart from those of any other. */
  readonly run: string
  readonly now: () => number
  readonly capabilities: CheckedCapability[]
  readonly created: CreatedObject[]
  acts: number
}

/** Writes a verdict down. What only a person can do stays a person's, also when one was there to do it. */
export function note(
  bench: Bench,
  level: Level,
  id: string,
  { verdict: found, evidence }: Outcome,
): Outcome {
  const verdict = found === 'yes' && bench.hall.can(id) === 'manual' ? 'manual' : found
  bench.capabilities.push({ id, level, verdict, evidence: evidence === '' ? [] : [evidence] })
  return { verdict, evidence }
}

/** What the hall, or what we know of it, is to blame for; anything else stops the check. */
const ANSWERS = /^HK-HALL-|^HK-CONN-0(?:0[789]|1[01])$/

/** The check has nobody for a role, or no cast at all: nothing can be said of the hall. */
class Uncast extends Error {
  readonly role: string
  constructor(role: string) {
    super(role)
    this.role = role
  }
}

/** Not tried: why, as `account:ROLE` (nobody of that role) or `before:ACTION` (what had to come first did not succeed). */
export function untried(why: 'account' | 'before', name: string): Outcome {
  return { verdict: 'untested', evidence: `${why}:${name}` }
}

/**
 * Tries something that the hall should do. What only a person can do is `manual`, a refusal or no way to do it is `no`;
 * without an account for it nothing is known.
 */
export async function attempt(work: () => Promise<string>): Promise<Outcome> {
  try {
    return { verdict: 'yes', evidence: await work() }
  } catch (error) {
    if (error instanceof Uncast) return untried('account', error.role)
    if (!(error instanceof AppError && ANSWERS.test(error.code))) throw error
    const verdict = error.code === 'HK-HALL-008' ? 'manual' : 'no'
    return { verdict, evidence: reasonOf(error) }
  }
}

/** Who does an act of the check to what; `input` goes before what would be filled in. */
export interface CheckAct {
  readonly role: string
  readonly id: string | null
  readonly input?: Readonly<Record<string, unknown>>
  /** The account, where it is not the role's own. */
  readonly as?: string | null
  /** When it was done, of an act that is entered afterwards. */
  readonly occurredAt?: string
}

/** One act of the check, by whoever holds the role. */
export async function act(
  bench: Bench,
  action: string,
  { role, id, input, as: named, occurredAt }: CheckAct,
): Promise<ActResult> {
  bench.acts += 1
  const as = named ?? bench.cast?.accounts[role]
  if (as === undefined || bench.cast === null) throw new Uncast(role)
  const result = await bench.hall.perform({
    ...{ action, id, as, unit: bench.cast.unit },
    input: { ...inputFor(bench, action, id === null), ...input },
    idempotencyKey: `check-${bench.run}-${bench.acts}`,
    ...(occurredAt !== undefined && { occurredAt }),
  })
  if (id === null) remember(bench, action, result)
  return result
}

function remember({ created, cast }: Bench, action: string, { id, number }: ActResult): void {
  const kind = objectKinds.find((one) => action.startsWith(`${one}.`)) ?? 'case'
  created.push({ kind, id, number, unit: cast?.unit ?? '', item: cast?.item ?? null })
}

const TEXT = '【演练】接口核对'

/** An input that the rules accept: what may be left out is left out. */
function inputFor(
  { rules, cast }: Bench,
  action: string,
  isStart: boolean,
): Record<string, unknown> {
  const [first = '', name = ''] = action.split('.')
  const kind = objectKinds.find((one) => one === first)
  if (kind === undefined || cast === null) return {}
  const { start, actions } = rules.workflows[kind]
  const fields = (isStart ? start[name] : actions[name])?.input ?? {}
  const entries = Object.entries(fields).map(
    ([field, sort]) => [field, valueFor(sort, cast)] as const,
  )
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

function valueFor(sort: unknown, { item, unit, column, accounts }: CheckCast): unknown {
  if (Array.isArray(sort)) return sort[0]
  if (typeof sort === 'object') return 1
  const values: Readonly<Record<string, unknown>> = {
    ...{ text: TEXT, count: 1, item, items: [item], unit, column },
    ...{ account: accounts['handler'], papers: [], verdicts: [] },
  }
  return values[String(sort)]
}

/** What was in the way, short enough for one line. */
export function reasonOf(error: AppError): string {
  const { params } = error
  const parts = ['detail', 'cause', 'action'].flatMap((name) =>
    name in params ? [String((params as Record<string, unknown>)[name])] : [],
  )
  return [error.code, ...parts.filter((part) => part !== '')].slice(0, 2).join(' ')
}
