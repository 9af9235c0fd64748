import type { Database } from 'better-sqlite3'

/** Rows that one statement takes: what it costs to run one is shared by them; with more of them nothing more is won. */
const TOGETHER = 10

/** Values that all rows of a statement share, by name; `before` is how many rows went in before it. */
type Shared = (before: number) => object

/**
 * Inserts rows into a table, several at once. What became of each: null when it is in, or the rule of the table that it
 * breaks; a row that is refused is refused alone.
 */
export type InsertRows = <T>(
  rows: readonly T[],
  valuesOf: (row: T) => readonly unknown[],
  shared?: Shared,
) => (Error | null)[]

/** Prepares it; `rowAt` is what stands behind VALUES for a row of a statement, the first one being 0: `(?, @entity)`. */
export function insertRows(
  database: Database,
  into: string,
  rowAt: (at: number) => string,
): InsertRows {
  const rowsOf = (count: number) =>
    database.prepare<unknown[]>(
      `${into} VALUES ${Array.from({ length: count }, (_, at) => rowAt(at)).join(', ')}`,
    )
  const [one, many] = [rowsOf(1), rowsOf(TOGETHER)]
  const whole = savepoint(database)
  return (rows, valuesOf, shared) => {
    const outcomes: (Error | null)[] = []
    let before = 0
    const named = () => (shared === undefined ? [] : [shared(before)])
    const alone = (each: (typeof rows)[number]) => {
      const refused = refusal(() => one.run([...valuesOf(each)], ...named()))
      if (refused === null) before += 1
      outcomes.push(refused)
    }
    for (let at = 0; at < rows.length; at += TOGETHER) {
      const some = rows.slice(at, at + TOGETHER)
      const isFull = some.length === TOGETHER
      if (isFull && whole(() => many.run(joined(some, valuesOf), ...named()))) {
        before += TOGETHER
        outcomes.push(...allIn)
      } else some.forEach(alone)
    }
    return outcomes
  }
}

function joined<T>(rows: readonly T[], valuesOf: (row: T) => readonly unknown[]): unknown[] {
  const values: unknown[] = []
  for (const row of rows) for (const value of valuesOf(row)) values.push(value)
  return values
}

const allIn: readonly null[] = Array(TOGETHER).fill(null)

/** All of the work or, when a rule of a table is broken, nothing of it, whatever the table says of conflicts. */
function savepoint(database: Database): (work: () => unknown) => boolean {
  const begin = database.prepare('SAVEPOINT hallkit_rows')
  const back = database.prepare('ROLLBACK TO hallkit_rows')
  const end = database.prepare('RELEASE hallkit_rows')
  return (work) => {
    begin.run()
    const isDone = refusal(work) === null
    if (!isDone) back.run()
    end.run()
    return isDone
  }
}

/** The rule of a table that a row breaks, null when none; a full disk or a lost file is no fault of the row. */
export function refusal(work: () => unknown): Error | null {
  try {
    work()
    return null
  } catch (error) {
    if (isConstraint(error)) return error
    throw error
  }
}

function isConstraint(error: unknown): error is Error {
  return (
    error instanceof Error &&
    'code' in error &&
    /^SQLITE_(?:CONSTRAINT|MISMATCH)/.test(String(error.code))
  )
}
