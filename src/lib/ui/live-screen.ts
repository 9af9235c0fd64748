import type { Texts } from '../i18n/index.js'
import type { Progress } from './progress.js'
import { type Column, renderTable } from './table.js'

type Milestone = Parameters<Texts['live']['milestone']>[0]
type Standing = Parameters<Texts['live']['standing']>[0]
type Awaited = Standing['awaited'][number]

/** What folds the lines of a run into what is seen of it. */
export interface Board<L> {
  readonly take: (line: L) => readonly Milestone[]
  readonly standing: Standing
}

/** How many of those that are waited for are shown, and how many cards that will come: all fits a screen of 24 lines. */
const SHOWN = 8
const FORETOLD = 4

/** A run on the screen: what is finished stays as lines, what goes on is redrawn below. Without a terminal: the lines only. */
export class LiveScreen<L> {
  readonly #board: Board<L>
  readonly #texts: Texts['live']
  readonly #progress: Progress
  #foretold: readonly string[] = []

  constructor(board: Board<L>, texts: Texts['live'], progress: Progress) {
    this.#board = board
    this.#texts = texts
    this.#progress = progress
  }

  /** Takes a line in. */
  take(line: L): void {
    const milestones = this.#board.take(line)
    for (const one of milestones) this.#progress.finish(this.#texts.milestone(one))
    if (milestones.length > 0) this.draw()
  }

  /** What will come if it goes on like this, in lines; it stands below until it is told anew. */
  foretell(lines: readonly string[]): void {
    this.#foretold = lines.slice(0, FORETOLD)
    this.draw()
  }

  /** Redraws what goes on. */
  draw(): void {
    const { standing } = this.#board
    const { awaited } = standing
    const more = awaited.length - SHOWN
    this.#progress.zone([
      ...this.#texts.standing(standing),
      ...(awaited.length > 0 ? this.#table(awaited.slice(0, SHOWN)) : []),
      ...(more > 0 ? [this.#texts.more({ count: more })] : []),
      ...this.#foretold,
    ])
  }

  #table(rows: readonly Awaited[]): string[] {
    const { columns: heads, late } = this.#texts
    const minute = (at: string) => at.slice(5, 16).replace('T', ' ')
    const table: Column<Awaited>[] = [
      { header: heads.unit, get: ({ unit }) => unit },
      { header: heads.title, get: ({ title }) => title },
      { header: heads.person, get: ({ person }) => person },
      { header: heads.until, get: ({ until }) => (until === null ? late : minute(until)) },
      { header: heads.standIn, get: ({ standIn }) => (standIn === null ? null : minute(standIn)) },
    ]
    return renderTable(rows, table, { isTTY: true, columns: this.#progress.width() }).split('\n')
  }
}
