import { closeSync, constants, existsSync, openSync, readFileSync, writeSync } from 'node:fs'
import { textHash } from '../text-hash.js'
import type { Change, Target } from './model.js'
import type { Unsettled } from './sql/write.js'

/**
 * What a run means to write into a target that is another store than the ledger. It is noted before the target is asked; the
 * ledger knows the outcome. After a kill between the two, a row of the target that bears the hash of the intent is the
 * run's own, whatever the mapping says by now.
 */
export interface Intents {
  readonly unsettled: Unsettled
  readonly around: (target: Target) => Target
}

/** Intents lie in a file beside the ledger, those of the last batch only. */
export function intentsBeside(ledger: string): Intents {
  const file = `${ledger}.intents`
  const before = read(file)
  return {
    unsettled: (table, dst) => (table === before.table ? before.hashes.get(dst) : undefined),
    around: (target) => {
      const place = openSync(file, constants.O_WRONLY | constants.O_CREAT, 0o600)
      return {
        ...target,
        table: async (shape) => {
          const table = await target.table(shape)
          const apply = (changes: readonly Change[]) => {
            overwrite(place, Buffer.from(noted(shape.table, changes)))
            return table.apply(changes)
          }
          return { ...table, apply }
        },
        close: async () => {
          closeSync(place)
          await target.close()
        },
      }
    },
  }
}

/**
 * The intents as one line behind its own hash, written over those of the batch before, whose outcome the ledger knows by
 * then: a file put in its place would be waited for. A line that a kill cut short does not fit its hash, and nothing of
 * it was asked for yet.
 */
function noted(table: string, changes: readonly Change[]): string {
  const dsts = changes.map(({ dst }) => dst)
  const hashes = numbered(changes.map(({ hash }) => hash))
  const line = JSON.stringify([table, hashes, numbered(dsts.map(lengthOf)), dsts.join('')])
  return `${textHash(line, 0, line.length)} ${line}\n`
}

function lengthOf({ length }: string): number {
  return length
}

/** Numbers as one text: writing each down by itself takes longer than everything else. */
function numbered(numbers: readonly number[]): string {
  return Buffer.from(Float64Array.from(numbers).buffer).toString('base64')
}

function numbersOf(text: string): Float64Array {
  return new Float64Array(new Uint8Array(Buffer.from(text, 'base64')).buffer)
}

function overwrite(place: number, bytes: Buffer): void {
  let done = 0
  while (done < bytes.length) done += writeSync(place, bytes, done, bytes.length - done, done)
}

function read(file: string): { readonly table: string; readonly hashes: Map<string, number> } {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const [, hash, line = '[]'] = /^(\d+) (.*)\n/.exec(text) ?? []
  const isWhole = hash === String(textHash(line, 0, line.length))
  const [table = '', hashes = '', lengths = '', dsts = ''] = isWhole
    ? (JSON.parse(line) as string[])
    : []
  const of = numbersOf(hashes)
  const known = new Map<string, number>()
  let at = 0
  for (const [index, length] of numbersOf(lengths).entries()) {
    known.set(dsts.slice(at, at + length), of[index] ?? 0)
    at += length
  }
  return { table, hashes: known }
}
