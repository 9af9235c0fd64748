import { type FormRecord, unitOnLine } from '../sheets/index.js'
import type { StaffSource, StaffUnit } from './staff-row.js'

const NUMBERED = /^[(（]?[一二三四五六七八九十\d]+[)）]?[、.．\s]*/u

/**
 * The unit that a heading between the rows names for the rows below it (填报单位：林业局, 二、水务局): `stranger` when its
 * unit line names nobody we know, null when it speaks of no unit.
 */
export function blockUnit(heading: string, source: StaffSource): StaffUnit | 'stranger' | null {
  const line = unitOnLine([heading])
  if (line !== null) return source.findUnit(line) ?? 'stranger'
  return source.findUnit(heading.replace(NUMBERED, ''))
}

/** Records under the last heading that names a unit: other headings change nothing. */
export function* inBlocks(
  records: Iterable<FormRecord>,
  source: StaffSource,
): Generator<FormRecord> {
  let last: string | null = null
  let block: string | null = null
  for (const record of records) {
    const { heading, ...bare } = record
    if (heading !== undefined && heading !== last && blockUnit(heading, source) !== null) {
      block = heading
    }
    last = heading ?? null
    yield block === null ? bare : { ...bare, heading: block }
  }
}
