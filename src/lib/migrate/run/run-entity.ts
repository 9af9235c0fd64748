import { AppError, type Finding, found } from '../../errors/index.js'
import { added, type Counts, noCounts, type Run } from '../ledger/index.js'
import { entityOf } from '../mapping/compile.js'
import type { Mapping } from '../mapping/load.js'
import { basisOf } from './basis.js'
import { columnsOf, contractFindings } from './contract.js'
import { fixesOf } from './fixes.js'
import { markChanges, sinceOf } from './marks.js'
import { meterOf } from './meter.js'
import type { Job } from './produce.js'
import type { RunRequest } from './run.js'
import { sentAndGone } from './sent-and-gone.js'
import type { Writing } from './settle.js'
import { startProduction } from './thread.js'
import { writeBatch } from './write-batch.js'

/** Rows of a batch, about. */
const BATCH = 5000

/** Runs one entity from where its last batch ended; nothing is done to one that is done. */
export async function runEntity(
  request: RunRequest,
  run: Run,
  name: string,
): Promise<{ readonly counts: Counts; readonly findings: readonly Finding[] }> {
  const { ledger, mapping } = request.migration
  const entity = ledger.entity(name)
  const start = ledger.checkpoint(run.id, entity)
  if (start.isDone) return { counts: start.counts, findings: [] }
  for (const needs of entityOf(mapping, name).needs) requireRows(request, name, needs)
  const columns = await columnsOf(mapping, name)
  const findings = contractFindings(request.migration, name, columns)
  ledger.restOn(entity, basisOf(request.migration, name, columns))
  if (start.batches === 0) {
    const { migration, scope, now, signal } = request
    await markChanges({ migration, scope, today: now().slice(0, 10), signal }, run.id, name)
  }
  const counts = await writeAll(request, run, { name, entity, start })
  const told = [
    ...sweep(request, run, { name, entity }),
    ...repeats(request, run, { name, entity }),
    ...(await sentAndGone(request.migration, run, { name, entity })),
  ]
  return { counts, findings: [...findings, ...told] }
}

/** Rows that the run brought and that are another one word for word: they may have been entered twice. */
function repeats(
  { migration: { mapping, ledger } }: RunRequest,
  run: Run,
  { name, entity }: Pick<Start, 'name' | 'entity'>,
): readonly Finding[] {
  if (entityOf(mapping, name).from.key !== 'content') return []
  const { count, sample } = ledger.rows.repeats(entity, run.id)
  return count === 0 ? [] : [found('HK-MIG-405', { entity: name, count, sample })]
}

function requireRows({ migration: { ledger } }: RunRequest, entity: string, needs: string): void {
  if (!ledger.wasRun(ledger.entity(needs))) throw new AppError('HK-MIG-013', { entity, needs })
}

interface Start {
  readonly name: string
  readonly entity: number
  readonly start: ReturnType<RunRequest['migration']['ledger']['checkpoint']>
}

async function writeAll(
  request: RunRequest,
  run: Run,
  { name, entity, start }: Start,
): Promise<Counts> {
  const { migration, signal, resume, scope } = request
  const { ledger } = migration
  const error = () => new AppError('HK-INT-001', { resume: resume(scope) })
  const job = jobOf(request, run, { name, entity, start })
  const production = startProduction(job, { signal, error })
  const writing = await writingOf(request, run, { name, entity, origin: production.origin })
  const meter = meterOf(request, name)
  holdLimits(request, run, { name, counts: start.counts })
  let { counts, batches, position } = start
  const record = (isLast: boolean, done: Counts) => {
    batches += 1
    const seen = writing.seen.stretches()
    ledger.batch(run.id, {
      ...{ entity, n: batches, position: position ?? '', isLast, counts: done, seen },
    })
  }
  for await (const batch of meter.reading(production.batches)) {
    await ledger.atomic(async () => {
      const done = await writeBatch(writing, batch)
      position = batch.end
      record(false, done)
      counts = added(counts, done)
    })
    production.done(batch.n)
    meter.tell(counts, batch.share)
    holdLimits(request, run, { name, counts })
    if (signal.aborted) throw error()
  }
  await ledger.atomic(async () => record(true, noCounts()))
  return counts
}

function jobOf(
  { migration, scope, now }: RunRequest,
  run: Run,
  { name, entity, start }: Start,
): Job {
  const { mapping, ledger, file } = migration
  const limit = scope.limit === null ? null : Math.max(0, scope.limit - start.counts.read)
  return {
    ...{
      mapping,
      entity: name,
      run: run.id,
      ledger: file,
      from: start.position,
      rows: BATCH,
      limit,
    },
    ...{ keys: scope.keys, since: sinceOf(migration, name, scope) },
    replay: scope.onlyQuarantine ? ledger.quarantine.list(entity, 'open') : null,
    ...{
      fixes: fixesOf(ledger, name),
      follow: !scope.onlyQuarantine && !namesFiles(mapping, name),
    },
    today: now().slice(0, 10),
  }
}

/** Files may change while the row that names them does not: such rows are looked at each time. */
function namesFiles(mapping: Mapping, name: string): boolean {
  return JSON.stringify(entityOf(mapping, name).fields).includes('{"file":')
}

async function writingOf(
  { migration, now }: RunRequest,
  run: Run,
  { name, entity, origin }: Pick<Start, 'name' | 'entity'> & Pick<Writing, 'origin'>,
): Promise<Writing> {
  const { mapping, ledger, target } = migration
  const text = entityOf(mapping, name)
  const fields = Object.keys(text.fields)
  const { table, unique } = text.to
  const opened = await target.table({ table, fields, unique })
  return {
    ...{ ledger, table: opened, text, fields, entity, run: run.id, origin },
    ...{ seen: ledger.seen(run.id, entity), arrivals: ledger.arrivals(entity) },
    day: now().slice(0, 10),
    byHand: ledger.manual.owned(entity),
  }
}

/** Stops the run when more rows are kept out than the mapping allows (HK-MIG-022, exit 5). What is written stays. */
function holdLimits(
  { migration: { mapping, ledger }, now, resume, scope }: RunRequest,
  run: Run,
  { name, counts: { read, quarantined } }: { name: string; counts: Counts },
): void {
  const { rows, ratio, after } = mapping.limits.quarantine
  const isOver =
    (rows !== undefined && quarantined > rows) ||
    (ratio !== undefined && read >= after && quarantined > ratio * read)
  if (!isOver) return
  ledger.end(run.id, 'stopped', now())
  throw new AppError('HK-MIG-022', { entity: name, quarantined, read, resume: resume(scope) })
}

/**
 * After all rows of an entity were seen: rows that were never migrated and are gone from the source are forgotten; migrated
 * ones that are gone are told, and stay in the target.
 */
function sweep(
  { migration: { ledger } }: RunRequest,
  run: Run,
  { name, entity }: Pick<Start, 'name' | 'entity'>,
): readonly Finding[] {
  if (run.kind !== 'full') return []
  const seen = ledger.seen(run.id, entity)
  const arrivals = ledger.arrivals(entity)
  for (const n of ledger.rows.sweep(entity, seen)) arrivals.set(n, 0, null)
  arrivals.flush()
  const gone = ledger.rows.unseen(entity, seen)
  if (gone.length === 0) return []
  return [found('HK-MIG-402', { entity: name, count: gone.length, sample: gone.slice(0, 5) })]
}
