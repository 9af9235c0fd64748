import type { Database } from 'better-sqlite3'
import { type Arrivals, openArrivals } from './arrivals.js'
import { type Manual, openManual } from './manual.js'
import { type Counts, noCounts, type Run, type Scope } from './model.js'
import { openQuarantine, type Quarantine } from './quarantine.js'
import { openRows, type Rows } from './rows.js'
import { holdShape } from './schema.js'
import { Seen } from './seen.js'

/** Where an entity of a run stands: the position behind its last batch. */
export interface Checkpoint {
  readonly batches: number
  readonly position: string | null
  readonly isDone: boolean
  readonly counts: Counts
}

/** A batch as it is kept: what became of its rows, and where the next one begins. */
export interface BatchRecord {
  readonly entity: number
  readonly n: number
  readonly position: string
  readonly isLast: boolean
  readonly counts: Counts
  /** The numbers of its rows. */
  readonly seen: string
}

/** What is remembered of the migration of one system: runs, dispositions, quarantine. */
export interface Ledger {
  readonly rows: Rows
  readonly quarantine: Quarantine
  readonly manual: Manual
  /** The number under which rows of an entity are kept. */
  readonly entity: (name: string) => number
  readonly begin: (run: Omit<Run, 'id' | 'state' | 'ended'>) => Run
  readonly end: (run: number, state: Run['state'], at: string) => void
  readonly runs: () => readonly Run[]
  readonly batch: (run: number, record: BatchRecord) => void
  /** Whether all rows of an entity were gone through once. */
  readonly wasRun: (entity: number) => boolean
  readonly checkpoint: (run: number, entity: number) => Checkpoint
  /** The rows that a run has seen so far. */
  readonly seen: (run: number, entity: number) => Seen
  /** The latest change of an entity's rows that a run goes through, kept as it was when the run came to it. */
  readonly mark: (run: number, entity: number, moment: string) => void
  /** The mark of the last run that went through the entity to its end and was not taken back. */
  readonly lastMark: (entity: number) => string | null
  readonly arrivals: (entity: number) => Arrivals
  /** What the dispositions of an entity rest upon from now on: when it is something else, no row is taken as known. */
  readonly restOn: (entity: number, basis: string) => void
  /** Types that the columns had at the last run, by column. */
  readonly types: (entity: number) => readonly (readonly [string, string])[]
  readonly setTypes: (entity: number, types: readonly (readonly [string, string])[]) => void
  /** How often anything that others may look up has changed; `change` counts one more. */
  readonly changes: (entity: number) => number
  readonly change: (entity: number) => void
  /** One transaction around a batch; the work may wait for another database. */
  readonly atomic: <T>(work: () => Promise<T>) => Promise<T>
}

/** Opens the ledger of a system in a database, making its tables when they are not there. HK-MIG-027 for one of another version. */
export function openLedger(database: Database, system: string): Ledger {
  holdShape(database)
  return {
    rows: openRows(database),
    quarantine: openQuarantine(database),
    manual: openManual(database),
    entity: entities(database, system),
    ...standing(database),
    arrivals: (entity) => openArrivals(database, entity),
    ...runs(database, system),
    ...batches(database),
    ...marks(database),
    atomic: async (work) => {
      database.exec('BEGIN IMMEDIATE')
      try {
        const result = await work()
        database.exec('COMMIT')
        return result
      } catch (error) {
        if (database.inTransaction) database.exec('ROLLBACK')
        throw error
      }
    },
  }
}

function entities(database: Database, system: string) {
  const add = database.prepare('INSERT OR IGNORE INTO hallkit_entity (system, name) VALUES (?, ?)')
  const one = database
    .prepare<[string, string], number>(
      'SELECT id FROM hallkit_entity WHERE system = ? AND name = ?',
    )
    .pluck()
  return (name: string): number => {
    const known = one.get(system, name)
    if (known !== undefined) return known
    if (database.readonly) return 0
    add.run(system, name)
    return one.get(system, name) ?? 0
  }
}

function standing(database: Database) {
  const rest = database.prepare(
    'UPDATE hallkit_entity SET basis = @basis WHERE id = @entity AND basis <> @basis',
  )
  const blank = database.prepare(
    'UPDATE hallkit_arrival SET prints = zeroblob(length(prints)) WHERE entity = ?',
  )
  const changes = database
    .prepare<[number], number>('SELECT changes FROM hallkit_entity WHERE id = ?')
    .pluck()
  const change = database.prepare('UPDATE hallkit_entity SET changes = changes + 1 WHERE id = ?')
  const types = database
    .prepare<[number], string>('SELECT types FROM hallkit_entity WHERE id = ?')
    .pluck()
  const setTypes = database.prepare('UPDATE hallkit_entity SET types = ? WHERE id = ?')
  return {
    types: (entity: number) => JSON.parse(types.get(entity) ?? '[]'),
    setTypes: (entity: number, all: readonly (readonly [string, string])[]) => {
      setTypes.run(JSON.stringify(all), entity)
    },
    restOn: (entity: number, basis: string) => {
      if (rest.run({ entity, basis }).changes > 0) blank.run(entity)
    },
    changes: (entity: number) => changes.get(entity) ?? 0,
    change: (entity: number) => {
      change.run(entity)
    },
  }
}

