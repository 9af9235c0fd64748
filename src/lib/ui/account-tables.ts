import type { Texts } from '../i18n/index.js'
import type { Column } from './table.js'

type Told = Parameters<Texts['users']['provision']['action']>[0] &
  Parameters<Texts['users']['provision']['why']>[0]

interface Account extends Told {
  readonly workNo: string
  readonly name: string
  readonly unitName: string
}

/** Columns of the accounts that a plan or a comparison names. */
export function accountColumns({
  columns,
  action,
  why,
}: Texts['users']['provision']): readonly Column<Account>[] {
  return [
    { header: columns.action, get: action },
    { header: columns.workNo, get: ({ workNo }) => workNo },
    { header: columns.name, get: ({ name }) => name },
    { header: columns.unit, get: ({ unitName }) => unitName },
    { header: columns.why, get: why },
  ]
}
