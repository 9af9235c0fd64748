import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../assets/index.js'
import { entityOf } from '../mapping/compile.js'
import type { SourceColumn } from '../sources/index.js'
import type { Migration } from './open.js'

/**
 * All that the disposition of an entity's row rests upon besides the row: mapping and codes, this program, the columns of
 * the table, and what entities that it looks things up in hold. While it stays, a row that stayed needs no second look.
 */
export function basisOf(
  { mapping, ledger }: Migration,
  name: string,
  columns: readonly SourceColumn[],
): string {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'))
  const needs = entityOf(mapping, name).needs.map((needed) => ledger.changes(ledger.entity(needed)))
  const all = JSON.stringify([mapping.sha256, version, columns, needs])
  return createHash('sha256').update(all).digest('hex')
}
