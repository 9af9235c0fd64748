import { compareInstants } from '../calendar/index.js'
import { makeupsOf, type Stretch } from './journal/declarations.js'
import type { JournalLine } from './journal/model.js'
import type { DrillPlan } from './plan/plan-model.js'

/** The next window: of a batch by its title, of units that make up for theirs by their names. */
export interface Opening {
  readonly title: string
  readonly isMakeup: boolean
  readonly at: string
}

/** A signature that holds a batch back. */
export interface HeldGate {
  readonly id: string
  readonly title: string
}

/** What a run can wait for beside its steps: windows, makeups of absent units, signatures. A fold over the journal's lines. */
export class Waits {
  readonly #plan: DrillPlan
  readonly #makeups: JournalLine[] = []
  readonly #absent = new Set<string>()
  readonly #signed = new Set<string>()

  constructor(plan: DrillPlan) {
    this.#plan = plan
  }

  take(line: JournalLine): void {
    const { type, unit, data } = line
    if (type === 'unit.absent' && unit !== undefined) this.#absent.add(unit)
    if (type === 'gate.signed') this.#signed.add(String(data['gate']))
    if (type !== 'makeup.opened') return
    this.#makeups.push(line)
    for (const { code } of this.#plan.units) {
      if (makeupsOf([line], code).length > 0) this.#absent.delete(code)
    }
  }

  /** True for a unit that went away and has no makeup yet. */
  isAbsent(unit: string): boolean {
    return this.#absent.has(unit)
  }

  /** The end of the unit's last window after a moment; null when all are over. */
  endOf(unit: string, after: string | null): string | null {
    const batch = this.#plan.units.find(({ code }) => code === unit)?.batch
    const own = this.#plan.batches.find(({ id }) => id === batch)?.windows ?? []
    const ends = [...own, ...makeupsOf(this.#makeups, unit)].map(({ to }) => to)
    return (
      ends
        .filter((to) => isAhead(to, after))
        .sort(compareInstants)
        .at(-1) ?? null
    )
  }

  /** The next window that opens after a moment, when none is open then. */
  opens(after: string | null): Opening | null {
    const windows = this.#windows()
    const isOpen = windows.some(({ from, to }) => !isAhead(from, after) && isAhead(to, after))
    const ahead = windows.filter(({ from }) => isAhead(from, after))
    const [next] = isOpen ? [] : ahead.sort((a, b) => compareInstants(a.from, b.from))
    return next ? { title: next.title, isMakeup: next.isMakeup, at: next.from } : null
  }

  /** Signatures that are missing before a batch whose time has come. */
  gates(at: string | null): HeldGate[] {
    const due = (before: string) => {
      const from = this.#plan.batches.find(({ id }) => id === before)?.windows[0]?.from
      return from !== undefined && !isAhead(from, at)
    }
    return (this.#plan.gates ?? [])
      .filter(({ id, before }) => !this.#signed.has(id) && due(before))
      .map(({ id, title }) => ({ id, title }))
  }

  #windows(): (Stretch & Pick<Opening, 'title' | 'isMakeup'>)[] {
    const { batches, units } = this.#plan
    const own = batches.flatMap(({ title, windows }) =>
      windows.map(({ from, to }) => ({ title, isMakeup: false, from, to })),
    )
    const made = this.#makeups.flatMap((line) => {
      const mine = units.filter(({ code }) => makeupsOf([line], code).length > 0)
      const title = mine.map(({ short }) => short).join('、')
      const [span] = makeupsOf([line], mine[0]?.code ?? '')
      return span ? [{ title, isMakeup: true, from: span.from, to: span.to }] : []
    })
    return [...own, ...made]
  }
}

function isAhead(moment: string, after: string | null): boolean {
  return after === null || compareInstants(moment, after) > 0
}
