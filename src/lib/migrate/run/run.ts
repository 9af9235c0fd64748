import { AppError, type Finding, found } from '../../errors/index.js'
import { type Counts, dispositions, type Run, type Scope } from '../ledger/index.js'
import { entityOf } from '../mapping/compile.js'
import type { Mapping } from '../mapping/load.js'
import { type Migration, wholly } from './open.js'
import { openEntitySource } from './produce.js'
import { runEntity } from './run-entity.js'
import { scopeNames } from './scope.js'
import { checkSince } from './since.js'
import { storing } from './store.js'

/** What a run is asked for. */
export interface RunRequest {
  readonly migration: Migration
  readonly scope: Scope
  /** Local time with offset; the run starts now. */
  readonly now: () => string
  /** Milliseconds that only go forward, for rates. */
  readonly clock: () => number
  readonly signal: AbortSignal
  /** The command that takes the same part again: it goes on after an interruption. */
  readonly resume: (scope: Scope) => string
  /** Only go on with the run that was interrupted, with its own scope whatever `scope` is (HK-MIG-020 when there is none). */
  readonly onlyResume?: boolean
  readonly onProgress?: (progress: Progress) => void
}

/** How far an entity is. `readWait` and `writeWait` are shares of the time that the other side waited. */
export interface Progress {
  readonly entity: string
  readonly read: number
  readonly quarantined: number
  readonly share: number | null
  readonly rowsPerSecond: number
  readonly readWait: number
  readonly writeWait: number
  readonly secondsLeft: number | null
}

/** What a run did with an entity. */
export interface EntityResult extends Counts {
  readonly name: string
  /** Rows of the source that the run's scope left out: they are no part of the equation; null where nobody counted. */
  readonly unread: number | null
}

/** What a run came to. */
export interface RunResult {
  readonly run: number
  /** What the run was asked to take. */
  readonly scope: Scope
  /** Whether that was all of the mapping; a part is never the whole, however well it went. */
  readonly isWhole: boolean
  readonly entities: readonly EntityResult[]
  /** Whether every row that was read has its disposition. */
  readonly balanced: boolean
  readonly quarantine: { readonly open: number }
  readonly checkpoint: { readonly entity: string; readonly position: string | null } | null
  readonly findings: readonly Finding[]
}

/**
 * Runs a mapping, or goes on with the run that was interrupted: every row of the source ends in exactly one disposition,
 * what was unchanged stays untouched. Killed at any moment, it goes on behind the last batch. HK-MIG-021 (exit 5) when
 * mapping or source changed under an interrupted run, HK-MIG-047 while the mapping leaves something to be decided, HK-MIG-022 (exit 5) when too many rows are kept out, HK-MIG-023 (exit
 * 4) when the target is full or gone, HK-INT-001 when interrupted.
 */
export function runMigration(request: RunRequest): Promise<RunResult> {
  return storing(request.migration.file, () => work(request))
}

async function work(asked: RunRequest): Promise<RunResult> {
  const request = { ...asked, scope: scopeOf(asked) }
  const { migration, scope, now } = request
  const { ledger, mapping } = migration
  requireDecided(mapping)
  const names = scopeNames(mapping, scope)
  if (scope.since !== null) checkSince(mapping, scope.since)
  const sources = await fingerprints(request, names)
  const run = begin(request, sources)
  const entities: EntityResult[] = []
  const findings: Finding[] = []
  await wholly(migration.target, async () => {
    for (const name of names) {
      const result = await runEntity(request, run, name)
      const unread = await unreadOf(request, run, { name, read: result.counts.read })
      entities.push({ name, ...result.counts, unread })
      findings.push(...result.findings)
      if (result.counts.read === 0 && !mayBeNothing(scope)) {
        findings.push(
          found('HK-MIG-404', { entity: name, table: entityOf(mapping, name).from.table }),
        )
      }
    }
  })
  ledger.end(run.id, 'done', now())
  const quarantine = { open: openRows(request, Object.keys(mapping.entities)) }
  const balanced = entities.every(isBalanced)
  const isWhole = run.kind === 'full'
  return { run: run.id, scope, isWhole, entities, balanced, quarantine, checkpoint: null, findings }
}

