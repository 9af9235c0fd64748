import { addDays, dayOf, instantFrom } from '../../calendar/index.js'
import { AppError } from '../../errors/index.js'
import type { EntityWork } from '../mapping/compile.js'
import type { Mapping } from '../mapping/load.js'
import { isFlaw, noRows, stepKinds } from '../mapping/steps/index.js'
import type { Cell, Changed, SourceRow, SourceTable } from '../sources/index.js'

const nothing = {
  ...noRows,
  ...{ column: () => () => null, codes: () => new Map<string, Cell>(), folder: '' },
}
const moment = stepKinds.get('time_cn')?.make(undefined, nothing, {})
/** A moment with the offset of its zone, as servers write one. */
const ZONED = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)? ?(Z|[+-]\d\d)(?::?(\d\d))?$/

/** What `--since` says instead of a moment: what was changed since this was last gone through. */
export const LAST = 'last'

/** A moment as people and old systems write it, so that moments can be compared as texts; null for anything else. */
export function momentOf(value: Cell): string | null {
  if (value === null || value === '' || moment === undefined) return null
  const [, day, time, zone, minutes = '00'] = ZONED.exec(String(value)) ?? []
  if (day !== undefined) {
    return instantFrom(Date.parse(`${day}T${time}${zone === 'Z' ? zone : `${zone}:${minutes}`}`))
  }
  const read = moment(value, [])
  return isFlaw(read) || typeof read !== 'string' ? null : read
}

/**
 * What `--since` asks for, checked before anything is opened: a moment, or `last`. HK-MIG-016 when it is neither or no entity of
 * the mapping names the column that says when a row was changed.
 */
export function checkSince(mapping: Mapping, text: string): void {
  const isNamed = Object.values(mapping.entities).some(({ from }) => from.since !== undefined)
  if (isNamed && (text === LAST || momentOf(text) !== null)) return
  throw new AppError('HK-MIG-016', { since: text, reason: isNamed ? 'date' : 'column' })
}

/**
 * Whether a row was changed at that moment or later. A row that does not say when, or not as a date, is taken: what cannot be
 * told apart from new is never left out.
 */
export function isRecent({ changed }: EntityWork, since: string, row: SourceRow): boolean {
  const at = changed === null ? null : momentOf(changed(row))
  return at === null || at >= since
}

/** What a source may leave out of a reading: rows of earlier days, with a day to spare for its time zone. */
export function changedSince(
  { from }: { readonly from: { readonly since?: string | undefined } },
  { columns }: SourceTable,
  since: string | null,
): Changed | null {
  if (since === null || from.since === undefined) return null
  const wanted = from.since.toLowerCase()
  const column = columns.find(({ name }) => name.toLowerCase() === wanted)?.name ?? from.since
  return { column, day: addDays(dayOf(since), -1) }
}
