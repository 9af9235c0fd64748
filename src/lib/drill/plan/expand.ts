import { AppError, type Finding, found } from '../../errors/index.js'
import type { Item } from '../../items/index.js'
import type { NoticePack, Requirement, Unit } from '../../notice/index.js'
import type { Mapping } from '../../roster/index.js'
import { planUnit } from '../views.js'
import { actorOf, peopleOf, rulesOf } from './actors.js'
import { Cast } from './cast.js'
import { type GivenWork, givens } from './givens.js'
import { mixOf, roundsIn, variantsOf } from './mix.js'
import { idleMutexes, mutexOf } from './mutexes.js'
import type { Play, PlayList } from './plan-file.js'
import type { DrillArticle, DrillPlan, PlannedStep, Round } from './plan-model.js'
import { type Quotas, requirementsOf, timesOf, workOutQuotas } from './quotas.js'
import { applicantOf, castGap, townOf } from './round-people.js'
import type { DrillScript } from './script.js'
import { duration } from './seeded.js'
import { exemptedBy, timesSet, windowsOf } from './settle.js'
import { secondsOf } from './spans.js'

/** Everything a plan is made of. */
export interface PlanInput {
  readonly pack: NoticePack
  readonly items: readonly Item[]
  readonly mapping: Mapping
  readonly articles: readonly DrillArticle[]
  readonly scripts: readonly DrillScript[]
  readonly plays: PlayList
  readonly seed: number
  /** The name by which people know a role. */
  readonly roleTitle: (role: string) => string
}

/** A plan with what somebody must see to before it can meet the notice (HK-DRILL-101 ...). */
export interface Expansion {
  readonly plan: DrillPlan
  readonly gaps: readonly Finding[]
}

/** A plan in the making. */
export interface Work extends PlanInput, GivenWork {
  readonly quotas: Quotas
  readonly rounds: Round[]
  readonly steps: PlannedStep[]
}

/**
 * The flat timetable of a drill: every step of every round of every unit, with its account and duration.
 * Deterministic: the same input and seed give the same plan. How often a script is played comes from the notice.
 */
export function expandPlan(input: PlanInput): Expansion {
  const { pack, items, mapping, seed } = input
  const quotas = workOutQuotas(pack, items, exemptedBy(pack, input.plays))
  const cast = new Cast(mapping, pack.office.code, seed)
  const gaps = new Map<string, Finding>()
  const gap: Work['gap'] = (key, finding) => {
    if (!gaps.has(key)) gaps.set(key, finding)
  }
  const work: Work = { ...input, quotas, cast, rounds: [], steps: [], gap }
  for (const theme of pack.themes) expandTheme(work, theme.id)
  for (const one of input.plays.play) if (one.theme === undefined) expandPlay(work, one)
  checkSeats(work)
  return { plan: planOf(work), gaps: [...gaps.values(), ...idleMutexes(work)] }
}

function expandTheme(work: Work, theme: string): void {
  const plays = work.plays.play.filter((play) => play.theme === theme)
  if (plays.length === 0) work.gap(theme, found('HK-DRILL-106', { theme }))
  for (const play of plays) expandPlay(work, play)
}

function expandPlay(work: Work, play: Play): void {
  const script = work.scripts.find(({ id }) => id === play.script)
  if (!script) throw new Error(`no script ${play.script}`)
  for (const unit of unitsOf(work, play)) expandUnit(work, play, script, unit)
}

/** The units that play: all, or those that the play names. HK-DRILL-005 for a name that no unit has. */
function unitsOf({ pack }: Work, { units }: Play): readonly Unit[] {
  return units === undefined ? pack.units : units.map((name) => planUnit(pack, name))
}

function expandUnit(work: Work, play: Play, script: DrillScript, unit: Unit): void {
  const { theme = null, times: how } = play
  const mix = mixOf(play, script)
  const requirements = requirementsOf(work.pack, theme, script)
  const times = how === 'mix' ? roundsIn(mix) : timesOfUnit(work, requirements, unit, theme)
  if (times === 0) return
  const columns = columnsOf(work, play, script)
  for (const column of columns) {
    const given = givens(work, script, {
      unit,
      column,
      times,
      countable: codesOf(work, requirements),
    })
    const variants = variantsOf(mix, given.length)
    for (const [index, one] of given.entries()) {
      const n = index + 1
      const place = play.each.includes('column') ? `${unit.code}/${column}` : unit.code
      const round = { id: `${script.id}@${place}#${n}`, script: script.id, theme }
      const where = { unit: unit.code, batch: unit.batch, column, n }
      const variant = variants[index] ?? null
      expandRound(work, script, { ...round, ...where, variant, ...one, applicant: null })
    }
  }
}

