import type { Cell } from '../model.js'
import type { OrderPart, SqlTable } from './model.js'

/** A column as a server's catalogue has it, in the order of the table. */
export interface ListedColumn {
  readonly table: string
  readonly name: string
  /** As people know it: `decimal(10,2)`. */
  readonly type: string
  /** The bare name of the type, in lower case: `decimal`. */
  readonly kind: string
}

/** A column of a unique key, best key first, in the key's order. */
export interface ListedKey {
  readonly table: string
  readonly key: string
  /** Null when the key is over an expression or over a part of a column. */
  readonly column: string | null
  readonly isNullable: boolean
}

/** How a server writes names and gives cells. */
export interface Spelling {
  readonly quoted: (name: string) => string
  /** An expression that loses nothing of a column, and what its values are as cells. */
  readonly cell: (
    column: ListedColumn,
    quoted: string,
  ) => readonly [string, (value: unknown) => Cell]
  /**
   * How the values of a key column are selected and given back, so that they are the same value and are compared as the
   * rows are sorted: bytes are no text, a float is not its digits, an enum is sorted by its number.
   */
  readonly place: (column: ListedColumn, quoted: string) => Pick<OrderPart, 'select' | 'bind'>
  /** The order of rows of a table without a key: an expression of the server for their places, or none. */
  readonly rowId: (table: string) => readonly OrderPart[]
  /** What sorts rows by one column, byte by byte, where there is no better order. */
  readonly bytes: (quoted: string) => string
  readonly from: (table: string) => string
}

/** What a table is called in a query for a page. */
export const ALIAS = 't'

/** Tables as sources read them, from the lists of a catalogue. */
export function tablesFrom(
  columns: readonly ListedColumn[],
  keys: readonly ListedKey[],
  { spelling, encoding }: { readonly spelling: Spelling; readonly encoding: string | undefined },
): SqlTable[] {
  const ownKeys = grouped(keys, ({ table }) => table)
  return [...grouped(columns, ({ table }) => table)].map(([name, own]) => {
    const key = firstKey(ownKeys.get(name) ?? [])
    const cells = own.map((column) =>
      spelling.cell(column, `${ALIAS}.${spelling.quoted(column.name)}`),
    )
    return {
      name,
      columns: own.map(({ name: column, type }) => ({ name: column, type })),
      key,
      file: '',
      encoding: encoding ?? '',
      from: spelling.from(name),
      cells: cells.map(([sql]) => sql),
      tidy: cells.map(([, tidy]) => tidy),
      named: own.map(({ name: column, kind }) => ({
        column: `${ALIAS}.${spelling.quoted(column)}`,
        kind,
      })),
      order: key.length > 0 ? parts(key, own, spelling) : spelling.rowId(name),
      sorted: own.map((column) => spelling.bytes(`${ALIAS}.${spelling.quoted(column.name)}`)),
    }
  })
}

function parts(
  key: readonly string[],
  columns: readonly ListedColumn[],
  { quoted, place }: Spelling,
): OrderPart[] {
  return columns
    .filter(({ name }) => key.includes(name))
    .sort((a, b) => key.indexOf(a.name) - key.indexOf(b.name))
    .map((listed) => {
      // Without the table's alias ORDER BY means the selected expression of that name: numbers would be sorted as text.
      const column = `${ALIAS}.${quoted(listed.name)}`
      return { ...place(listed, column), column }
    })
}

/** The first key of whole columns that are never NULL. */
function firstKey(parts: readonly ListedKey[]): string[] {
  const whole = [...grouped(parts, ({ key }) => key).values()].find((one) =>
    one.every(({ column, isNullable }) => column !== null && !isNullable),
  )
  return (whole ?? []).map(({ column }) => String(column))
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const key = keyOf(one)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [one])
    else group.push(one)
  }
  return groups
}
