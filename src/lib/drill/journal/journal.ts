import { closeSync, fdatasync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { promisify } from 'node:util'
import { instantFrom } from '../../calendar/index.js'
import { cutTorn, lineHash, readJournal } from './journal-file.js'
import type { JournalEntry, JournalLine } from './model.js'

/** The append-only record of a run: every line chained to the one before by its hash. */
export class Journal {
  readonly #handle: number
  readonly #now: () => number
  #seq: number
  #head: string | null

  private constructor(handle: number, now: () => number, seq: number, head: string | null) {
    this.#handle = handle
    this.#now = now
    this.#seq = seq
    this.#head = head
  }

  /**
   * Opens a journal for writing and gives the lines it already has. A torn last line is cut off into
   * `journal.torn`; damage in the middle is HK-DRILL-003. `now` is wall time in epoch ms.
   */
  static open(
    file: string,
    now: () => number,
  ): { readonly journal: Journal; readonly lines: readonly JournalLine[] } {
    const { lines, head } = readJournal(file)
    cutTorn(file)
    const journal = new Journal(openSync(file, 'a'), now, lines.length, head)
    return { journal, lines }
  }

  /** The number that the next line will get: evidence can be named before it is written. */
  get next(): number {
    return this.#seq + 1
  }

  /** The hash of the last line; null before the first. */
  get head(): string | null {
    return this.#head
  }

  /** Writes the entries in one piece; they are safe from a power cut only after the next `sync`. */
  append(entries: readonly JournalEntry[]): JournalLine[] {
    if (entries.length === 0) return []
    const wall = instantFrom(this.#now())
    let text = ''
    const lines = entries.map((entry) => {
      const line = this.#number(entry, wall)
      const json = JSON.stringify(line)
      this.#head = lineHash(json)
      text += `${json}\n`
      return line
    })
    writeWhole(this.#handle, text)
    return lines
  }

  /** Comes back when everything written so far is on the disk: what is asked of the hall next is then known for good. */
  sync(): Promise<void> {
    return toDisk(this.#handle)
  }

  /** The same, at once: for a few lines whose originals go away next. */
  syncNow(): void {
    fdatasyncSync(this.#handle)
  }

  /** Makes everything durable and lets go of the file. */
  close(): void {
    fdatasyncSync(this.#handle)
    closeSync(this.#handle)
  }

  #number({ at, type, key, unit, as, by, data }: JournalEntry, wall: string): JournalLine {
    this.#seq += 1
    const who = { ...(key && { key }), ...(unit && { unit }), ...(as && { as }) }
    return { v: 1, seq: this.#seq, at, wall, type, ...who, by, data, prev: this.#head }
  }
}

const toDisk = promisify(fdatasync)

function writeWhole(handle: number, text: string): void {
  const bytes = Buffer.from(text)
  let done = 0
  while (done < bytes.length) done += writeSync(handle, bytes, done)
}
