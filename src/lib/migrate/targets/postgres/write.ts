import type { Change } from '../model.js'
import { keyOf, type Opening, quoted } from './model.js'

/** Creates by COPY, updates by COPY into a table of this session and one UPDATE. */
export async function write(opening: Opening, changes: readonly Change[]): Promise<string | null> {
  const { session, place, columns } = opening
  const created = changes.filter(({ op }) => op === 'create').map(({ values }) => values)
  const names = columns.map(({ name }) => quoted(name)).join(', ')
  const refused = created.length > 0 ? await session.copy(`${place} (${names})`, created) : null
  if (refused !== null) return refused
  const updated = changes.filter(({ op }) => op === 'update')
  return updated.length === 0 ? null : update(opening, updated)
}

async function update(
  { session, place, columns, shape }: Opening,
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