/** As often as the plan says, else as the notice demands. HK-DRILL-015 when the plan asks for less than that. */
function timesOfUnit(
  { pack, plays, quotas }: Work,
  requirements: readonly Requirement[],
  unit: Unit,
  theme: string | null,
): number {
  const owed = timesOf(requirements, unit, quotas.exempt)
  const set = timesSet(pack, plays, unit, theme)
  if (set === undefined || set >= owed) return set ?? owed
  const strictest = requirements.find(({ atLeast }) => atLeast === owed)
  throw new AppError('HK-DRILL-015', {
    ...{ key: `units ${unit.short} ${theme}`, mine: String(set), theirs: String(owed) },
    clause: `${pack.number} ${strictest?.clause ?? ''}`.trim(),
  })
}

/** Every column, the first, or none, as the play and its script ask. */
function columnsOf({ pack }: Work, { each }: Play, { given }: DrillScript): (string | null)[] {
  if (each.includes('column')) return [...pack.columns]
  return [given.includes('column') ? (pack.columns[0] ?? null) : null]
}

/** Codes that every requirement on the script lets count; all when there is no requirement. */
function codesOf(work: Work, requirements: readonly { readonly id: string }[]): Set<string> {
  if (requirements.length === 0) return new Set(work.items.flatMap(({ code }) => code ?? []))
  const [first = [], ...others] = requirements.map(({ id }) => work.quotas.countable[id] ?? [])
  return new Set(first.filter((code) => others.every((codes) => codes.includes(code))))
}

function expandRound(work: Work, script: DrillScript, bare: Round): void {
  const names = Object.keys(script.steps).filter((name) => isIn(script, name, bare.variant))
  const town = townOf(work, script, bare)
  const part = { id: bare.id, unit: bare.unit, item: bare.item?.code ?? null, town: town?.code }
  const casting = work.cast.choose(script, names, part)
  if (casting.kind === 'nobody') {
    castGap(work, script, bare, casting.role)
    return
  }
  const applicant = applicantOf(work, script, casting.accounts)
  const round: Round = { ...bare, applicant, ...(town && { town }) }
  work.rounds.push(round)
  for (const name of names) {
    const step = script.steps[name]
    const account = casting.accounts.get(name)
    if (!step || account === undefined) continue
    const key = stepKey(round, name)
    const mutex = mutexOf(work, step.mutex, { round, step: name, role: step.as, account })
    work.steps.push({
      key,
      round: round.id,
      step: name,
      unit: round.unit,
      role: step.as,
      account,
      needs: needsOf(script, name, names).map((need) => stepKey(round, need)),
      takes: duration(step.takes, work.seed, key),
      ...(step.wait !== undefined && { wait: secondsOf(step.wait) }),
      ...(mutex !== undefined && { mutex }),
      ...actorOf(work, round, step),
    })
  }
}

/** `online-case/accept@<unit>#3`: readable, stable, and unique in a plan. */
export function stepKey(round: Pick<Round, 'id' | 'script'>, step: string): string {
  return `${round.script}/${step}${round.id.slice(round.script.length)}`
}

function isIn(script: DrillScript, name: string, variant: string | null): boolean {
  const variants = script.steps[name]?.in
  return variants === undefined || variant === null || variants.includes(variant)
}

/** What a step waits for among the steps played: a need that this variant leaves out hands on its own needs. */
function needsOf(script: DrillScript, name: string, played: readonly string[]): string[] {
  const needs = script.steps[name]?.needs ?? []
  const reached = needs.flatMap((need) =>
    played.includes(need) ? [need] : needsOf(script, need, played),
  )
  return [...new Set(reached)]
}

/** The notice limits the people who attend, not a unit's accounts: worth a hint, no more. */
function checkSeats(work: Work): void {
  const { max } = work.pack.participants
  const crowded = work.pack.units.filter(({ code }) => work.cast.seats(code).size > max)
  if (crowded.length === 0) return
  work.gap('seats', found('HK-DRILL-105', { units: crowded.map(({ short }) => short), max }))
}

function planOf(work: Work): DrillPlan {
  const { pack, items, quotas } = work
  return {
    v: 1,
    notice: pack.id,
    title: pack.title,
    seed: work.seed,
    office: { code: pack.office.code, name: pack.office.name },
    batches: pack.batches.map((batch) => {
      return { id: batch.id, title: batch.title, windows: windowsOf(work.plays, batch) }
    }),
    themes: pack.themes.map(({ id, title }) => ({ id, title })),
    units: pack.units.map(({ code, name, short, batch }) => ({ code, name, short, batch })),
    items: items.flatMap(({ code, name, unit }) =>
      code === null ? [] : [{ code, name, unit: unit.code }],
    ),
    countable: mutable(quotas.countable),
    exempt: [...quotas.exempt],
    ...rulesOf(work),
    ...peopleOf(work),
    scripts: work.scripts.filter(({ id }) => work.rounds.some((round) => round.script === id)),
    rounds: work.rounds,
    steps: work.steps,
  }
}

function mutable(codes: Quotas['countable']): Record<string, string[]> {
  return Object.fromEntries(Object.entries(codes).map(([id, list]) => [id, [...list]]))
}
