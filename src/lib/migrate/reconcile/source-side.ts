import { AppError } from '../../errors/index.js'
import { fixesOf } from '../run/fixes.js'
import { PackedRow } from '../run/packed.js'
import type { Produced } from '../run/produce.js'
import { startProduction } from '../run/thread.js'
import type { EntityCheck } from './entity-check.js'

/** Maps every row of the source again and holds it against the ledger. */
export async function readSource(work: EntityCheck): Promise<void> {
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
  const job = {
    mapping,
    entity: name,
    run: null,
    ledger: file,
    ...all,
    fixes,
    today: request.today,
  }
  const { signal } = request
  const error = () => new AppError('HK-INT-002', {})
  const production = startProduction(job, { signal, error })
  const seen = new Set<string>()
  for await (const batch of production.batches) {
    if (signal.aborted) throw error()
    checkBatch(work, batch, seen)
    production.done(batch.n)
  }
}

/** Of rows with one key the first one counts, as it did in the run. */
function checkBatch(work: EntityCheck, batch: Produced, seen: Set<string>): void {
  for (let index = 0; index < batch.rows.count; index += 1) {
    const row = new PackedRow(batch.rows, index)
    if (seen.has(row.key)) continue
    if (work.twice.has(row.key)) seen.add(row.key)
    checkSourceRow(work, row)
  }
}

/** Rows that could be mapped and are not in the target for a reason that the ledger knows. */
const ELSEWHERE: ReadonlySet<string> = new Set(['merged', 'quarantined', 'manual'])

function checkSourceRow(
  { request, verdicts, name, entity, source }: EntityCheck,
  { key, hash, values }: PackedRow,
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
