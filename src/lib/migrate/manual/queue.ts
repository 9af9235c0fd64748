import { AppError, type Finding, found } from '../../errors/index.js'
import { nearest } from '../../text/index.js'
import { BY_HAND, type ManualEntry } from '../ledger/manual.js'
import { entityOf } from '../mapping/compile.js'
import type { Mapping } from '../mapping/load.js'
import { requireAbsent } from '../quarantine/unsure.js'
import { type Migration, readLedger } from '../run/open.js'

/** A case on the list of 人工补录. */
export interface QueuedCase extends ManualEntry {
  readonly entity: string
  readonly state: 'open' | 'late' | 'keyed' | 'keyed-late'
}

/** The list of 人工补录 as it stands. */
export interface ManualQueue {
  readonly cases: readonly QueuedCase[]
  readonly findings: readonly Finding[]
}

/**
 * What is to be keyed by hand, and what was: every case is due on the day on which it came to the list. Findings: cases that
 * are late (HK-MIG-505), and bursts of late entries by one person (HK-MIG-504), which look like 事后批量补录.
 */
export async function manualQueue(mapping: Mapping, today: string): Promise<ManualQueue> {
  const cases = await readLedger(mapping, (ledger) =>
    Object.keys(mapping.entities).flatMap((entity) =>
      ledger.manual
        .list(ledger.entity(entity))
        .map((entry): QueuedCase => ({ entity, ...entry, state: stateOf(entry, today) })),
    ),
  )
  const all = cases ?? []
  const late = all.filter(({ state }) => state === 'late')
  const lateness = late.length === 0 ? [] : [found('HK-MIG-505', { cases: late.length })]
  return { cases: all, findings: [...lateness, ...burstsOf(all)] }
}

function stateOf({ keyed, due }: ManualEntry, today: string): QueuedCase['state'] {
  if (keyed === null) return due < today ? 'late' : 'open'
  return keyed.slice(0, 10) > due ? 'keyed-late' : 'keyed'
}

/** So many late entries by one person, no more than so long apart, are a burst. */
const BURST = { cases: 5, minutes: 10 }

/** Late entries that one person keyed in one go. */
export function burstsOf(cases: readonly QueuedCase[]): readonly Finding[] {
  const late = cases.filter(({ state }) => state === 'keyed-late')
  const people = new Set(late.map(({ operator }) => operator ?? ''))
  return [...people].flatMap((operator) => {
    const times = late
      .filter((one) => one.operator === operator)
      .map(({ keyed }) => keyed ?? '')
      .sort()
    return runsOf(times)
      .filter((run) => run.length >= BURST.cases)
      .map((run) => {
        const [from = '', to = ''] = [run[0], run.at(-1)]
        return found('HK-MIG-504', { operator, cases: run.length, from, to })
      })
  })
}

/** Moments in groups, each within the minutes of a burst from the one before. */
function runsOf(times: readonly string[]): readonly (readonly string[])[] {
  const runs: string[][] = []
  for (const time of times) {
    const run = runs.at(-1)
    const before = run?.at(-1)
    const gap = before === undefined ? Infinity : Date.parse(time) - Date.parse(before)
    if (run !== undefined && gap <= BURST.minutes * 60_000) run.push(time)
    else runs.push([time])
  }
  return runs
}

/** A row that somebody decides to have keyed by hand. */
export interface ManualOrder {
  readonly entity: string
  readonly key: string
  readonly by: string
  readonly reason: string
  readonly now: string
}

/**
 * Puts a row that is kept out on the list: from now on no run writes it, and it counts as keyed by hand. HK-MIG-026 for a row
 * that is not kept out, HK-MIG-043 for one that may be in the hall.
 */
export async function openManually(
  migration: Migration,
  { entity, key, by, reason, now }: ManualOrder,
): Promise<void> {
  const { mapping, ledger } = migration
  entityOf(mapping, entity)
  const id = ledger.entity(entity)
  const known = ledger.quarantine.get(id, key)
  if (known?.state !== 'open') {
    const keys = ledger.quarantine.list(id, 'open').map((row) => row.key)
    throw new AppError('HK-MIG-026', { entity, key, nearest: nearest(key, keys) })
  }
  await requireAbsent(migration, entity, known)
  const row = ledger.rows.get(id, key)
  if (row !== undefined) ledger.rows.put(id, { ...row, kind: 'manual', rule: BY_HAND })
  ledger.manual.open(id, { key, rule: BY_HAND, day: now.slice(0, 10) })
  ledger.quarantine.waive(id, key, by, reason)
  ledger.quarantine.setState(id, key, 'manual')
}

/** What somebody keyed in. */
export interface ManualClosing {
  readonly entity: string
  readonly key: string
  readonly hallKey: string
  readonly operator: string
  readonly now: string
}

/**
 * Closes a case of the list with the number that the hall gave it; the moment is now, nobody can say another. The same again
 * changes nothing. HK-MIG-034 for a case that is not on the list, HK-MIG-035 when it is closed otherwise, HK-MIG-036 when the hall's
 * number belongs to another case.
 */
export function closeManually(
  { mapping, ledger }: Migration,
  { entity, key, hallKey, operator, now }: ManualClosing,
): ManualEntry {
  entityOf(mapping, entity)
  const id = ledger.entity(entity)
  const all = ledger.manual.list(id)
  const entry = all.find((one) => one.key === key)
  if (entry === undefined) {
    const open = all.filter(({ keyed }) => keyed === null).map((one) => one.key)
    throw new AppError('HK-MIG-034', { entity, key, nearest: nearest(key, open) })
  }
  if (entry.keyed !== null) {
    if (entry.hallKey === hallKey) return entry
    throw new AppError('HK-MIG-035', {
      key,
      hallKey: entry.hallKey ?? '',
      operator: entry.operator ?? '',
    })
  }
  const other = all.find((one) => one.hallKey === hallKey)
  if (other !== undefined) throw new AppError('HK-MIG-036', { hallKey, key: other.key })
  ledger.manual.close(id, key, { at: now, operator, hallKey })
  return { ...entry, keyed: now, operator, hallKey }
}
