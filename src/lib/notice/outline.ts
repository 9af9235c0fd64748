import type { Day, NoticePack, Obligation } from './model.js'

/** One line of a notice's outline; what does not apply is null. `who` is a batch, `unit`, or an office's name. */
export interface OutlineRow {
  readonly clause: string
  readonly inferred: boolean
  readonly due: Day | null
  /** The day that needs it, when that is before `due`. */
  readonly neededBy: Day | null
  readonly who: string | null
  /** `3`, `1-4`, `2/3`, or office windows. */
  readonly amount: string | null
  readonly title: string
}

/** The sections of an outline, in the order in which an office reads a notice. */
export interface Outline {
  readonly batches: readonly OutlineRow[]
  readonly requirements: readonly OutlineRow[]
  readonly roles: readonly OutlineRow[]
  readonly targets: readonly OutlineRow[]
  readonly obligations: readonly OutlineRow[]
  readonly reports: readonly OutlineRow[]
}

/** Everything that a notice asks for as flat lines with their clauses, for a screen or a paper. */
export function outlinePack(pack: NoticePack): Outline {
  return {
    batches: pack.batches.map((one) =>
      row(one, {
        due: one.day,
        who: one.id,
        amount: one.windows.map((w) => w.join('-')).join(' '),
      }),
    ),
    requirements: pack.requirements.map((one) =>
      row(one, { who: one.batches.join(' '), amount: String(one.atLeast) }),
    ),
    roles: pack.roles.map((one) => row(one, { who: 'unit', amount: range(one) })),
    targets: pack.targets.map((one) => row(one, { due: one.due, amount: one.atLeast.join('/') })),
    obligations: pack.obligations.map((one) => obligationRow(one, pack)),
    reports: pack.reports.map((one) => row(one, { due: one.due, who: pack.office.name })),
  }
}

type Cited = Pick<OutlineRow, 'clause' | 'title'> & { readonly inferred?: boolean }

function row({ clause, title, inferred = false }: Cited, rest: Partial<OutlineRow>): OutlineRow {
  return { clause, inferred, due: null, neededBy: null, who: null, amount: null, title, ...rest }
}

function obligationRow(one: Obligation, { office }: NoticePack): OutlineRow {
  const neededBy = one.neededBy !== null && one.neededBy < one.due ? one.neededBy : null
  return row(one, { due: one.due, neededBy, who: one.who === 'office' ? office.name : one.who })
}

function range({ min, max }: { readonly min: number; readonly max: number | null }): string {
  if (max === null) return `${min}+`
  return min === max ? String(min) : `${min}-${max}`
}