/** A draft is no mapping yet: what nobody has decided would be decided by the run, and a hall forgets nothing. */
function requireDecided({ file, todos }: Mapping): void {
  if (todos.length === 0) return
  throw new AppError('HK-MIG-047', { file, count: todos.length, lines: todos.slice(0, 10) })
}

/** What of an entity's table the run left out, counted at the source. */
async function unreadOf(
  { migration: { mapping } }: RunRequest,
  { kind }: Run,
  { name, read }: { readonly name: string; readonly read: number },
): Promise<number | null> {
  if (kind !== 'part') return kind === 'full' ? 0 : null
  const source = await openEntitySource(mapping, name)
  try {
    return Math.max(0, (await source.count(entityOf(mapping, name).from.table)) - read)
  } finally {
    await source.close()
  }
}

/** Whether a run may well find no row: nothing was changed, nothing is kept out. */
function mayBeNothing({ since, onlyQuarantine }: Scope): boolean {
  return since !== null || onlyQuarantine
}

/** Read is the sum of all dispositions. */
export function isBalanced(counts: Counts): boolean {
  return counts.read === dispositions.reduce((sum, name) => sum + counts[name], 0)
}

async function fingerprints({ migration: { mapping } }: RunRequest, names: readonly string[]) {
  const found: Record<string, string> = {}
  for (const name of names) {
    const source = await openEntitySource(mapping, name)
    try {
      found[name] = await source.fingerprint(entityOf(mapping, name).from.table)
    } finally {
      await source.close()
    }
  }
  return found
}

/** What is taken: of a run that goes on, what it was begun with. */
function scopeOf({ migration, scope, onlyResume = false }: RunRequest): Scope {
  const last = onlyResume ? interrupted(migration) : null
  return last?.scope ?? scope
}

/** The last run, when it was interrupted. */
function interrupted({ ledger }: Migration): Run | null {
  const last = ledger.runs().at(-1)
  return last?.state === 'running' || last?.state === 'stopped' ? last : null
}

/** The run that was interrupted, when nothing changed under it; a new one otherwise. */
function begin(request: RunRequest, sources: Readonly<Record<string, string>>): Run {
  const { migration, scope, now, onlyResume = false } = request
  const { ledger, mapping } = migration
  const last = interrupted(migration)
  if (last === null) {
    if (onlyResume) throw new AppError('HK-MIG-020', { mapping: mapping.file })
    return fresh(request, sources)
  }
  const changed = changeUnder(last, mapping.sha256, sources)
  if (changed === null && JSON.stringify(last.scope) === JSON.stringify(scope)) return last
  if (changed !== null && onlyResume) throw new AppError('HK-MIG-021', changed)
  ledger.end(last.id, 'abandoned', now())
  return fresh(request, sources)
}

function fresh({ migration, scope, now }: RunRequest, sources: Readonly<Record<string, string>>) {
  const isWhole = [scope.entities, scope.limit, scope.keys, scope.since].every(
    (part) => part === null,
  )
  const kind = scope.onlyQuarantine ? 'replay' : isWhole ? 'full' : 'part'
  const { ledger, mapping } = migration
  const code = Object.fromEntries(mapping.code.map(({ module, sha256 }) => [module, sha256]))
  return ledger.begin({ kind, mapping: mapping.sha256, code, sources, scope, started: now() })
}

function changeUnder(last: Run, mapping: string, sources: Readonly<Record<string, string>>) {
  if (last.mapping !== mapping) return { what: 'mapping', name: '' } as const
  const name = Object.keys(sources).find((one) => last.sources[one] !== sources[one])
  return name === undefined ? null : ({ what: 'source', name } as const)
}

function openRows({ migration: { ledger } }: RunRequest, names: readonly string[]): number {
  return names.reduce(
    (sum, name) => sum + ledger.quarantine.list(ledger.entity(name), 'open').length,
    0,
  )
}
