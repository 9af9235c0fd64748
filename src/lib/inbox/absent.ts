import { claimOf } from '../roster/index.js'
import {
  findRecord,
  listKeys,
  type RecordKind,
  recordActs,
  type Store,
} from '../workspace/index.js'
import type { AbsentRecords, UnitName } from './model.js'
import { isEntryOf } from './registers.js'

/** Whose records of which form a file reported. */
export interface Reported {
  readonly unit: UnitName
  readonly form: string
  readonly kind: RecordKind
}

/** Remembers what the files of a run reported, to tell what they did not (本次未报). */
export class MetRecords {
  readonly #reported = new Map<string, Reported>()
  readonly #keys = new Map<RecordKind, Set<string>>()

  /** Remembers the keys of one batch, stored or returned. */
  add(reported: Reported, keys: readonly string[]): void {
    const known = this.#keys.get(reported.kind) ?? new Set()
    for (const key of keys) known.add(key)
    this.#keys.set(reported.kind, known)
    this.#reported.set(JSON.stringify([reported.unit.code, reported.form]), reported)
  }

  /** How many people the keys are about whom no file of the run named at all. */
  unspoken(keys: readonly string[]): number {
    const named = new Set([...(this.#keys.get('person') ?? [])].map((key) => claimOf(key).person))
    const people = new Set(keys.map((key) => claimOf(key).person))
    return [...people].filter((person) => !named.has(person)).length
  }

  /** What the store holds of the reporting units and forms that no file of the run named, by key. */
  absent(store: Store): readonly (Reported & { readonly keys: readonly string[] })[] {
    return [...this.#reported.values()].flatMap((reported) => {
      const met = this.#keys.get(reported.kind)
      const stored = listKeys(store, reported.kind, reported.unit.code)
      const keys = stored.filter((key) => met?.has(key) !== true && isOfForm(key, reported))
      return keys.length === 0 ? [] : { ...reported, keys }
    })
  }
}

/** Several forms speak of people, and several are registers, each for itself; other kinds of record are of one form. */
function isOfForm(key: string, { kind, form }: Reported): boolean {
  if (kind === 'entry') return isEntryOf(key, form)
  return kind !== 'person' || [form, null].includes(claimOf(key).form)
}

/** How absence is judged. `because` goes into the history of what is withdrawn; null withdraws nothing. */
export interface AbsenceRule {
  readonly because: string | null
  readonly at: string
}

/** Counts what was not reported this time; withdraws it only when the files are said to be complete. */
export function settleAbsent(
  store: Store,
  met: MetRecords,
  rule: AbsenceRule,
): readonly AbsentRecords[] {
  return met.absent(store).flatMap((absent) => {
    const { unit, form, kind, keys } = absent
    const withdrawn = rule.because === null ? 0 : withdraw(store, absent, rule)
    const count = kind === 'person' ? met.unspoken(keys) : keys.length
    return count + withdrawn === 0 ? [] : { unit, form, kind, count, withdrawn }
  })
}

function withdraw(
  store: Store,
  { unit, kind, keys }: Reported & { readonly keys: readonly string[] },
  { because, at }: AbsenceRule,
): number {
  const acts = keys.map((key) => ({
    kind,
    key,
    version: findRecord(store, kind, key)?.version ?? 1,
    act: 'withdraw',
    by: unit.name,
    at,
    because,
    reason: 'withdrawn',
    becomes: 'nothing' as const,
  }))
  recordActs(store, acts)
  return acts.length
}
