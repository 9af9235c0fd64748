import type { Batch, Day, NoticePack, Obligation, ReportDuty, Requirement } from './model.js'

/**
 * One line of a notice's outline; what does not apply is null. `who` is batch ids, `unit` (every unit), or an office's name;
 * `due` is `batch` for what is due on each batch's own day.
 */
export interface OutlineRow {
  readonly clause: string
  readonly inferred: boolean
  readonly due: Day | 'batch' | null
  /** The day that needs it, when that is before `due`. */
  readonly neededBy: Day | null
  readonly who: string | null
  /** `3`, `1-4`, `2/3`, or office windows. */
  readonly amount: string | null
  readonly title: string
}

/** One section of an outline. */
interface OutlineSection {
  readonly section: 'batches' | 'requirements' | 'roles' | 'targets' | 'obligations' | 'reports'
  readonly rows: readonly OutlineRow[]
}

/** Everything that a notice asks for as flat lines with their clauses, in the order in which an office reads it. */
export function outlinePack(pack: NoticePack): readonly OutlineSection[] {
  return [
    { section: 'batches', rows: pack.batches.map(batchRow) },
    { section: 'requirements', rows: pack.requirements.map(requirementRow) },
    {
      section: 'roles',
      rows: pack.roles.map((one) => row(one, { who: 'unit', amount: range(one) })),
    },
    {
      section: 'targets',
      rows: pack.targets.map((one) => row(one, { due: one.due, amount: one.atLeast.join('/') })),
    },
    { section: 'obligations', rows: pack.obligations.map((one) => obligationRow(one, pack)) },
    { section: 'reports', rows: pack.reports.flatMap((one) => reportRows(one, pack)) },
  ]
}

function batchRow(one: Batch): OutlineRow {
  const amount = one.windows.map((window) => window.join('-')).join(' ')
  return row(one, { due: one.day, who: one.id, amount })
}

function requirementRow(one: Requirement): OutlineRow {
  return row(one, { who: one.batches.join(' '), amount: String(one.atLeast) })
}

/** One line for each heading that the report must have. */
function reportRows({ clause, title, due, headings }: ReportDuty, pack: NoticePack): OutlineRow[] {
  return headings.map((heading) =>
    row({ clause, title: `${title}：${heading}` }, { due, who: pack.office.name }),
  )
}

/** What the notice does not say itself, as it is taken: the list of units under a title of its own, requirements by their batches. */
export function inferredPoints({ unitsSource, units, requirements }: NoticePack, unitList: string) {
  const list = { ...unitsSource, title: unitList, batches: [String(units.length)] }
  return [list, ...requirements]
    .filter(({ inferred }) => inferred)
    .map(({ title, batches, clause }) => ({ title, value: batches.join(' '), clause }))
}

type Cited = Pick<OutlineRow, 'clause' | 'title'> & { readonly inferred?: boolean }

function row({ clause, title, inferred = false }: Cited, rest: Partial<OutlineRow>): OutlineRow {
  return { clause, inferred, due: null, neededBy: null, who: null, amount: null, title, ...rest }
}

function obligationRow(one: Obligation, pack: NoticePack): OutlineRow {
  const { office, batches, requirements } = pack
  const neededBy = one.neededBy !== null && one.neededBy < one.due ? one.neededBy : null
  const { batches: owing = [] } = requirements.find(({ id }) => id === one.requirement) ?? {}
  const isForAll = owing.length === 0 || owing.length === batches.length
  const unit = isForAll ? one.who : owing.join(' ')
  const who = one.who === 'office' ? office.name : unit
  return row(one, { due: one.byBatch ? 'batch' : one.due, neededBy, who })
}

function range({ min, max }: { readonly min: number; readonly max: number | null }): string {
  if (max === null) return `${min}+`
  return min === max ? String(min) : `${min}-${max}`
}
