import type { UnitStanding } from '../inbox/index.js'
import type { Obligation, Requirement } from '../notice/index.js'
import type { Missing, Overdue, StandingFacts } from './model.js'

/** Everything that is still owed, unit by unit in the order of the notice. */
export function missingOf(facts: StandingFacts): readonly Missing[] {
  const { pack } = facts
  const all = [
    ...facts.forms.flatMap(missingForms),
    ...missingRoles(facts),
    ...missingNodes(facts),
    ...missedRequirements(facts),
  ]
  const order = [...pack.units, pack.office].map(({ code }) => code)
  return all
    .map((one, index) => ({ one, index, at: order.indexOf(one.unit) }))
    .sort((a, b) => a.at - b.at || a.index - b.index)
    .map(({ one }) => one)
}

/** What each unit still owes; units that owe nothing are left out. */
export function missingByUnit(
  missing: readonly Missing[],
): readonly { readonly unitName: string; readonly missing: readonly Missing[] }[] {
  const groups = new Map<string, Missing[]>()
  for (const one of missing) groups.set(one.unitName, [...(groups.get(one.unitName) ?? []), one])
  return [...groups].map(([unitName, own]) => ({ unitName, missing: own }))
}

function missingForms({ unit, forms }: UnitStanding): readonly Missing[] {
  return forms.flatMap(({ form, state, returned }): Missing[] =>
    state === 'received'
      ? []
      : [{ kind: 'form', unit: unit.code, unitName: unit.name, form, state, returned }],
  )
}

/** Roles of units of which nobody came in yet are not listed: that their people are missing says it. */
function missingRoles({ roles }: StandingFacts): readonly Missing[] {
  const known = new Set(roles.filter(({ holders }) => holders.length > 0).map(({ unit }) => unit))
  return roles
    .filter(({ unit, state }) => state === 'missing' && known.has(unit))
    .map(({ unit, unitName, duty, holders }) => {
      const { role, title, min: need } = duty
      return { kind: 'role', unit, unitName, role, title, have: holders.length, need }
    })
}

function missingNodes({ gaps, pack }: StandingFacts): readonly Missing[] {
  return [...pack.units, pack.office].flatMap(({ code, name }): Missing[] => {
    const nodes = gaps[code] ?? 0
    return nodes === 0 ? [] : [{ kind: 'gap', unit: code, unitName: name, nodes }]
  })
}

/** What the last finished run did not bring. */
function missedRequirements({ runs, pack }: StandingFacts): readonly Missing[] {
  const run = runs.find(({ state }) => state === 'finished')
  const names = new Map(pack.units.map(({ code, name }) => [code, name]))
  return (run?.results ?? []).flatMap((result): Missing[] => {
    const { unit, requirement, column, verdict, counted, atLeast } = result
    if (verdict === 'met' || verdict === 'exempt') return []
    const unitName = names.get(unit) ?? unit
    return [{ kind: 'requirement', unit, unitName, requirement, column, verdict, counted, atLeast }]
  })
}

/**
 * Obligations whose day lies before `on` and that the workspace shows to be unfulfilled: forms not received, acts not
 * observed, reports not written. Of the others it cannot tell.
 */
export function overdueOf(facts: StandingFacts, on: string): readonly Overdue[] {
  const { pack, papers } = facts
  const acts = pack.obligations
    .filter(({ who }) => who === 'unit')
    .flatMap((obligation) => {
      const { id, title, due, clause } = obligation
      const owedBy = pack.units
        .filter((unit) => dueOf(facts, obligation, unit.batch) < on)
        .filter((unit) => owes(facts, obligation, unit))
        .map(({ name }) => name)
      return owedBy.length === 0 ? [] : [{ obligation: id, title, due, clause, owedBy }]
    })
  const reports = papers.length > 0 ? [] : pack.reports.filter(({ due }) => due < on)
  const late = reports.map(({ id, title, due, clause }) => {
    return { obligation: id, title, due, clause, owedBy: [pack.office.name] }
  })
  return [...acts, ...late]
}

function dueOf({ pack }: StandingFacts, { due, byBatch }: Obligation, batch: string): string {
  const day = byBatch ? pack.batches.find(({ id }) => id === batch)?.day : undefined
  return day ?? due
}

type UnitOf = { readonly code: string; readonly batch: string }

function owes(facts: StandingFacts, { form, requirement }: Obligation, unit: UnitOf): boolean {
  if (form !== null) return owesForm(facts, form, unit)
  const wanted = facts.pack.requirements.find(({ id }) => id === requirement)
  return wanted !== undefined && owesAct(facts, wanted, unit)
}

function owesForm({ forms }: StandingFacts, form: string, { code }: UnitOf): boolean {
  const standing = forms.find(({ unit }) => unit.code === code)?.forms
  const state = standing?.find((one) => one.form === form)?.state
  return state === 'missing' || state === 'returned'
}

/** Before the first finished run every unit of the batches concerned owes; after it, those that missed it. */
function owesAct({ runs }: StandingFacts, { id, batches }: Requirement, unit: UnitOf): boolean {
  if (!batches.includes(unit.batch)) return false
  const run = runs.find(({ state }) => state === 'finished')
  if (run === undefined) return true
  return run.results.some(
    (one) => one.requirement === id && one.unit === unit.code && one.verdict === 'missed',
  )
}
