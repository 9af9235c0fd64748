import { plusSeconds, secondsBetween } from '../../calendar/index.js'
import { type Finding, found } from '../../errors/index.js'
import type { DrillPlan, PlanBatch, PlannedStep } from './plan-model.js'
import type { SkippedStep } from './schedule-model.js'

/**
 * Somebody who has more to do in a batch than its windows hold, and what would fit, each way by itself and found by
 * playing it through: so many more people beside this one, so many more windows, at most so many of this person's
 * rounds, these units in another batch. Null where that way alone does not help.
 */
export interface Overload {
  readonly account: string
  /** The unit whose work it is; the office for work of several units. */
  readonly unit: string
  readonly batch: string
  readonly roles: readonly string[]
  readonly steps: number
  readonly minutes: number
  readonly open: number
  readonly left: number
  readonly fits: {
    readonly people: number | null
    readonly windows: number | null
    readonly rounds: { readonly now: number; readonly most: number } | null
    readonly move: { readonly units: readonly string[]; readonly batch: string } | null
  }
}

/** Plays a plan through on paper; gives the steps that were given up. */
export type PlayThrough = (plan: DrillPlan) => readonly SkippedStep[]

/** Beyond this many people or windows nobody asks any more. */
const MOST = 8
/** So many overloads are thought through; the others are told with their figures. */
const THOUGHT_THROUGH = 4

/** Who has more to do than the windows hold, the largest rest first. */
export function overloadsOf(
  plan: DrillPlan,
  left: readonly SkippedStep[],
  play: PlayThrough,
): Overload[] {
  const stranded = stepsWithoutWindow(left)
  const cases = plan.batches.flatMap((batch) => {
    const part = batchOnly(plan, batch.id)
    const keys = new Set(part.steps.map(({ key }) => key))
    const own = stranded.filter(({ key }) => keys.has(key))
    return [...new Set(own.map(({ account }) => account))].map((account): Case => {
      return {
        plan,
        part,
        batch,
        account,
        left: own.filter((step) => step.account === account).length,
      }
    })
  })
  return cases
    .toSorted((a, b) => b.left - a.left)
    .map((one, index) => ({
      ...figures(one),
      fits: index < THOUGHT_THROUGH ? waysOut(one, play) : NO_WAY,
    }))
}

/** An overload as a finding, its ways out as plain figures; 0 and empty where there is none. */
export function overloadFinding({ account, fits, roles: _, ...figures }: Overload): Finding {
  return found('HK-DRILL-104', {
    ...figures,
    person: account,
    people: fits.people ?? 0,
    windows: fits.windows ?? 0,
    rounds: fits.rounds?.most ?? 0,
    of: fits.rounds?.now ?? 0,
    move: fits.move?.units ?? [],
    to: fits.move?.batch ?? '',
  })
}

const NO_WAY: Overload['fits'] = { people: null, windows: null, rounds: null, move: null }

interface Case {
  readonly plan: DrillPlan
  /** The plan of the batch alone. */
  readonly part: DrillPlan
  readonly batch: PlanBatch
  readonly account: string
  readonly left: number
}

function figures({ plan, part, batch, account, left }: Case): Omit<Overload, 'fits'> {
  const own = part.steps.filter((step) => step.account === account)
  const units = new Set(own.map(({ unit }) => unit))
  const [only] = units.size === 1 ? part.units.filter(({ code }) => units.has(code)) : []
  return {
    account,
    unit: only?.short ?? plan.office.name,
    batch: batch.title,
    roles: [...new Set(own.map(({ role }) => role))],
    steps: own.length,
    minutes: Math.ceil(own.reduce((sum, { takes }) => sum + takes, 0) / 60),
    open: batch.windows.reduce((sum, { from, to }) => sum + secondsBetween(from, to) / 60, 0),
    left,
  }
}

function waysOut(one: Case, play: PlayThrough): Overload['fits'] {
  const fits = (plan: DrillPlan) =>
    stepsWithoutWindow(play(plan)).every((step) => nameOf(step.account) !== one.account)
  const rounds = roundsOf(one)
  const drop = least(rounds.length, (n) => fits(withoutRounds(one.part, rounds.slice(-n))))
  return {
    people: least(MOST, (n) => fits(withPeople(one, n))),
    windows: least(MOST, (n) => fits(withWindows(one.part, n))),
    rounds: drop === null ? null : { now: rounds.length, most: rounds.length - drop },
    move: moveOut(one, fits),
  }
}

