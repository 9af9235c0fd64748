import type { Place } from '../errors/index.js'
import type { FormRecord } from '../sheets/index.js'
import { masked } from './mask.js'
import type { RosterRules } from './rules.js'

/** A unit as a staff sheet belongs to it. */
export interface StaffUnit {
  readonly code: string
  readonly name: string
}

/** What a reading does not say about itself. */
export interface StaffSource {
  readonly file: string
  readonly sha256: string
  readonly unit: StaffUnit
  /** The office that runs the drill: 系统管理员 means the county's there. */
  readonly office: string
  readonly findUnit: (text: string) => StaffUnit | null
  readonly rules: RosterRules
  /** The form that the sheet is; 附件1表2 when not said. */
  readonly form?: string
}

/** What stands in one row, read once for all its people. */
export interface StaffRow {
  readonly record: FormRecord
  readonly source: StaffSource
  /** What a cell says on one line; null when it says nothing. */
  readonly text: (field: string) => string | null
  /** What a cell says, line by line. */
  readonly lines: (field: string) => string | null
  /** True when a value was carried down from rows of another unit. */
  readonly isCarriedOver: (field: string) => boolean
  readonly place: (field: string) => Place
}

/** A record with the means to read its cells and to say where they stand. Messages never show a telephone whole. */
export function rowOf(record: FormRecord, source: StaffSource): StaffRow {
  const { sheet, row, cells, values } = record
  const place = (field: string): Place => {
    const cell = cells[field]
    const value = masked(values[field] ?? '')
    return { file: source.file, sheet, row, ...(cell === undefined ? {} : { cell }), value }
  }
  return {
    record,
    source,
    text: (field) => orNull((values[field] ?? '').replace(/\s+/gu, ' ')),
    lines: (field) => orNull(values[field] ?? ''),
    isCarriedOver: (field) => rowNumber(cells[field]) < rowNumber(cells['unit']),
    place,
  }
}

/** The row of an address; nothing is above a cell that is not there. */
function rowNumber(cell: string | undefined): number {
  return Number(/\d+$/u.exec(cell ?? '')?.[0] ?? 0)
}

/** The words of a cell that may hold several. */
export function splitWords(text: string): readonly string[] {
  return text
    .split(/[、,，;；/／\n\r]+/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** The id when there is exactly one. */
export function only(ids: readonly string[]): string | null {
  return ids.length === 1 ? (ids[0] ?? null) : null
}

function orNull(text: string): string | null {
  const clean = text.trim()
  return /^[-/\\—－–_.。*]*$/u.test(clean) ? null : clean
}
