import { type Follower, lasting } from '../ledger/index.js'
import type { Program } from '../mapping/code.js'
import type { EntityWork, Mapped } from '../mapping/compile.js'
import { rowHash } from '../mapping/hash.js'
import { PRINTS, type SourceRow, type SourceTable } from '../sources/index.js'
import { correctionOf } from './fixes.js'
import type { Occurrences } from './occurrences.js'
import type { RawBatch } from './origins.js'
import { RowPacker } from './packed.js'
import type { Correction, Job, Produced, Refused, SetAside } from './produce.js'
import { isRecent } from './since.js'

/** What packing a batch needs. */
export interface Packing {
  readonly work: EntityWork
  readonly program: Program
  readonly table: SourceTable
  readonly job: Job
  readonly follower: Follower | null
  /** Given where rows have no key but their content. */
  readonly occurrences: Occurrences | null
  /** Rows that are wanted at most. */
  readonly left: number
}

/** Maps the rows of a batch, all but those that are what they were, and packs what became of each. */
export function packedBatch(batch: RawBatch, packing: Packing): Omit<Produced, 'n'> {
  const pack = new Pack(batch, packing)
  const wants = wanted(batch, packing)
  const { length } = batch.rows
  let index = 0
  const some = () => {
    const end = Math.min(length, index + WATCHED)
    for (; index < end && pack.read < packing.left; index += 1) {
      const key = givenKey(batch, packing, index)
      if (wants === null || wants(index, key)) pack.put(index, key)
    }
  }
  while (index < length && pack.read < packing.left) {
    packing.program.watched(some, () => batch.origin(index).place)
  }
  return pack.packed()
}

/** Rows that are watched together: to watch each for itself would take longer than most of them do. */
const WATCHED = 64

/** The key of a row that has none itself: the one under which it was kept out, or that of its content. */
function givenKey({ rows, keptAs }: RawBatch, { occurrences }: Packing, index: number) {
  if (occurrences === null) return undefined
  return keptAs?.[index] ?? occurrences.next(rowHash(rows.at(index) ?? []))
}

/** Which rows the run asks for, null for all: no row is looked at then. A damaged row is never told by its date. */
function wanted({ rows, flaws }: RawBatch, { work, job }: Packing) {
  const keys = job.keys === null ? null : new Set(job.keys)
  const since = job.replay === null ? job.since : null
  if (keys === null && since === null) return null
  return (index: number, key: string | undefined): boolean => {
    const row = rows.at(index) ?? []
    if (keys !== null && !keys.has(key ?? work.keyOf(row) ?? '')) return false
    return since === null || flaws.has(index) || isRecent(work, since, row)
  }
}

class Pack {
  read = 0
  readonly #batch: RawBatch
  readonly #with: Packing
  readonly #ns: number[] = []
  readonly #knownAt: number[] = []
  readonly #kinds: number[] = []
  readonly #rows: RowPacker
  readonly #prints: number[] = []
  readonly #at: number[] = []
  readonly #keptAs: string[] | null
  readonly #asides: SetAside[] = []
  readonly #refused: Refused[] = []
  readonly #corrected: string[] = []

  constructor(batch: RawBatch, packing: Packing) {
    this.#batch = batch
    this.#with = packing
    this.#rows = new RowPacker(packing.work.fields.length, batch.rows.length)
    this.#keptAs = batch.keptAs === null ? null : []
  }

  put(index: number, key: string | undefined): void {
    this.read += 1
    const { work, job, table, occurrences } = this.#with
    const batch = this.#batch
    const print = batch.prints?.[index] ?? rowHash(batch.rows.at(index) ?? []) % PRINTS
    if (this.#isKnown(index, print, key)) return
    const row = batch.rows.at(index) ?? []
    const correction =
      job.fixes.size === 0 ? undefined : correctionOf(job.fixes.get(rowHash(row)), key)
    if (correction !== undefined) {
      const corrected = correctedRow(row, correction, table)
      const mapped = work.map(corrected, undefined, occurrences?.next(rowHash(corrected)))
      this.#sort(mapped, { index, print: -1, keptAs: batch.keptAs?.[index] ?? correction.key })
      return
    }
    const damage = batch.flaws.size === 0 ? undefined : batch.flaws.get(index)
    this.#sort(work.map(row, damage, key), { index, print, keptAs: batch.keptAs?.[index] })
  }

  /** Whether the row is what it was. A damaged one never is: it was kept out. */
  #isKnown(index: number, print: number, key: string | undefined): boolean {
    const { follower, work } = this.#with
    if (follower === null) return false
    const known = follower.known(print, () => key ?? work.keyOf(this.#batch.rows.at(index) ?? []))
    if (known === null) return false
    this.#ns.push(known.n)
    this.#knownAt.push(index)
    this.#kinds.push(lasting.indexOf(known.kind))
    return true
  }

  #sort(
    mapped: Mapped,
    { index, print, keptAs }: { index: number; print: number; keptAs: string | undefined },
  ): void {
    if (mapped.kind === 'quarantined') {
      const key = this.#batch.keptAs?.[index] ?? mapped.key
      this.#refused.push({ ...this.#batch.origin(index), key, flaws: mapped.flaws })
      return
    }
    if (keptAs !== undefined) this.#corrected.push(keptAs)
    const { key } = mapped
    if (mapped.kind !== 'row') {
      this.#asides.push({ key, as: mapped.kind, rule: mapped.rule, print })
      return
    }
    this.#rows.add(key, mapped.values)
    this.#prints.push(print)
    this.#at.push(index)
    this.#keptAs?.push(keptAs ?? '')
  }

  packed(): Omit<Produced, 'n'> {
    const { end, share } = this.#batch
    const [ns, knownAt] = [new Float64Array(this.#ns), new Int32Array(this.#knownAt)]
    return {
      ...{ read: this.read, known: { ns, at: knownAt, kinds: new Uint8Array(this.#kinds) } },
      ...{ rows: this.#rows.packed(), prints: new Float64Array(this.#prints) },
      ...{ at: new Int32Array(this.#at), keptAs: this.#keptAs, asides: this.#asides },
      ...{ refused: this.#refused, corrected: this.#corrected, end, share },
    }
  }
}

function correctedRow(row: SourceRow, { values }: Correction, { columns }: SourceTable): SourceRow {
  return columns.map(({ name }, index) =>
    name in values ? (values[name] ?? null) : (row[index] ?? null),
  )
}
