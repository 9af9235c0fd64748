import type { Database } from 'better-sqlite3'

/** Dispositions that depend on nothing but the row and the mapping: while both stay, so do they. */
export const lasting = ['migrated', 'excluded', 'interfaced', 'manual'] as const
/** What a row became that needs no second look. */
export type Lasting = (typeof lasting)[number]

/** Behind a print (`PRINTS` in the sources' model) there is room for so many dispositions. */
const KINDS = 8
const CHUNK = 2048

/**
 * What the rows of an entity were when they were last settled, in the order in which they first came: row n has its print
 * and its disposition at place n; 0 where a look is needed each time. A run reads the same order, so that it need only
 * compare; 8 bytes a row, kept in chunks.
 */
export interface Arrivals {
  /** How many numbers were given out. */
  readonly count: () => number
  /** Gives out the next number. */
  readonly take: () => number
  /** The row with that number is this; `kind` null: look again each time. */
  readonly set: (n: number, print: number, kind: Lasting | null) => void
  /** Writes what changed. */
  readonly flush: () => void
}

/** Opens what is known of an entity for writing. */
export function openArrivals(database: Database, entity: number): Arrivals {
  const read = reader(database, entity)
  const write = database.prepare(
    `INSERT INTO hallkit_arrival VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET prints = excluded.prints`,
  )
  let count = read.count()
  const open = new Map<number, Float64Array>()
  const chunkOf = (chunk: number) => {
    const known = open.get(chunk)
    if (known !== undefined) return known
    const prints = new Float64Array(CHUNK)
    prints.set(read.chunk(chunk) ?? [])
    open.set(chunk, prints)
    return prints
  }
  return {
    count: () => count,
    take: () => {
      chunkOf(Math.floor(count / CHUNK))
      count += 1
      return count - 1
    },
    set: (n, print, kind) => {
      const code = kind === null ? 0 : lasting.indexOf(kind) + 1
      chunkOf(Math.floor(n / CHUNK))[n % CHUNK] = code === 0 ? 0 : print * KINDS + code
    },
    flush: () => {
      for (const [chunk, prints] of open) {
        const used = Math.min(CHUNK, count - chunk * CHUNK)
        write.run(entity, chunk, Buffer.from(prints.buffer, 0, used * 8))
      }
      const last = Math.floor(count / CHUNK)
      for (const chunk of open.keys()) if (chunk !== last) open.delete(chunk)
    },
  }
}

/** What is known of an entity, for reading beside a run. */
export interface KnownArrivals {
  readonly count: () => number
  /** What the row with that number became, when it had this print then; null otherwise. */
  readonly same: (n: number, print: number) => Lasting | null
}

/** Opens what is known of an entity for reading. */
export function readArrivals(database: Database, entity: number): KnownArrivals {
  const read = reader(database, entity)
  const count = read.count()
  let at = -1
  let prints: Float64Array | null = null
  return {
    count: () => count,
    same: (n, print) => {
      const chunk = Math.floor(n / CHUNK)
      if (chunk !== at) prints = read.chunk(chunk)
      at = chunk
      const kept = prints?.[n % CHUNK] ?? 0
      const code = kept - print * KINDS
      return code > 0 && code < KINDS ? (lasting[code - 1] ?? null) : null
    },
  }
}

function reader(database: Database, entity: number) {
  const one = database
    .prepare<[number, number], Buffer>(
      'SELECT prints FROM hallkit_arrival WHERE entity = ? AND chunk = ?',
    )
    .pluck()
  const last = database.prepare<[number], { chunk: number; bytes: number }>(
    `SELECT chunk, length(prints) AS bytes FROM hallkit_arrival
     WHERE entity = ? ORDER BY chunk DESC LIMIT 1`,
  )
  return {
    count: () => {
      const found = last.get(entity)
      return found === undefined ? 0 : found.chunk * CHUNK + found.bytes / 8
    },
    chunk: (chunk: number): Float64Array | null => {
      const bytes = one.get(entity, chunk)
      return bytes === undefined ? null : new Float64Array(new Uint8Array(bytes).buffer)
    },
  }
}