interface RunRow extends Omit<Run, 'sources' | 'scope' | 'code'> {
  readonly sources: string
  readonly scope: string
  readonly code: string
}

function runs(database: Database, system: string) {
  const begin = database.prepare(
    `INSERT INTO hallkit_run (system, kind, state, mapping, sources, scope, started, code)
     VALUES (?, ?, 'running', ?, ?, ?, ?, ?)`,
  )
  const end = database.prepare('UPDATE hallkit_run SET state = ?, ended = ? WHERE id = ?')
  const all = database.prepare<[string], RunRow>(
    `SELECT id, kind, state, mapping, sources, scope, started, ended, code
     FROM hallkit_run WHERE system = ? ORDER BY id`,
  )
  return {
    begin: (run: Omit<Run, 'id' | 'state' | 'ended'>): Run => {
      const { kind, mapping, started } = run
      const [sources, scope, code] = [run.sources, run.scope, run.code].map((one) =>
        JSON.stringify(one),
      )
      const values = [system, kind, mapping, sources, scope, started, code]
      const id = Number(begin.run(...values).lastInsertRowid)
      return { ...run, id, state: 'running', ended: null }
    },
    end: (run: number, state: Run['state'], at: string) => {
      end.run(state, at, run)
    },
    runs: () =>
      all.all(system).map(({ sources, scope, code, ...run }) => {
        const read = { sources: JSON.parse(sources), scope: JSON.parse(scope) as Scope }
        return { ...run, ...read, code: JSON.parse(code) }
      }),
  }
}

function batches(database: Database) {
  const add = database.prepare('INSERT INTO hallkit_batch VALUES (?, ?, ?, ?, ?, ?, ?)')
  const whole = database
    .prepare<[number], number>(
      'SELECT 1 FROM hallkit_batch WHERE entity = ? AND is_last = 1 LIMIT 1',
    )
    .pluck()
  const seen = database
    .prepare<[number, number], string>(
      'SELECT seen FROM hallkit_batch WHERE run = ? AND entity = ? ORDER BY n',
    )
    .pluck()
  const all = database.prepare<
    [number, number],
    { position: string; is_last: number; counts: string }
  >('SELECT position, is_last, counts FROM hallkit_batch WHERE run = ? AND entity = ? ORDER BY n')
  return {
    batch: (run: number, { entity, n, position, isLast, counts, seen }: BatchRecord) => {
      add.run(run, entity, n, position, isLast ? 1 : 0, JSON.stringify(counts), seen)
    },
    seen: (run: number, entity: number) => new Seen(seen.all(run, entity)),
    wasRun: (entity: number) => whole.get(entity) === 1,
    checkpoint: (run: number, entity: number): Checkpoint => {
      const found = all.all(run, entity)
      const last = found.at(-1)
      const counts = found.reduce((sum, one) => added(sum, JSON.parse(one.counts)), noCounts())
      const position = last?.position ?? null
      return { batches: found.length, position, isDone: last?.is_last === 1, counts }
    },
  }
}

function marks(database: Database) {
  const add = database.prepare('INSERT OR IGNORE INTO hallkit_mark VALUES (?, ?, ?)')
  const last = database
    .prepare<[number], string>(
      `SELECT moment FROM hallkit_mark m
       JOIN hallkit_batch b ON b.run = m.run AND b.entity = m.entity AND b.is_last = 1
       JOIN hallkit_run r ON r.id = m.run AND r.state <> 'rolled-back'
       WHERE m.entity = ? ORDER BY m.run DESC LIMIT 1`,
    )
    .pluck()
  return {
    mark: (run: number, entity: number, moment: string) => {
      add.run(run, entity, moment)
    },
    lastMark: (entity: number) => last.get(entity) ?? null,
  }
}

/** The sum of two counts. */
export function added(a: Counts, b: Counts): ReturnType<typeof noCounts> {
  const sum = noCounts()
  for (const name of Object.keys(sum) as (keyof Counts)[]) sum[name] = a[name] + b[name]
  return sum
}
