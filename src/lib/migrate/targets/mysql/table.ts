import type { Cell } from '../../sources/index.js'
import type { TargetRow, TargetTable } from '../model.js'
import { type Rows, writeChanges } from '../sql/write.js'
import { type Column, type Opening, quoted } from './model.js'
import { exact, those, write } from './write.js'

const PAGE = 5000
/** Unique values in one statement. */
const ASKED = 1000

/** A table of MariaDB or MySQL: all changes of a batch in one transaction. */
export function openTable(opening: Opening): TargetTable {
  const { session, place, shape, columns } = opening
  const { whole } = session
  const at = shape.fields.indexOf(shape.unique)
  const select = `SELECT ${columns.map(readBack).join(', ')} FROM ${place}`
  const cells = (row: readonly Cell[]) => row.map((cell, n) => cellOf(columns[n], cell))
  const get: TargetTable['get'] = async (dsts) => {
    const found = new Map<string, readonly Cell[]>()
    for (const some of partsOf(dsts)) {
      const rows = await session.rows(`${select} WHERE ${those(opening, some)}`)
      for (const row of rows.map(cells)) found.set(String(row[at]), row)
    }
    return found
  }
  const writeThem = (rows: Rows) => write(opening, rows)
  return {
    unreadable: columns.flatMap(({ type }, n) => (isChanged(type) ? [shape.fields[n] ?? ''] : [])),
    apply: (changes) => writeChanges({ ...opening, get, whole, write: writeThem }, changes),
    get,
    rows: async function* () {
      if (opening.isTemporary) return
      const order = `ORDER BY ${exact(columns[at]?.name ?? '')}`
      yield* pagesOf(session.stream(`${select} ${order}`), (row) => {
        const values = cells(row)
        return { dst: String(values[at]), values }
      })
    },
    remove: async (dsts) => {
      for (const some of partsOf(dsts)) {
        await session.rows(`DELETE FROM ${place} WHERE ${those(opening, some)}`)
      }
      return []
    },
  }
}

async function* pagesOf(
  rows: AsyncGenerator<Cell[]>,
  rowOf: (row: Cell[]) => TargetRow,
): AsyncGenerator<readonly TargetRow[]> {
  let page: TargetRow[] = []
  for await (const row of rows) {
    page.push(rowOf(row))
    if (page.length < PAGE) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}

function partsOf(dsts: readonly string[]): readonly (readonly string[])[] {
  const parts = Math.ceil(dsts.length / ASKED)
  return Array.from({ length: parts }, (_, n) => dsts.slice(n * ASKED, (n + 1) * ASKED))
}

/** What gives the very text that steps of a mapping write. */
function readBack({ name, type, isPlainTime }: Column): string {
  const column = quoted(name)
  if (/^(?:datetime|timestamp)/.test(type)) {
    return `DATE_FORMAT(${column}, '${isPlainTime ? '%Y-%m-%d %H:%i:%s' : '%Y-%m-%dT%H:%i:%s+08:00'}')`
  }
  return type.startsWith('bit') ? `CAST(${column} AS UNSIGNED)` : column
}

/** Numbers beyond 2^53 come as text already. */
function cellOf(column: Column | undefined, cell: Cell): Cell {
  const isBytes = cell instanceof Uint8Array
  return isBytes && !/blob|binary/.test(column?.type ?? '') ? Buffer.from(cell).toString() : cell
}

/** Types that write a value down in another way than it came. */
function isChanged(type: string): boolean {
  return /^(?:json|double|float|set\b|time\b|year)|zerofill/.test(type)
}
