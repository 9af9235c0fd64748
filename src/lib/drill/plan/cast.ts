import type { Assignment, Mapping, User } from '../../roster/index.js'
import type { DrillScript, ScriptStep } from './script.js'
import { pick } from './seeded.js'

/** What decides who may play a round's steps. */
export interface Part {
  readonly id: string
  readonly unit: string
  readonly item: string | null
  readonly town?: string | undefined
}

/** The accounts of a round by step, or the first role that nobody can play. */
export type Casting =
  | { readonly kind: 'cast'; readonly accounts: ReadonlyMap<string, string> }
  | { readonly kind: 'nobody'; readonly role: string }

/** A step to find somebody for, among the steps of its round. */
interface Seat {
  readonly name: string
  readonly step: ScriptStep
  readonly steps: readonly string[]
  readonly part: Part
}

/** Who plays: users by role and node assignments, as the mapping says. Remembers who already sits at the keys. */
export class Cast {
  readonly #byRole = new Map<string, User[]>()
  readonly #byNode = new Map<string, Assignment[]>()
  readonly #users: ReadonlyMap<string, User>
  readonly #seats = new Map<string, Set<string>>()
  readonly #acts = new Map<string, number>()
  readonly #office: string
  readonly #seed: number

  constructor(mapping: Mapping, office: string, seed: number) {
    this.#office = office
    this.#seed = seed
    this.#users = new Map(mapping.users.map((user) => [user.workNo, user]))
    for (const user of mapping.users) for (const role of user.roles) put(this.#byRole, role, user)
    for (const one of mapping.assignments) put(this.#byNode, `${one.item} ${one.node}`, one)
  }

  /** The user behind an account; null for a stranger. */
  user(account: string): User | null {
    return this.#users.get(account) ?? null
  }

  /** The accounts of a unit's own people that the rounds cast so far use. */
  seats(unit: string): ReadonlySet<string> {
    return this.#seats.get(unit) ?? new Set()
  }

  /** A unit with so many people of a role: a town with its agents; null when there is none. */
  unitWith(role: string, least: number, name: string): string | null {
    const held = (this.#byRole.get(role) ?? []).map(({ unit }) => unit)
    const units = [...new Set(held)].filter(
      (unit) => held.filter((one) => one === unit).length >= least,
    )
    return pick(units.sort(), this.#seed, name)
  }

  /** True when somebody holds every node that the script's steps ask of the item. */
  canPlay(script: DrillScript, item: string): boolean {
    return Object.values(script.steps).every(
      ({ node }) => node === undefined || this.#byNode.has(`${item} ${node}`),
    )
  }

  /** Chooses an account for each named step, keeping duties apart and as few people at the keys as can be. */
  choose(script: DrillScript, steps: readonly string[], part: Part): Casting {
    const accounts = new Map<string, string>()
    for (const name of steps) {
      const step = script.steps[name]
      if (!step) continue
      const account =
        step.same === undefined
          ? this.#seat(script, { name, step, steps, part }, accounts)
          : accounts.get(step.same)
      if (account === undefined) return { kind: 'nobody', role: step.as }
      accounts.set(name, account)
      this.#sit(account)
      this.#acts.set(account, (this.#acts.get(account) ?? 0) + 1)
    }
    return { kind: 'cast', accounts }
  }

  /** Who could also do what the same account is to be refused goes first: then only the duty is in the way. */
  #seat(
    script: DrillScript,
    { name, step, steps, part }: Seat,
    accounts: ReadonlyMap<string, string>,
  ): string | undefined {
    const barred = new Set(step.not.map((other) => accounts.get(other)))
    const free = this.#candidates(step, part).filter((one) => !barred.has(one))
    const round = steps.flatMap((one) => script.steps[one] ?? [])
    const tried = round.filter(({ same }) => same === name)
    const others = round.filter(({ not }) => not.includes(name))
    const isApt = (account: string) =>
      tried.every((one) => this.#isAble(account, one, part)) &&
      others.every((one) => this.#candidates(one, part).some((other) => other !== account))
    return (tried.length > 0 ? free.find(isApt) : undefined) ?? free[0]
  }

  #isAble(account: string, { as, node }: ScriptStep, { item }: Part): boolean {
    const held = this.#byNode.get(`${item} ${node}`) ?? []
    return (
      this.#users.get(account)?.roles.includes(as) === true &&
      (node === undefined || held.some(({ workNo }) => workNo === account))
    )
  }

  #candidates(step: ScriptStep, part: Part): string[] {
    const able = (this.#byRole.get(step.as) ?? []).map((user) => user.workNo)
    if (step.at === 'public') return this.#applicants(able, part)
    const place = { own: part.unit, office: this.#office, town: part.town }
    const unit = place[step.at]
    const own = able.filter((account) => this.#users.get(account)?.unit === unit)
    const ranked = own
      .map((account) => ({ account, rank: this.#rank(account, step, part) }))
      .filter(({ rank }) => rank !== null)
    const busy = (account: string) => (step.at === 'office' ? (this.#acts.get(account) ?? 0) : 0)
    ranked.sort(
      (a, b) =>
        (a.rank ?? 0) - (b.rank ?? 0) ||
        busy(a.account) - busy(b.account) ||
        (a.account < b.account ? -1 : 1),
    )
    return ranked.map(({ account }) => account)
  }

  /** A round has one applicant for all its acts: the unit's own when it has some, else anybody's; officers only after those who apply and no more. */
  #applicants(able: readonly string[], part: Part): string[] {
    const own = able.filter((account) => this.#users.get(account)?.unit === part.unit)
    const all = own.length > 0 ? own : able
    const only = all.filter((account) => this.#users.get(account)?.roles.length === 1)
    const one = pick(only.length > 0 ? only : all, this.#seed, part.id)
    return one === null ? [] : [one, ...all.filter((other) => other !== one)]
  }

  /** Lower plays first: people already seated, then A posts; null when the person does not hold the node. The office shares its work out. */
  #rank(account: string, step: ScriptStep, part: Part): number | null {
    if (step.at === 'office') return 0
    const seated = this.#seats.get(part.unit)?.has(account) ? 0 : 2
    if (step.node === undefined) return seated
    const held = this.#byNode.get(`${part.item} ${step.node}`) ?? []
    const post = held.find((one) => one.workNo === account)
    return post === undefined ? null : seated + (post.ab === 'A' ? 0 : 1)
  }

  #sit(account: string): void {
    const user = this.#users.get(account)
    if (user === undefined || user.roles.includes('applicant')) return
    const seats = this.#seats.get(user.unit) ?? new Set()
    this.#seats.set(user.unit, seats.add(account))
  }
}

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
