import type { Database } from 'better-sqlite3'

/** Rows that one statement takes: what it costs to run one is shared by them; with more of them nothing more is won. */
const TOGETHER = 10

/** The values of a row; `before` is how many rows went in before it. */
type ValuesOf<T> = (row: T, before: number) => readonly unknown[]

/**
 * Inserts rows into a table, several at once. What became of each: null when it is in, or the rule of the table that it
 * breaks; a row that is refused is refused alone.
 */
export type InsertRows = <T>(rows: readonly T[], valuesOf: ValuesOf<T>) => (Error | null)[]

/** Prepares it; `row` is what stands for one row behind VALUES: `(?, ?)`. */
export function insertRows(database: Database, into: string, row: string): InsertRows {
  const rowsOf = (count: number) =>
    database.prepare<unknown[]>(`${into} VALUES ${Array(count).fill(row).join(', ')}`)
  const [one, many] = [rowsOf(1), rowsOf(TOGETHER)]
  const whole = savepoint(database)
  return (rows, valuesOf) => {
    const outcomes: (Error | null)[] = []
    let before = 0
    const alone = (each: (typeof rows)[number]) => {
      const refused = refusal(() => one.run(...valuesOf(each, before)))
      if (refused === null) before += 1
      outcomes.push(refused)
    }
    for (let at = 0; at < rows.length; at += TOGETHER) {
      const some = rows.slice(at, at + TOGETHER)
      const isFull = some.length === TOGETHER
      if (isFull && whole(() => many.run(...joined(some, valuesOf, before)))) {
        before += TOGETHER
        outcomes.push(...allIn)
      } else some.forEach(alone)
    }
    return outcomes
  }
}

const allIn: readonly null[] = Array(TOGETHER).fill(null)

function joined<T>(rows: readonly T[], valuesOf: ValuesOf<T>, before: number): unknown[] {
  const values: unknown[] = []
  for (let at = 0; at < rows.length; at += 1) {
    for (const value of valuesOf(rows[at] as T, before + at)) values.push(value)
  }
  return values
}

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
