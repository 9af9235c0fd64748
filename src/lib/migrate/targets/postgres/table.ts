import type { Cell } from '../../sources/index.js'
import type { TargetRow, TargetTable } from '../model.js'
import { type Rows, writeChanges } from '../sql/write.js'
import { type Column, keyOf, type Opening, quoted } from './model.js'
import type { Session } from './session.js'
import { write } from './write.js'

const PAGE = 5000

/** A table of PostgreSQL: all changes of a batch in one transaction, by COPY. */
export function openTable(opening: Opening): TargetTable {
  const { session, place, shape, columns } = opening
  const select = `SELECT ${columns.map(readBack).join(', ')} FROM ${place}`
  const at = shape.fields.indexOf(shape.unique)
  const those = `WHERE ${keyOf(shape.unique, columns)} = ANY($1)`
  const get: TargetTable['get'] = async (dsts) => {
    const rows = await session.rows(`${select} ${those}`, [dsts])
    return new Map(rows.map((row) => [String(row[at]), row]))
  }
  const { whole } = session
  const writeThem = (rows: Rows) => write(opening, rows)
  return {
    unreadable: columns.filter(({ type }) => isChanged(type)).map(({ name }) => name),
    apply: (changes) => writeChanges({ ...opening, get, whole, write: writeThem }, changes),
    get,
    rows: () => {
      const order = `ORDER BY ${quoted(shape.unique)}::text COLLATE "C"`
      return pages(session, `${select} ${order}`, (row) => String(row[at]))
    },
    remove: async (dsts) => {
      await session.rows(`DELETE FROM ${place} ${those}`, [dsts])
      return []
    },
  }
}

/** Sorted once by the server, then fetched page by page. */
async function* pages(
  session: Session,
  select: string,
  dstOf: (row: readonly Cell[]) => string,
): AsyncGenerator<readonly TargetRow[]> {
  await session.rows(`DECLARE hallkit_rows NO SCROLL CURSOR WITH HOLD FOR ${select}`)
  try {
    for (;;) {
      const rows = await session.rows(`FETCH ${PAGE} FROM hallkit_rows`)
      if (rows.length === 0) return
      yield rows.map((values) => ({ dst: dstOf(values), values }))
    }
  } finally {
    await session.rows('CLOSE hallkit_rows')
  }
}

/** What gives the very text that steps of a mapping write. */
function readBack({ name, type, isPlainTime }: Column): string {
  const column = quoted(name)
  if (type.startsWith('timestamp')) {
    const written = isPlainTime ? 'YYYY-MM-DD HH24:MI:SS' : 'YYYY-MM-DD"T"HH24:MI:SS"+08:00"'
    return `to_char(${column}, '${written}')`
  }
  if (type === 'boolean') return `(${column}::int)::text`
  return type === 'bytea' ? column : `${column}::text`
}

/** Types that write a value down in another way than it came. */
function isChanged(type: string): boolean {
  return /^(?:json|double|real|character\(|money|interval|time\b)/.test(type)
}
