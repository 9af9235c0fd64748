import { randomUUID } from 'node:crypto'
import { instantFrom } from '../../calendar/index.js'
import { AppError } from '../../errors/index.js'
import type { HallConnection } from '../connect.js'
import type { ConnectorFile } from '../connectors/format.js'
import { type ObjectKind, supervisionLists } from '../contract.js'
import type { HallRules } from '../load-workflows.js'
import { isAtRest } from '../workflow.js'
import { act, attempt, type Bench, note, untried } from './bench.js'
import {
  type CheckCast,
  type CheckedCapability,
  type CheckReport,
  LEVELS,
  type Level,
  type Verdict,
} from './model.js'
import { negatives } from './negatives.js'
import { detours, reach, readLists, settle, submit, supervision } from './rungs.js'

/** What a check is given. `now` is wall time in ms. */
export interface CheckInput {
  readonly hall: HallConnection
  readonly rules: HallRules
  readonly cast: CheckCast | null
  readonly connector: ConnectorFile | null
  readonly url: string
  /** How far; what the connector promises, else everything (in production: only looking) when absent. */
  readonly asked?: Level | undefined
  readonly now: () => number
  readonly onLevel?: (level: Level) => void
}

/** Climbs the ladder as far as asked, one rung after the other; puts out of the way what it put in. Writes from L3 on. */
export async function checkHall(input: CheckInput): Promise<CheckReport> {
  const { hall, rules, cast, connector, now, url } = input
  const asked = input.asked ?? usual(connector)
  const run = randomUUID().slice(0, 8)
  const bench: Bench = { hall, rules, cast, run, now, capabilities: [], created: [], acts: 0 }
  await climb(bench, asked, input.onLevel)
  const cleared = await clear(bench)
  const { capabilities } = bench
  return {
    hall: connector?.title ?? (await nameOf(hall)),
    ...{ url, connector: connector?.name ?? null },
    environment: connector?.environment ?? 'rehearsal',
    at: instantFrom(now()),
    ...{ asked, level: reached(capabilities, asked), counts: countsOf(capabilities), capabilities },
    created: bench.created.map((one) => ({ ...one, cleared: cleared.has(one.id) })),
    warnings: hall.warnings?.() ?? [],
  }
}

function usual(connector: ConnectorFile | null): Level {
  if (connector?.environment === 'production') return 'L2'
  return connector?.conformance.level ?? 'L8'
}

async function climb(bench: Bench, asked: Level, onLevel: CheckInput['onLevel']): Promise<void> {
  const isAsked = (level: Level) => level <= asked
  const begin = (level: Level) => {
    if (isAsked(level)) onLevel?.(level)
    return isAsked(level)
  }
  if (!(begin('L0') && (await reach(bench)))) return
  if (begin('L1')) await logins(bench)
  if (begin('L2')) await readLists(bench)
  if (!begin('L3')) return
  const id = await submit(bench)
  if (begin('L4')) await settle(bench, id, isAsked)
  if (begin('L6')) await detours(bench)
  if (begin('L7')) await supervision(bench)
  if (begin('L8')) await negatives(bench)
}

/** L1: every account of the cast gets in, many at once. */
async function logins(bench: Bench): Promise<void> {
  const accounts = [...new Set(Object.values(bench.cast?.accounts ?? {}))]
  const outcome = await attempt(async () => {
    await Promise.all(accounts.map((account) => bench.hall.signIn(account)))
    return String(accounts.length)
  })
  note(bench, 'L1', 'auth.login', accounts.length === 0 ? untried('account', '*') : outcome)
}

/** Takes what the check put in out of the way: as the hall says, else by withdrawal while that is open. */
async function clear(bench: Bench): Promise<ReadonlySet<string>> {
  const cleared = new Set<string>()
  for (const { kind, id } of bench.created) {
    const { action, as } = bench.hall.teardown?.(kind) ?? { action: `${kind}.withdraw`, as: null }
    if (!(await isOver(bench, kind, id))) {
      await attempt(async () => (await act(bench, action, { role: 'applicant', id, as })).state)
    }
    if (await isOver(bench, kind, id)) cleared.add(id)
  }
  return cleared
}

/** Whether nobody has anything to do with an object any more: it is at an end, or the hall does not know it any more. */
async function isOver({ hall, rules }: Bench, kind: ObjectKind, id: string): Promise<boolean> {
  try {
    const { state } = await hall.get(kind, id)
    return isAtRest(rules.workflows[kind], state)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return 'status' in error.params && error.params.status === 404
  }
}

async function nameOf(hall: HallConnection): Promise<string> {
  const said = await attempt(async () => (await hall.info()).name)
  return said.verdict === 'yes' ? said.evidence : ''
}

/** What a rung cannot do without, where it is not everything: the rest is told, and holds nothing up. */
const NEEDED: Readonly<Partial<Record<Level, readonly string[]>>> = {
  L2: ['case.list'],
  L7: Object.values(supervisionLists),
}

function reached(capabilities: readonly CheckedCapability[], asked: Level): Level | null {
  let highest: Level | null = null
  for (const level of LEVELS.filter((one) => one <= asked)) {
    const own = capabilities.filter((one) => one.level === level)
    const counted = own.filter(({ id }) => NEEDED[level]?.includes(id) ?? true)
    const isHeld =
      counted.length > 0 &&
      counted.every(({ verdict }) => verdict === 'yes' || verdict === 'manual')
    if (!isHeld) return highest
    highest = level
  }
  return highest
}

function countsOf(capabilities: readonly CheckedCapability[]): Record<Verdict, number> {
  const counts = { yes: 0, no: 0, manual: 0, unenforced: 0, untested: 0 }
  for (const { verdict } of capabilities) counts[verdict] += 1
  return counts
}