/** The least number from 1 to `most` that will do; null when none does. More never does worse. */
function least(most: number, willDo: (n: number) => boolean): number | null {
  if (most < 1 || !willDo(most)) return null
  let [low, high] = [1, most]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (willDo(middle)) high = middle
    else low = middle + 1
  }
  return low
}

function roundsOf({ part, account }: Case): string[] {
  return [...new Set(part.steps.flatMap((step) => (step.account === account ? [step.round] : [])))]
}

const PLUS = '\u0000'
const nameOf = (account: string) => account.split(PLUS)[0] ?? account

/** The person's rounds dealt out to `n` more people. */
function withPeople(one: Case, n: number): DrillPlan {
  const hands = new Map(roundsOf(one).map((round, index) => [round, index % (n + 1)]))
  const steps = one.part.steps.map((step): PlannedStep => {
    const hand = step.account === one.account ? (hands.get(step.round) ?? 0) : 0
    return hand === 0 ? step : { ...step, account: `${step.account}${PLUS}${hand}` }
  })
  return { ...one.part, steps }
}

const DAY = 24 * 60 * 60

/** The batch's windows again, one by one, on days that follow. */
function withWindows(part: DrillPlan, n: number): DrillPlan {
  const batches = part.batches.map((batch) => {
    const last = batch.windows.at(-1)?.to ?? ''
    const more = Array.from({ length: n }, (_, index) => {
      const like = batch.windows[index % batch.windows.length] ?? { from: last, to: last }
      const apart = Math.ceil(secondsBetween(like.from, last) / DAY)
      const later = DAY * (Math.max(1, apart) + Math.floor(index / batch.windows.length))
      return { from: plusSeconds(like.from, later), to: plusSeconds(like.to, later) }
    })
    return { ...batch, windows: [...batch.windows, ...more] }
  })
  return { ...part, batches }
}

/** As few units as will do, in the first other batch where both then fit. */
function moveOut({ plan, part, batch, account }: Case, fits: (plan: DrillPlan) => boolean) {
  const busy = new Set(part.steps.flatMap((step) => (step.account === account ? [step.unit] : [])))
  const units = part.units.filter(({ code }) => busy.has(code))
  for (const other of plan.batches.filter(({ id }) => id !== batch.id)) {
    const moved = (n: number) => withUnitsIn(plan, units.slice(-n), other.id)
    const n = least(units.length, (count) =>
      [batch, other].every(({ id }) => fits(batchOnly(moved(count), id))),
    )
    if (n !== null) return { units: units.slice(-n).map(({ short }) => short), batch: other.title }
  }
  return null
}

function withUnitsIn(plan: DrillPlan, moved: DrillPlan['units'], batch: string): DrillPlan {
  const codes = new Set(moved.map(({ code }) => code))
  const move = <T extends { readonly batch: string }>(one: T, code: string): T =>
    codes.has(code) ? { ...one, batch } : one
  return {
    ...plan,
    units: plan.units.map((unit) => move(unit, unit.code)),
    rounds: plan.rounds.map((round) => move(round, round.unit)),
  }
}

function batchOnly(plan: DrillPlan, batch: string): DrillPlan {
  const units = plan.units.filter((unit) => unit.batch === batch)
  const others = plan.rounds.flatMap((round) => (round.batch === batch ? [] : [round.id]))
  const batches = plan.batches.filter(({ id }) => id === batch)
  return { ...withoutRounds(plan, others), units, batches }
}

function withoutRounds(plan: DrillPlan, ids: readonly string[]): DrillPlan {
  const out = new Set(ids)
  const rounds = plan.rounds.filter(({ id }) => !out.has(id))
  return { ...plan, rounds, steps: plan.steps.filter(({ round }) => !out.has(round)) }
}

function stepsWithoutWindow(left: readonly SkippedStep[]): PlannedStep[] {
  return left.flatMap(({ step, because }) => (because.kind === 'window' ? [step] : []))
}
