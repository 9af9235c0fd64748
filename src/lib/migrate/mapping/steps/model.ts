import { z } from 'zod'
import type { RegionIn } from '../../../items/index.js'
import { masked } from '../../../text/index.js'
import { type Flaw, flaw } from '../../flaw.js'
import type { Cell, SourceRow } from '../../sources/index.js'
import type { CodeStep } from './code.js'

/** What a step gives: a value for the next one, or why the row cannot be taken. */
export type Outcome = Cell | Flaw

/** One step of a field, compiled. Pure: the same value and row give the same outcome at any time, in any zone. */
export type Step = (value: Cell, row: SourceRow) => Outcome

/** What steps know of the country. */
export interface Knowledge {
  /** Whether six digits are a division today (GB/T 2260). */
  readonly hasRegion: (code: string) => boolean
  /** The code of a division in a year. */
  readonly regionIn: (code: string, year: number) => RegionIn
}

/** Finds what a row of another entity became, by its key in the source or by its unique value; null when it was not migrated. */
export type Lookup = (entity: string, by: 'key' | 'unique') => (text: string) => string | null

/** What steps may ask of the mapping around them; everything else they know themselves. */
export interface StepKit extends Knowledge {
  /** The cell of a column of the source. */
  readonly column: (name: string) => (row: SourceRow) => Cell
  /** The code table of that name. */
  readonly codes: (table: string) => ReadonlyMap<string, Cell>
  readonly lookup: Lookup
  /** The function of people's own that a step names. */
  readonly code: (reference: string) => CodeStep
  /** Folder of the mapping: files that rows name lie below it. */
  readonly folder: string
  /** Last day that a birthday may have, `2015-04-08`. */
  readonly today: string
}

/** What steps are given where no row of a mapping is mapped. */
export const noRows: Omit<StepKit, 'column' | 'codes' | 'folder'> = {
  lookup: () => () => null,
  code: () => (text) => text,
  today: '9999-12-31',
  hasRegion: () => true,
  regionIn: (code) => ({ code }),
}

/** A step as the catalogue knows it. */
export interface StepKind {
  /** What may stand behind the step's name; `undefined` when the name may stand alone. */
  readonly options: z.ZodType
  /** Keys that may stand beside the name. */
  readonly beside: z.ZodRawShape
  /** Whether an empty value comes to the step; all others pass it on untouched. */
  readonly seesNull: boolean
  readonly make: (options: unknown, kit: StepKit, beside: unknown) => Step
}

/** A step without options. */
export function simple(work: Step, seesNull = false): StepKind {
  return { options: z.undefined(), beside: {}, seesNull, make: () => work }
}

/** A step with options of its own schema. */
export function step<S extends z.ZodType>(
  options: S,
  make: (options: z.output<S>, kit: StepKit) => Step,
  seesNull = false,
): StepKind {
  const ready: StepKind['make'] = (raw, kit) => make(options.parse(raw), kit)
  return { options, beside: {}, seesNull, make: ready }
}

/** A step on text: numbers come as their digits; bytes are no text (HK-MIG-316). */
export function onText(work: (text: string, row: SourceRow) => Outcome): Step {
  return (value, row) => {
    if (typeof value === 'string') return work(value, row)
    return value instanceof Uint8Array ? flaw('HK-MIG-316', {}) : work(String(value), row)
  }
}

/** True for what a step gives when the row cannot be taken. */
export function isFlaw(outcome: Outcome): outcome is Flaw {
  return typeof outcome === 'object' && outcome !== null && !(outcome instanceof Uint8Array)
}

/** A text as it may be shown in a message: nobody's number in full, and cut, so that a whole document never lands in a list. */
export function shown(text: string, limit = 40): string {
  const safe = masked(text)
  return safe.length > limit ? `${safe.slice(0, limit)}…` : safe
}

/** Full-width letters, digits and signs as half-width; a text without any is given back as it is. */
export function halfWidth(text: string): string {
  return /[\u3000\uff01-\uff5e]/.test(text)
    ? text
        .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
        .replaceAll('\u3000', ' ')
    : text
}
