import { masked } from '../../text/index.js'
import { rowHash } from '../mapping/hash.js'
import type { Cell } from '../sources/index.js'

/** A migrated row that both sides look up and tick off. */
export interface SampledRow {
  readonly entity: string
  readonly group: string
  /** Its key in the old system, and what makes it unique in the target. */
  readonly key: string
  readonly dst: string
  /** As read back from the target, by field; numbers of people are masked. */
  readonly values: Readonly<Record<string, string>>
}

/** So many rows of a group are kept while all go by. */
const KEPT = 3

/** Draws rows by chance of a seed, so that every group has its turn before any has two: the same seed draws the same rows. */
export class Sample {
  readonly #groups = new Map<string, { order: number; row: SampledRow }[]>()
  readonly #seed: number

  constructor(seed: number) {
    this.#seed = seed
  }

  add(order: Omit<SampledRow, 'values'>, fields: readonly string[], values: readonly Cell[]): void {
    const { entity, group, key } = order
    const kept = this.#groups.get(`${entity}\0${group}`) ?? []
    this.#groups.set(`${entity}\0${group}`, kept)
    const chance = rowHash([String(this.#seed), entity, key])
    if (kept.length >= KEPT && chance >= (kept.at(-1)?.order ?? 0)) return
    const shown = fields.map((name, at) => [name, shownCell(values[at] ?? null)] as const)
    kept.push({ order: chance, row: { ...order, values: Object.fromEntries(shown) } })
    kept.sort((a, b) => a.order - b.order).splice(KEPT)
  }

  /** So many of them, ordered by entity and key. */
  drawn(size: number): readonly SampledRow[] {
    const rounds = Array.from({ length: KEPT }, (_, round) =>
      [...this.#groups.values()]
        .flatMap((kept) => kept[round] ?? [])
        .sort((a, b) => a.order - b.order),
    )
    const rows = rounds.flat().slice(0, size)
    return rows.map(({ row }) => row).sort((a, b) => (place(a) < place(b) ? -1 : 1))
  }
}

function place({ entity, key }: SampledRow): string {
  return `${entity} ${key}`
}

function shownCell(cell: Cell): string {
  if (cell === null) return ''
  if (cell instanceof Uint8Array) return `（${cell.length} 字节）`
  const text = masked(String(cell))
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
