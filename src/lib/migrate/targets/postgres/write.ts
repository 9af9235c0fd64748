import { type Flaw, flaw } from '../../flaw.js'
import { rowHash } from '../../mapping/hash.js'
import type { Change, TargetTable } from '../model.js'
import { keyOf, type Opening, quoted } from './model.js'

interface Writing extends Opening {
  readonly get: TargetTable['get']
}

/**
 * All changes in one transaction and at once. Only when the server refuses them, each row is looked for: what a broken run
 * had written already is done, and halves are tried until the rows that it refuses are alone.
 */
export async function writeChanges(
  writing: Writing,
  changes: readonly Change[],
): Promise<readonly (Flaw | null)[]> {
  const { session } = writing
  const flaws = new Map<Change, Flaw>()
  if ((await session.whole(() => write(writing, changes))) !== null) {
    await session.whole(async () => {
      await halves(writing, await notYetDone(writing, changes, flaws), flaws)
      return null
    })
  }
  return changes.map((change) => flaws.get(change) ?? null)
}

/** Of rows to be created that are there: done when they are the same, changed when they are a broken run's, else refused. */
async function notYetDone(
  { get, unsettled, shape }: Writing,
  changes: readonly Change[],
  flaws: Map<Change, Flaw>,
): Promise<readonly Change[]> {
  const created = changes.filter(({ op }) => op === 'create')
  const there = await get(created.map(({ dst }) => dst))
  return changes.flatMap((change) => {
    const found = change.op === 'create' ? there.get(change.dst) : undefined
    if (found === undefined) return [change]
    const hash = rowHash(found)
    if (hash === change.hash) return []
    if (hash === unsettled(shape.table, change.dst)) return [{ ...change, op: 'update' as const }]
    flaws.set(change, flaw('HK-MIG-322', { detail: `${shape.unique} ${change.dst}` }))
    return []
  })
}

async function halves(
  writing: Writing,
  changes: readonly Change[],
  flaws: Map<Change, Flaw>,
): Promise<void> {
  const [first] = changes
  if (first === undefined) return
  const refused = await writing.session.whole(() => write(writing, changes))
  if (refused === null) return
  if (changes.length === 1) {
    flaws.set(first, flaw('HK-MIG-322', { detail: refused }))
    return
  }
  const middle = Math.ceil(changes.length / 2)
  await halves(writing, changes.slice(0, middle), flaws)
  await halves(writing, changes.slice(middle), flaws)
}

/** Creates by COPY, updates by COPY into a table of this session and one UPDATE. */
async function write(writing: Writing, changes: readonly Change[]): Promise<string | null> {
  const { session, place, columns } = writing
  const created = changes.filter(({ op }) => op === 'create').map(({ values }) => values)
  const names = columns.map(({ name }) => quoted(name)).join(', ')
  const refused = created.length > 0 ? await session.copy(`${place} (${names})`, created) : null
  if (refused !== null) return refused
  const updated = changes.filter(({ op }) => op === 'update')
  return updated.length === 0 ? null : update(writing, updated)
}

async function update(
  { session, place, columns, shape }: Writing,
  changes: readonly Change[],
): Promise<string | null> {
  const names = columns.map(({ name }) => quoted(name))
  await session.rows('DROP TABLE IF EXISTS pg_temp.hallkit_changed')
  await session.rows(
    `CREATE TEMP TABLE hallkit_changed AS SELECT ''::text AS hallkit_dst, ${names.join(', ')} FROM ${place} LIMIT 0`,
  )
  const refused = await session.copy(
    'pg_temp.hallkit_changed',
    changes.map(({ dst, values }) => [dst, ...values]),
  )
  if (refused !== null) return refused
  const set = names.map((name) => `${name} = c.${name}`).join(', ')
  const key = keyOf(shape.unique, columns)
  return session.attempt(
    `UPDATE ${place} t SET ${set} FROM pg_temp.hallkit_changed c WHERE t.${key} = c.hallkit_dst`,
  )
}
