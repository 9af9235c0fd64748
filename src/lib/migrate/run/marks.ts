import { addDays } from '../../calendar/index.js'
import type { Scope } from '../ledger/index.js'
import { entityOf } from '../mapping/compile.js'
import type { Mapping } from '../mapping/load.js'
import { eachRow } from '../sources/index.js'
import type { Migration } from './open.js'
import { openEntitySource, tableOf } from './produce.js'
import { changedSince, LAST, momentOf } from './since.js'

/**
 * The moment from which rows of an entity are taken, null for all: `last` is the mark of the last run that went through it
 * whole, and all of it where there was none or no column says when a row was changed.
 */
export function sinceOf(
  { mapping, ledger }: Migration,
  name: string,
  { since }: Scope,
): string | null {
  if (since === null || entityOf(mapping, name).from.since === undefined) return null
  return since === LAST ? ledger.lastMark(ledger.entity(name)) : momentOf(since)
}

/**
 * Marks how far a run that begins with an entity will have come: the latest change that is there before anything is read, for
 * what is changed meanwhile is taken by the next one too. Changes that are said to be of tomorrow or later are no mark.
 * Nothing is marked for a run that leaves out more than what the last mark covers.
 */
export async function markChanges(
  { migration, scope, today, signal }: MarkRequest,
  run: number,
  name: string,
): Promise<void> {
  const { mapping, ledger } = migration
  const entity = ledger.entity(name)
  const last = ledger.lastMark(entity)
  const since = sinceOf(migration, name, scope)
  const isWhole = [scope.limit, scope.keys].every((part) => part === null) && !scope.onlyQuarantine
  const isGapless = since === null || (last !== null && since <= last)
  if (!isWhole || !isGapless || entityOf(mapping, name).from.since === undefined) return
  const found = await latestChange(mapping, name, { before: addDays(today, 1), signal })
  const mark = found ?? last
  if (mark !== null) ledger.mark(run, entity, mark)
}

/** What marking needs. */
interface MarkRequest {
  readonly migration: Migration
  readonly scope: Scope
  readonly today: string
  readonly signal: AbortSignal
}

async function latestChange(
  mapping: Mapping,
  name: string,
  { before, signal }: { before: string; signal: AbortSignal },
): Promise<string | null> {
  const source = await openEntitySource(mapping, name)
  try {
    const { from } = entityOf(mapping, name)
    const table = await tableOf(source, from.table)
    const { column = '' } = changedSince({ from }, table, `${before}T00:00:00+08:00`) ?? {}
    const told = await source.latest?.(table.name, { column, day: before })
    if (told !== undefined) return momentOf(told)
    const index = table.columns.findIndex((one) => one.name === column)
    let latest: string | null = null
    await eachRow(source, table, { signal }, (row) => {
      const at = momentOf(row[index] ?? null)
      if (at !== null && at.slice(0, 10) < before && (latest === null || at > latest)) latest = at
    })
    return latest
  } finally {
    await source.close()
  }
}
