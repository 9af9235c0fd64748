import { hash } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../errors/index.js'
import { type JournalLine, journalTypes } from './model.js'

/** Zod schema of one line. */
export const lineSchema = z.strictObject({
  v: z.literal(1),
  seq: z.int().positive(),
  at: z.string(),
  wall: z.string(),
  type: z.enum(journalTypes),
  key: z.string().optional(),
  unit: z.string().optional(),
  as: z.string().optional(),
  by: z.strictObject({
    kind: z.enum(['robot', 'human', 'understudy', 'observer', 'operator', 'engine']),
    id: z.string(),
  }),
  data: z.record(z.string(), z.unknown()),
  prev: z.string().nullable(),
})

/** A journal as read: its lines, the hash that the next line must carry, and bytes of a line cut off by a kill. */
export interface ReadJournal {
  readonly lines: readonly JournalLine[]
  readonly head: string | null
  readonly torn: string
}

/** The sha-256 of one line without its line end: what the next line carries as `prev`. */
export function lineHash(text: string): string {
  return hash('sha256', text)
}

/**
 * Reads a journal and follows its chain. A last line without its line end is `torn`, not a line.
 * HK-DRILL-003 when a line in the middle is damaged or the chain breaks: nothing is skipped in silence.
 */
export function readJournal(file: string): ReadJournal {
  if (!existsSync(file)) return { lines: [], head: null, torn: '' }
  const texts = readFileSync(file, 'utf8').split('\n')
  const torn = texts.pop() ?? ''
  let head: string | null = null
  const lines = texts.map((text, index) => {
    const line = parseLine(text, file, index + 1)
    if (line.prev !== head) throw damaged(file, index + 1, 'chain')
    if (line.seq !== index + 1) throw damaged(file, index + 1, 'order')
    head = lineHash(text)
    return line
  })
  return { lines, head, torn }
}

/** Moves a torn last line into `journal.torn` beside the journal, byte for byte, so that the next line starts on its own. */
export function cutTorn(file: string): void {
  if (!existsSync(file)) return
  const bytes = readFileSync(file)
  const whole = bytes.lastIndexOf('\n') + 1
  if (whole === bytes.length) return
  appendFileSync(
    join(dirname(file), 'journal.torn'),
    `${bytes.subarray(whole).toString('latin1')}\n`,
    'latin1',
  )
  truncateSync(file, whole)
}

function parseLine(text: string, file: string, line: number): JournalLine {
  try {
    const result = lineSchema.safeParse(JSON.parse(text))
    // exactOptionalPropertyTypes is off: an absent key reads as undefined, as in JournalLine.
    if (result.success) return result.data
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw damaged(file, line, 'line')
}

function damaged(file: string, line: number, what: 'line' | 'chain' | 'order'): AppError {
  return new AppError('HK-DRILL-003', { file, line, what })
}
