import type { Texts } from '../i18n/index.js'
import type { Column } from './table.js'

interface Asked {
  readonly clause: string
  readonly inferred: boolean
  readonly due: string | null
  readonly neededBy: string | null
  readonly who: string | null
  readonly amount: string | null
  readonly title: string
}

/** Columns of what a notice asks for; `who` may be `unit`, for every unit, and `due` `batch`, for the batch's own day. */
export function outlineColumns({
  columns,
  inferred,
  batchDay,
  everyUnit,
}: Texts['notice']): readonly Column<Asked>[] {
  return [
    { header: columns.clause, get: (row) => row.clause },
    { header: columns.inferred, get: (row) => (row.inferred ? inferred : null) },
    { header: columns.due, get: (row) => (row.due === 'batch' ? batchDay : row.due) },
    { header: columns.neededBy, get: (row) => row.neededBy },
    { header: columns.who, get: (row) => (row.who === 'unit' ? everyUnit : row.who) },
    { header: columns.amount, get: (row) => row.amount, align: 'right' },
    { header: columns.title, get: (row) => row.title },
  ]
}
