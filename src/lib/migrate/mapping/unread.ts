import { isProblem } from '../../errors/index.js'
import { compileEntity, entityOf } from './compile.js'
import type { Mapping } from './load.js'
import { noRows } from './steps/index.js'

/**
 * Columns of an entity's table that nothing reads: neither it nor another entity of the same table, of which the first
 * tells. HK-MIG-010 when the entity reads one that is not there.
 */
export function unreadColumns(
  mapping: Mapping,
  entity: string,
  columns: readonly string[],
): readonly string[] {
  const { unread } = compileEntity(mapping, entity, { ...noRows, columns })
  const place = (name: string) => {
    const { source = '', table } = entityOf(mapping, name).from
    return `${source}/${table.toLowerCase()}`
  }
  const sharing = Object.keys(mapping.entities).filter((name) => place(name) === place(entity))
  if (sharing[0] !== entity) return []
  const others = sharing.slice(1).map((name) => unreadOf(mapping, name, columns))
  return unread.filter((column) => others.every((left) => left.includes(column)))
}

/** The same of an entity that may ask for what is not there, which is told where it is looked at itself. */
function unreadOf(mapping: Mapping, entity: string, columns: readonly string[]): readonly string[] {
  try {
    return compileEntity(mapping, entity, { ...noRows, columns }).unread
  } catch (error) {
    if (!isProblem(error, 'HK-MIG-010')) throw error
    return columns
  }
}
