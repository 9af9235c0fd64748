import { createHash } from 'node:crypto'
import { AppError } from '../../errors/index.js'
import { entityOf } from '../mapping/compile.js'
import { rowHash } from '../mapping/hash.js'
import type { EntityText } from '../mapping/schema.js'
import { fixesOf } from '../run/fixes.js'
import type { Migration } from '../run/open.js'
import { keyAt, valuesAt } from '../run/packed.js'
import { openEntitySource, type Produced } from '../run/produce.js'
import { startProduction } from '../run/thread.js'
import type { TargetRow, TargetTable } from '../targets/model.js'
import { checkAttachments } from './attachments.js'
import { type Compared, compared, type Tally, tallyOf } from './measures.js'
import { type EntityBalance, type GroupResult, type Reconciliation, Verdicts } from './model.js'
import { checkReferences } from './references.js'
import { Sample } from './sample.js'

/** What a reconciliation is asked for. */
export interface ReconcileRequest {
  readonly migration: Migration
  readonly today: string
  readonly signal: AbortSignal
  readonly onEntity?: (entity: string) => void
  /** Rows to be drawn for sign-off, and by which seed. */
  readonly sample?: { readonly size: number; readonly seed: number }
}

/**
 * Proves a migration, entity by entity: the source is read and mapped once more, the target is read back, and the ledger stands
 * between them. Nothing is written. Level 1: every row of the source has its disposition, groups count alike; 2: sums,
 * extremes and numbers of different values; 3: every row of the target is what the source gives now; 4: no reference is lost.
 */
export async function reconcile(request: ReconcileRequest): Promise<Reconciliation> {
  const { mapping, ledger } = request.migration
  const verdicts = new Verdicts()
  const entities: EntityBalance[] = []
  const sources: Record<string, string> = {}
  const groups: GroupResult[] = []
  const { size, seed } = request.sample ?? { size: 20, seed: 1 }
  const sample = new Sample(seed)
  for (const name of Object.keys(mapping.entities)) {
    request.onEntity?.(name)
    const work = await openEntity(request, { verdicts, sample, name })
    sources[name] = work.fingerprint
    entities.push(checkEquation(work))
    await readSource(work)
    await checkTarget(work, groups)
  }
  const runs = ledger.runs().length
  const { sha256, code } = mapping
  return {
    levels: verdicts.levels(),
    differences: verdicts.differences,
    entities,
    ...{ mapping: sha256, code },
    sources,
    runs,
    groups,
    ...{ sample: sample.drawn(size), seed, ledger: ledgerHash(request.migration) },
  }
}

/** Groups, sums, rows and references as the target tells them; none of it where it tells nothing. */
async function checkTarget(work: EntityCheck, groups: GroupResult[]): Promise<void> {
  const { verdicts, name } = work
  if (work.table.isBlind) {
    for (const level of [2, 3, 4] as const) verdicts.notCheckable(level)
    return
  }
  await readTarget(work)
  for (const one of compared(work.source, work.target)) {
    groups.push({ entity: name, ...one })
    checkMeasure(verdicts, name, one)
  }
  await checkReferences(work)
  await checkAttachments(work)
}

function checkMeasure(verdicts: Verdicts, entity: string, one: Compared): void {
  const { level, group: where, measure: what, source, target, isEqual } = one
  if (isEqual === null) verdicts.notCheckable(level)
  else verdicts.check({ entity, level, what, where, source, target })
}

/** What every row of the ledger says, in one number: a ledger that was touched afterwards has another. */
function ledgerHash({ mapping, ledger }: Migration): string {
  const hash = createHash('sha256')
  for (const name of Object.keys(mapping.entities)) {
    const entity = ledger.entity(name)
    let page = ledger.rows.page(entity, '', PAGE)
    while (page.length > 0) {
      for (const { key, kind, dst, hash: own, rule } of page) {
        hash.update(JSON.stringify([name, key, kind, dst, own, rule]))
      }
      page = ledger.rows.page(entity, page.at(-1)?.key ?? '', PAGE)
    }
  }
  return hash.digest('hex')
}

const PAGE = 5000

