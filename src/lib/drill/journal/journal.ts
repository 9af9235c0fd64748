import { closeSync, fdatasync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { promisify } from 'node:util'
import { instantFrom } from '../../calendar/index.js'
import { cutTorn, lineHash, type ReadJournal, readJournal } from './journal-file.js'
import type { JournalEntry, JournalLine } from './model.js'

/** What a line that was waited for survives: the end of the process, or a power cut too. */
export type Survives = 'kill' | 'power-cut'

/** The append-only record of a run: every line chained to the one before by its hash. */
export class Journal {
  readonly #handle: number
  readonly #now: () => number
  readonly #survives: Survives
  #seq: number
  #head: string | null

  private constructor(file: string, now: () => number, survives: Survives, past: ReadJournal) {
    this.#handle = openSync(file, 'a')
    this.#now = now
    this.#survives = survives
    this.#seq = past.lines.length
    this.#head = past.head
  }

  /**
   * Opens a journal for writing and gives the lines it already has. A torn last line is cut off into
   * `journal.torn`; damage in the middle is HK-DRILL-003. `now` is wall time in epoch ms.
   */
  static open(
    file: string,
    now: () => number,
    survives: Survives = 'power-cut',
  ): { readonly journal: Journal; readonly lines: readonly JournalLine[] } {
    const past = readJournal(file)
    cutTorn(file)
    return { journal: new Journal(file, now, survives, past), lines: past.lines }
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

  /** Comes back when everything written so far is safe: what is asked of the hall next is then known for good. */
  async sync(): Promise<void> {
    if (this.#survives === 'power-cut') await toDisk(this.#handle) // a write is the system's, whoever is killed
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
