import { AppError } from '../../errors/index.js'
import type { EntityWork } from '../mapping/compile.js'
import type { Mapping } from '../mapping/load.js'
import { isFlaw, noRows, stepKinds } from '../mapping/steps/index.js'
import type { Cell, SourceRow } from '../sources/index.js'

const nothing = {
  ...noRows,
  ...{ column: () => () => null, codes: () => new Map<string, Cell>(), folder: '' },
}
const moment = stepKinds.get('time_cn')?.make(undefined, nothing, {})

/** A moment as people and old systems write it, so that moments can be compared as texts; null for anything else. */
function momentOf(value: Cell): string | null {
  if (value === null || value === '' || moment === undefined) return null
  const read = moment(value, [])
  return isFlaw(read) || typeof read !== 'string' ? null : read
}

/**
 * The moment from which rows are taken, checked before anything is opened. HK-MIG-016 when it is no date or no entity of the
 * mapping names the column that says when a row was changed.
 */
export function sinceOf(mapping: Mapping, text: string): string {
  const isNamed = Object.values(mapping.entities).some(({ from }) => from.since !== undefined)
  const since = momentOf(text)
  if (since !== null && isNamed) return since
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
