import type { Change } from '../model.js'
import type { Rows } from '../sql/write.js'
import { lineOf, lineOfText } from './copy.js'
import { keyOf, type Opening, quoted } from './model.js'

/** Creates by COPY, updates by COPY into a table of this session and one UPDATE. */
export async function write(
  opening: Opening,
  { created, updated, isAgain }: Rows,
): Promise<string | null> {
  const { session, place, columns } = opening
  const names = columns.map(({ name }) => quoted(name)).join(', ')
  const line = isAgain ? quotedLine : lineAsItIs
  const refused =
    created.length > 0 ? await session.copy(`${place} (${names})`, created.map(line)) : null
  if (refused !== null || updated.length === 0) return refused
  return update(opening, updated)
}

/** The line of a row as it is at hand, where it can go like that. */
function lineAsItIs(change: Change): string {
  return lineOfText(change.text) ?? quotedLine(change)
}

function quotedLine({ values }: Change): string {
  return lineOf(values)
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
    changes.map(({ dst, values }) => lineOf([dst, ...values])),
  )
  if (refused !== null) return refused
  const set = names.map((name) => `${name} = c.${name}`).join(', ')
  const key = keyOf(shape.unique, columns)
  return session.attempt(
    `UPDATE ${place} t SET ${set} FROM pg_temp.hallkit_changed c WHERE t.${key} = c.hallkit_dst`,
  )
}
