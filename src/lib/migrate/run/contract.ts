import { AppError, type Finding, found } from '../../errors/index.js'
import { entityOf } from '../mapping/compile.js'
import type { Mapping } from '../mapping/load.js'
import { readsColumns } from '../mapping/schema.js'
import { unreadColumns } from '../mapping/unread.js'
import type { SourceColumn } from '../sources/index.js'
import type { Migration } from './open.js'
import { openEntitySource, tableOf } from './produce.js'

/** The columns of an entity's table, as the source declares them now. */
export async function columnsOf(mapping: Mapping, name: string): Promise<readonly SourceColumn[]> {
  const source = await openEntitySource(mapping, name)
  try {
    return (await tableOf(source, entityOf(mapping, name).from.table)).columns
  } finally {
    await source.close()
  }
}

/**
 * Holds the columns against the mapping's contract and against those of the last run. HK-MIG-014 (exit 5) for columns that
 * nothing reads under `new_columns: stop`, HK-MIG-015 (exit 5) for a column of another type under `type_change: stop`; the
 * findings HK-MIG-401 and 403 under `warn`; HK-MIG-412 for an entity that takes no column at all.
 */
export function contractFindings(
  migration: Migration,
  name: string,
  columns: readonly SourceColumn[],
): readonly Finding[] {
  const nothing = readsColumns(entityOf(migration.mapping, name))
    ? []
    : [found('HK-MIG-412', { entity: name })]
  const fresh = newColumns(migration, name, columns)
  return [...nothing, ...fresh, ...changedTypes(migration, name, columns)]
}

function newColumns(
  { mapping }: Migration,
  entity: string,
  all: readonly SourceColumn[],
): readonly Finding[] {
  const names = all.map((column) => column.name)
  const columns = unreadColumns(mapping, entity, names)
  const policy = mapping.contract.new_columns
  if (columns.length === 0 || policy === 'ignore') return []
  if (policy === 'stop') throw new AppError('HK-MIG-014', { entity, columns })
  return [found('HK-MIG-401', { entity, columns })]
}

function changedTypes(
  { mapping, ledger }: Migration,
  entity: string,
  all: readonly SourceColumn[],
): readonly Finding[] {
  const id = ledger.entity(entity)
  const before = new Map(ledger.types(id))
  const columns = all.flatMap(({ name, type }) => {
    const was = before.get(name) ?? type
    return was === type ? [] : [`${name} ${was} → ${type}`]
  })
  const policy = mapping.contract.type_change
  if (columns.length > 0 && policy === 'stop') throw new AppError('HK-MIG-015', { entity, columns })
  ledger.setTypes(
    id,
    all.map(({ name, type }) => [name, type]),
  )
  const isTold = columns.length > 0 && policy === 'warn'
  return isTold ? [found('HK-MIG-403', { entity, columns })] : []
}
