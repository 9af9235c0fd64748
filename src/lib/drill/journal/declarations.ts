import { z } from 'zod'
import { epochMs } from '../../calendar/index.js'
import { overlap, type Span } from '../plan/windows.js'
import type { Schedule } from '../play/schedule.js'
import type { JournalEntry } from './model.js'

const stretch = { from: z.string(), to: z.string() }
const makeup = z.looseObject({ units: z.array(z.string()), ...stretch })
const outage = z.looseObject({ units: z.array(z.string()), ...stretch, cause: z.string() })
const gate = z.looseObject({ gate: z.string() })

/** What a declared line (somebody is absent, a makeup, a signature) changes in the schedule; null for other lines. */
export function declaration({
  type,
  unit,
  data,
}: JournalEntry): ((schedule: Schedule, at: number) => void) | null {
  if (type === 'unit.absent') return (schedule, at) => schedule.absent(unit ?? '', at)
  if (type === 'gate.signed') {
    return (schedule, at) => schedule.sign(gate.parse(data).gate, at)
  }
  if (type !== 'makeup.opened') return null
  const { units, from, to } = makeup.parse(data)
  const span = { from: epochMs(from), to: epochMs(to) }
  return (schedule, at) => {
    for (const one of units) schedule.makeup(one, span, at)
  }
}

/** A stretch of time as a line declares it. */
export interface Stretch {
  readonly from: string
  readonly to: string
}

/** The windows that a journal opens for a unit alone (补演). */
export function makeupsOf(lines: readonly JournalEntry[], unit: string): Stretch[] {
  return lines
    .filter(({ type }) => type === 'makeup.opened')
    .map(({ data }) => makeup.parse(data))
    .filter(({ units }) => units.includes(unit))
}

/** An outage as declared: whom it excuses (nobody named: everybody), from when to when, and why. */
export interface Outage extends Span {
  readonly units: readonly string[]
  readonly cause: string
}

/** The outages that a journal declares. */
export function outagesOf(lines: readonly JournalEntry[]): Outage[] {
  return lines
    .filter(({ type }) => type === 'outage.declared')
    .map(({ data }) => {
      const { units, from, to, cause } = outage.parse(data)
      return { units, cause, from: epochMs(from), to: epochMs(to) }
    })
}

/** How many ms of the windows the outages of a unit took. */
export function excusedMs(
  outages: readonly Outage[],
  unit: string,
  windows: readonly Span[],
): number {
  return outages
    .filter(({ units }) => units.length === 0 || units.includes(unit))
    .reduce((sum, one) => sum + windows.reduce((all, span) => all + overlap(one, span), 0), 0)
}
