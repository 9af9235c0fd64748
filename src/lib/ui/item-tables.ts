import type { Texts } from '../i18n/index.js'
import type { Column } from './table.js'

/** Columns of the items that something was done with. */
export function actedColumns({
  columns,
}: Texts['items']): readonly Column<{ unit: string; version: number; name: string }>[] {
  return [
    { header: columns.unit, get: ({ unit }) => unit },
    { header: columns.version, get: ({ version }) => version, align: 'right' },
    { header: columns.name, get: ({ name }) => name },
  ]
}
