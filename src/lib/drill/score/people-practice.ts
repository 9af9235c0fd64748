import type { JournalLine } from '../journal/model.js'
import type { DrillPlan } from '../plan/plan-model.js'
import { stepTitles } from '../views.js'
import { objectOf } from './counted.js'

/** What one person has really done: the acts that the hall saw of them, robots' acts left out. */
export interface Practice {
  readonly account: string
  readonly name: string
  readonly unit: string
  readonly acts: number
  /** The procedures that they did at least once, by their titles; and those that are theirs and nobody saw. */
  readonly done: readonly string[]
  readonly missing: readonly string[]
}

/** One thing that should not go together: who, on what, with the lines that show it. */
export interface Entanglement {
  /** `applied-and-approved`: one person on both sides of a case; `two-units`: one account acting for two units. */
  readonly kind: 'applied-and-approved' | 'two-units'
  readonly account: string
  readonly subject: string
  readonly evidence: readonly number[]
}

/** Practice of every person whose steps the plan leaves to people, or whom the hall saw acting. */
export function practiceOf(plan: DrillPlan, lines: readonly JournalLine[]): readonly Practice[] {
  const titles = stepTitles(plan)
  const names = new Map((plan.people ?? []).map(({ account, name }) => [account, name]))
  const planned = new Map(plan.steps.map((step) => [step.key, step]))
  const own = new Map<string, Set<string>>()
  for (const { key, account, by } of plan.steps) {
    if (by === 'human') add(own, account, titles.get(key) ?? key)
  }
  const done = new Map<string, Set<string>>()
  const acts = new Map<string, { n: number; unit: string }>()
  for (const { type, key = '', by, unit = '' } of lines) {
    const step = planned.get(key)
    if (type !== 'step.done' || by.kind !== 'human' || !step) continue
    add(done, by.id, titles.get(key) ?? key)
    acts.set(by.id, { unit, n: (acts.get(by.id)?.n ?? 0) + 1 })
  }
  const accounts = [...new Set([...own.keys(), ...done.keys()])].sort()
  const unitOf = new Map(plan.steps.map(({ account, unit }) => [account, unit]))
  return accounts.map((account) => ({
    ...{ account, name: names.get(account) ?? account },
    ...{
      unit: acts.get(account)?.unit ?? unitOf.get(account) ?? '',
      acts: acts.get(account)?.n ?? 0,
    },
    done: [...(done.get(account) ?? [])],
    missing: [...(own.get(account) ?? [])].filter((title) => !done.get(account)?.has(title)),
  }))
}

const APPLICANTS = ['applicant', 'agent']
const COUNTY_SIDE = 'office'

/** Persons on both sides of one object, and accounts that act for two units, as the hall saw them. */
export function entanglementsOf(
  plan: DrillPlan,
  lines: readonly JournalLine[],
): readonly Entanglement[] {
  const seen = lines.filter(({ type, data }) => type === 'hall.seen' && data['actor'] !== '')
  return [...bothSides(plan, seen), ...twoUnits(plan, seen)]
}

function bothSides(plan: DrillPlan, seen: readonly JournalLine[]): Entanglement[] {
  const nameOf = new Map((plan.people ?? []).map(({ account, name }) => [account, name]))
  const personOf = ({ data }: JournalLine) =>
    nameOf.get(String(data['actor'])) ?? String(data['actor'])
  const applied = new Map<string, JournalLine>()
  const found = new Map<string, Entanglement>()
  for (const line of seen.filter(({ data }) => data['actor'] !== 'system')) {
    const account = personOf(line)
    const both = `${objectOf(line)} ${account}`
    const first = applied.get(both)
    if (isApplicants(line)) applied.set(both, first ?? line)
    else if (first && !found.has(both)) {
      const subject = String(line.data['number'])
      const evidence = [first.seq, line.seq]
      found.set(both, { kind: 'applied-and-approved', account, subject, evidence })
    }
  }
  return [...found.values()]
}

/** An act of the applicant's side. */
function isApplicants(line: JournalLine): boolean {
  return APPLICANTS.includes(line.as ?? '') || isBirth(line)
}

/** Exported lists name no role: who filed it is its applicant. */
function isBirth({ as, data }: JournalLine): boolean {
  return (as ?? '') === '' && /\.(submitted|filed|asked)$/.test(String(data['event']))
}

function twoUnits(plan: DrillPlan, seen: readonly JournalLine[]): Entanglement[] {
  const county = countyAccounts(plan)
  const units = new Map<string, Map<string, JournalLine>>()
  for (const line of seen) {
    const account = String(line.data['actor'])
    const isOwn = !isApplicants(line) && account !== 'system'
    if (!isOwn || county.has(account)) continue
    const mine = units.get(account) ?? new Map<string, JournalLine>()
    if (!mine.has(line.unit ?? '')) mine.set(line.unit ?? '', line)
    units.set(account, mine)
  }
  return [...units]
    .filter(([, mine]) => mine.size > 1)
    .map(([account, mine]) => ({
      ...{ kind: 'two-units' as const, account, subject: [...mine.keys()].join('、') },
      evidence: [...mine.values()].map(({ seq }) => seq),
    }))
}

/** Accounts whose work is the whole county's: reception, county review, inspection. */
function countyAccounts(plan: DrillPlan): ReadonlySet<string> {
  const scripts = new Map(plan.scripts.map((script) => [script.id, script]))
  const rounds = new Map(plan.rounds.map(({ id, script }) => [id, script]))
  const county = plan.steps.filter(({ round, step }) => {
    return scripts.get(rounds.get(round) ?? '')?.steps[step]?.at === COUNTY_SIDE
  })
  return new Set(county.map(({ account }) => account))
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key)
  if (set) set.add(value)
  else map.set(key, new Set([value]))
}
