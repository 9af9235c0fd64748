import { rowHash } from '../mapping/hash.js'
import type { TargetRow } from '../targets/model.js'
import type { EntityCheck } from './entity-check.js'

/** Reads the target back and holds every row of this system against the ledger; then looks for rows that are gone. */
export async function readTarget(work: EntityCheck): Promise<void> {
  let there = 0
  for await (const page of work.table.rows()) {
    for (const row of page) if (checkTargetRow(work, row)) there += 1
  }
  const kinds = work.request.migration.ledger.rows.countByKind(work.entity)
  if (there < (kinds['migrated'] ?? 0)) await findGone(work)
}

/** Whether it is a migrated row, changed or not. */
function checkTargetRow(work: EntityCheck, { dst, values }: TargetRow): boolean {
  const { request, verdicts, name, entity, target } = work
  const key = keyOf(work, dst)
  if (key === null) return false
  const known = request.migration.ledger.rows.get(entity, key)
  const row = { entity: name, level: 3 as const, where: key }
  target.add(values)
  if (known?.dst !== dst || known.rule !== null) {
    verdicts.different({ ...row, what: 'not-in-source', source: known?.kind ?? '', target: dst })
    return false
  }
  const group = target.groupOf(values)
  work.sample.add({ entity: name, group, key, dst }, work.fields, values)
  if (rowHash(values) === known.hash) verdicts.equal(3)
  else if ((work.table.unreadable ?? []).length > 0) verdicts.notCheckable(3)
  else verdicts.different({ ...row, what: 'changed-in-target', source: key, target: dst })
  return known.kind === 'migrated'
}

/** The key of the row that a unique value came from; null for rows of others. */
function keyOf({ request, name, entity, text }: EntityCheck, dst: string): string | null {
  const { mapping, ledger } = request.migration
  const prefix = `${mapping.system}/${name}/`
  if ('key' in Object(text.fields[text.to.unique])) {
    return dst.startsWith(prefix) ? dst.slice(prefix.length) : null
  }
  return ledger.rows.owner(entity, dst)?.key ?? null
}

async function findGone({ request, verdicts, name, entity, table }: EntityCheck): Promise<void> {
  const { ledger } = request.migration
  let page = ledger.rows.page(entity, '', 5000)
  while (page.length > 0) {
    const migrated = page.filter(({ kind }) => kind === 'migrated')
    const found = await table.get(migrated.map(({ dst }) => dst ?? ''))
    for (const { key, dst } of migrated) {
      if (found.has(dst ?? '')) continue
      const row = { entity: name, level: 3 as const, where: key }
      verdicts.different({ ...row, what: 'gone-from-target', source: dst ?? '', target: '' })
    }
    page = ledger.rows.page(entity, page.at(-1)?.key ?? '', 5000)
  }
}
