import type { DrillScore, JournalLine, UnitScore } from './journal/model.js'
import type { RunReview } from './workspace-drill.js'

/** Cards: those of the drill's own supervision, and those that the hall showed while it went on. */
export interface CardCounts {
  readonly warning: number
  readonly yellow: number
  readonly red: number
}

/** What `drill run --json` gives: the run in figures, every unit with its grade, and the journal's last hash. */
export interface RunResult {
  readonly run: string
  readonly plan: string
  readonly steps: DrillScore['steps']
  readonly requirements: DrillScore['requirements']
  readonly units: readonly UnitScore[]
  readonly cards: CardCounts
  readonly journal: DrillScore['journal']
}

/** Sums a run up; a pure function of its folder. */
export function runResult({ folder, lines, score, cards }: RunReview): RunResult {
  const { steps, requirements, units, journal } = score
  const { run, sha256: plan } = folder
  return { run, plan, steps, requirements, units, cards: cardsOf(lines, cards), journal }
}

/** Events of the hall named `….warning`, `….yellow-card`, `….red-card`, whatever kind of object they are on, and our own cards. */
function cardsOf(lines: readonly JournalLine[], own: RunReview['cards']): CardCounts {
  const names = lines
    .filter(({ type }) => type === 'hall.seen')
    .map(({ data }) => String(data['event']).replace(/^[a-z_]+\./, ''))
  const count = (level: keyof CardCounts, ...wanted: string[]) =>
    names.filter((name) => wanted.includes(name)).length +
    own.filter((card) => card.level === level).length
  return {
    warning: count('warning', 'warning', 'warned'),
    yellow: count('yellow', 'yellow', 'yellow-card'),
    red: count('red', 'red', 'red-card'),
  }
}
