import { AppError } from '../../errors/index.js'
import type { QuarantinedRow } from '../ledger/index.js'
import { entityOf } from '../mapping/compile.js'
import type { Migration } from '../run/open.js'
import type { Standing } from '../targets/model.js'

/** What the hall was sent for a row that is kept out because nobody knows what became of it; undefined for any other row. */
function recordOf({ flaws }: Pick<QuarantinedRow, 'flaws'>): string | undefined {
  const told = flaws.find(({ code }) => code === 'HK-MIG-332')?.params
  return told !== undefined && 'dst' in told ? told.dst : undefined
}

/** Whether a row is kept out because nobody knows whether the hall took it. */
export function isUnsure(row: Pick<QuarantinedRow, 'flaws'>): boolean {
  return recordOf(row) !== undefined
}

/** What is known in the hall of a row that is kept out for that: null for any other. */
export async function standingOf(migration: Migration, entity: string, row: QuarantinedRow) {
  return (await sentFor(migration, entity, row))?.standing ?? null
}

/** HK-MIG-043 for a row that may be in the hall: nothing else is decided about it before. */
export async function requireAbsent(migration: Migration, entity: string, row: QuarantinedRow) {
  const standing = (await standingOf(migration, entity, row)) ?? 'absent'
  if (standing !== 'absent') throw new AppError('HK-MIG-043', { key: row.key, standing })
}

/** What is remembered of such a row until the ledger knows more; null for any other. */
export async function sentFor(
  { mapping, target }: Migration,
  entity: string,
  row: Pick<QuarantinedRow, 'flaws'>,
) {
  const dst = recordOf(row)
  if (dst === undefined) return null
  const { to, fields } = entityOf(mapping, entity)
  const { table, unique } = to
  const { unsure } = await target.table({ table, unique, fields: Object.keys(fields) })
  const standing = unsure?.of(dst) ?? null
  if (unsure === undefined || standing === null) return null
  return { standing, settle: (found: Exclude<Standing, 'unknown'>) => unsure.settle(dst, found) }
}
