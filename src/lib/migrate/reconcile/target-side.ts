import { Seen } from '../ledger/index.js'
import { entityOf } from '../mapping/compile.js'
import { rowHash } from '../mapping/hash.js'
import type { TargetRow } from '../targets/model.js'
import type { EntityCheck } from './entity-check.js'

/** Reads the target back and holds every row of this system against the ledger; then looks for rows that are gone. */
export async function readTarget(work: EntityCheck): Promise<void> {
  const there = new Seen()
  for await (const page of work.table.rows()) {
    for (const row of page) checkTargetRow(work, row, there)
  }
  const kinds = work.request.migration.ledger.rows.countByKind(work.entity)
  if (there.count < (kinds['migrated'] ?? 0)) findGone(work, there)
}

/** Checks a row, and notes it as there when it is a migrated one, changed or not. */
function checkTargetRow(work: EntityCheck, { dst, values }: TargetRow, there: Seen): void {
  const { request, verdicts, name, entity, target } = work
  const key = keyOf(work, name, dst)
  if (key === null) {
    if (isStray(work, dst)) {
      const stray = { what: 'not-in-source', where: dst, source: '', target: dst }
      verdicts.different({ entity: name, level: 3, ...stray })
    }
    return
  }
  const known = request.migration.ledger.rows.get(entity, key)
  const row = { entity: name, level: 3 as const, where: key }
  target.add(values)
  if (known?.dst !== dst || known.rule !== null || there.has(known.n)) {
    verdicts.different({ ...row, what: 'not-in-source', source: known?.kind ?? '', target: dst })
    return
  }
  const group = target.groupOf(values)
  work.sample.add({ entity: name, group, key, dst }, work.fields, values)
  if (rowHash(values) === known.hash) verdicts.equal(3)
  else if ((work.table.unreadable ?? []).length > 0) verdicts.notCheckable(3)
  else verdicts.different({ ...row, what: 'changed-in-target', source: key, target: dst })
  if (known.kind === 'migrated') there.add(known.n)
}

/** The key of an entity's row that a unique value came from; null for rows of others. */
function keyOf({ request }: EntityCheck, name: string, dst: string): string | null {
  const { mapping, ledger } = request.migration
  const { fields, to } = entityOf(mapping, name)
  const prefix = `${mapping.system}/${name}/`
  if ('key' in Object(fields[to.unique])) {
    return dst.startsWith(prefix) ? dst.slice(prefix.length) : null
  }
  return ledger.rows.owner(ledger.entity(name), dst)?.key ?? null
}

/** Whether a row is of no entity, in a table that nobody else writes to; told once, by the first entity of the table. */
function isStray(work: EntityCheck, dst: string): boolean {
  if (work.table.isOwn !== true) return false
  const { entities } = work.request.migration.mapping
  const sharing = Object.keys(entities).filter(
    (name) => entities[name]?.to.table === work.text.to.table,
  )
  return sharing[0] === work.name && sharing.every((name) => keyOf(work, name, dst) === null)
}

function findGone({ request, verdicts, name, entity }: EntityCheck, there: Seen): void {
  const { ledger } = request.migration
  let page = ledger.rows.page(entity, '', 5000)
  while (page.length > 0) {
    for (const { key, dst, n } of page.filter(({ kind }) => kind === 'migrated')) {
      if (there.has(n)) continue
      const row = { entity: name, level: 3 as const, where: key }
      verdicts.different({ ...row, what: 'gone-from-target', source: dst ?? '', target: '' })
    }
    page = ledger.rows.page(entity, page.at(-1)?.key ?? '', 5000)
  }
}