/** One entity under examination. */
export interface EntityCheck {
  readonly request: ReconcileRequest
  readonly verdicts: Verdicts
  readonly sample: Sample
  readonly name: string
  readonly entity: number
  readonly text: EntityText
  readonly fields: readonly string[]
  readonly table: TargetTable
  readonly rows: number
  readonly fingerprint: string
  readonly source: Tally
  readonly target: Tally
  /** Keys that more than one row of the source has. */
  readonly twice: ReadonlySet<string>
}

async function openEntity(
  request: ReconcileRequest,
  { verdicts, sample, name }: Pick<EntityCheck, 'verdicts' | 'sample' | 'name'>,
): Promise<EntityCheck> {
  const { mapping, ledger, target } = request.migration
  const text = entityOf(mapping, name)
  const fields = Object.keys(text.fields)
  const entity = ledger.entity(name)
  const { table, unique } = text.to
  const source = await openEntitySource(mapping, name)
  try {
    const kept = ledger.quarantine.list(entity, null).map(({ key }) => key)
    return {
      ...{ request, verdicts, sample, name, entity, text, fields },
      table: await target.table({ table, fields, unique }),
      rows: await source.count(text.from.table),
      fingerprint: await source.fingerprint(text.from.table),
      ...{ source: tallyOf(text, fields), target: tallyOf(text, fields) },
      twice: new Set(kept.flatMap((key) => /^(.*)#\d+$/s.exec(key)?.[1] ?? [])),
    }
  } finally {
    await source.close()
  }
}

function checkEquation({ request, verdicts, name, entity, rows }: EntityCheck): EntityBalance {
  const { ledger } = request.migration
  const none = { migrated: 0, merged: 0, excluded: 0, interfaced: 0, manual: 0, quarantined: 0 }
  const kinds = { ...none, ...ledger.rows.countByKind(entity) }
  const sum = Object.values(kinds).reduce((a, b) => a + b, 0)
  const what = 'rows = dispositions'
  verdicts.check({
    entity: name,
    level: 1,
    what,
    where: '*',
    source: String(rows),
    target: String(sum),
  })
  return { name, source: rows, ...kinds }
}

/** Maps every row of the source again and holds it against the ledger. */
async function readSource(work: EntityCheck): Promise<void> {
  const { request, name } = work
  const { mapping, file, ledger } = request.migration
  const all = {
    from: null,
    rows: 5000,
    limit: null,
    keys: null,
    since: null,
    replay: null,
    follow: false,
  }
  const fixes = fixesOf(ledger, name)
  const job = { mapping, entity: name, ledger: file, ...all, fixes, today: request.today }
  const production = startProduction(job)
  const seen = new Set<string>()
  for await (const batch of production.batches) {
    if (request.signal.aborted) throw new AppError('HK-INT-002', {})
    checkBatch(work, batch, seen)
    production.done(batch.n)
  }
}

/** Of rows with one key the first one counts, as it did in the run. */
function checkBatch(work: EntityCheck, batch: Produced, seen: Set<string>): void {
  for (const [index, hash] of batch.rows.hashes.entries()) {
    const key = keyAt(batch.rows, index)
    if (seen.has(key)) continue
    if (work.twice.has(key)) seen.add(key)
    checkSourceRow(work, key, hash, valuesAt(batch.rows, index))
  }
}

/** Rows that could be mapped and are not in the target for a reason that the ledger knows. */
const ELSEWHERE: ReadonlySet<string> = new Set(['merged', 'quarantined', 'manual'])

function checkSourceRow(
  { request, verdicts, name, entity, source }: EntityCheck,
  key: string,
  hash: number,
  values: Parameters<Tally['add']>[0],
): void {
  const known = request.migration.ledger.rows.get(entity, key)
  const row = { entity: name, level: 3 as const, where: key }
  if (known !== undefined && ELSEWHERE.has(known.kind)) return
  if (known?.kind !== 'migrated') {
    verdicts.different({ ...row, what: 'not-migrated', source: key, target: known?.kind ?? '' })
    return
  }
  source.add(values)
  if (known.hash === hash) return
  const [now, then] = [String(hash), String(known.hash)]
  verdicts.different({ ...row, what: 'source-changed', source: now, target: then })
}

/** Reads the target back and holds every row of this system against the ledger; then looks for rows that are gone. */
async function readTarget(work: EntityCheck): Promise<void> {
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
