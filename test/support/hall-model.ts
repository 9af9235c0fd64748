import { dayOf, daysBetween, workdaysBetween } from '../../src/lib/calendar/index.js'
import type {
  ActionRule,
  FieldKind,
  HallConnection,
  HallRules,
  HallUser,
  ObjectKind,
} from '../../src/lib/hall/index.js'
import { assignments, columns, items, passwordFor, units, users } from './hall.js'

/**
 * Beside the accounts of the small county: a second applicant (not of these objects), a second agent of the same town,
 * a supervisor from another unit.
 */
export const extras: readonly HallUser[] = [
  extra('a-stranger', units[0]?.code, 'applicant'),
  extra('a-agent-2', units[0]?.code, 'agent'),
  extra('y-inspector', units[1]?.code, 'inspector'),
]

function extra(workNo: string, unit = '', role = ''): HallUser {
  return { workNo, name: `演练${workNo}`, unit, active: true, roles: [role] }
}

/** Everybody who may try something. */
export const everybody = [...users, ...extras]

/** Makes the accounts of `extras`. */
export async function addExtras(hall: HallConnection): Promise<void> {
  for (const user of extras) await hall.createUser(user, passwordFor(user.workNo))
}

interface BelievedEvent {
  readonly event: string
  readonly by: string
  readonly state: string
  readonly day: string
}

/** What a test believes about an object of the hall: told apart from the hall's own code, read from the same data. */
export interface Believed {
  readonly kind: ObjectKind
  readonly id: string
  readonly state: string
  readonly unit: string
  readonly town: string | null
  readonly owner: string
  readonly item: string | null
  readonly past: readonly BelievedEvent[]
  /** Papers of its file and what was found of them. */
  readonly papers: Readonly<Record<string, 'waiting' | 'good' | 'bad'>>
  /** Children that are still open. */
  readonly children: readonly string[]
}

/** The outcome that the workflow data demands on a day: 200, 403 (who), 409 (when, or who before) or 422 (with what). */
export function demanded(
  rule: ActionRule,
  user: HallUser,
  object: Believed,
  { rules, today }: { readonly rules: HallRules; readonly today: string },
): number {
  if (!mayEver(rule, user, object, rules)) return 403
  const now = (limit: string | undefined) =>
    limit === undefined ? null : limitNow(limit, object, rules, today)
  const [overdue, within, waits] = [now(rule.overdue), now(rule.within), now(rule.waits)]
  const isEarly = (overdue ?? 'out') !== 'out' || waits === 'running'
  const isUntimely = isEarly || (within ?? 'running') !== 'running'
  if (isUntimely || isOutOfTurn(rule, object, rules) || isShared(rule, user, object)) return 409
  const judgesNothing = 'verdicts' in rule.input && Object.keys(object.papers).length === 0
  return judgesNothing ? 422 : 200
}

/** Is it not the time for it, whoever acts? No item of these tests is decided at once. */
function isOutOfTurn(rule: ActionRule, object: Believed, rules: HallRules): boolean {
  const asked = rule.approves ?? rule.rejects
  const verdicts = rule.papers === undefined ? [] : Object.values(object.papers)
  return [
    !rule.from.includes(object.state),
    rule.instant,
    rule.once && did(object, rule.event),
    rule.needs.length > 0 && !rule.needs.some((event) => did(object, event)),
    asked !== undefined && !isAsked(asked, object, rules),
    rule.children !== undefined && object.children.length > 0,
    verdicts.includes('waiting'),
    rule.papers === 'good' && verdicts.includes('bad'),
  ].includes(true)
}

/** Did this account have a hand in it before, or did one do what takes several? */
function isShared(rule: ActionRule, { workNo, unit }: HallUser, object: Believed): boolean {
  const lone = Object.entries(rule.people).some(([event, least]) => {
    const by = object.past.filter((one) => one.event === event).map((one) => one.by)
    return by.length > 0 && new Set(by).size < least
  })
  const isOwn = rule.notOwnUnit && object.unit === unit
  return lone || isOwn || rule.notBy.some((event) => did(object, event, workNo))
}

function did({ past }: Believed, event: string, by?: string): boolean {
  return past.some((one) => one.event === event && (by === undefined || one.by === by))
}

/** May this account do it at all, whenever? */
function mayEver(rule: ActionRule, user: HallUser, object: Believed, rules: HallRules): boolean {
  const place = rule.unit === 'town' ? object.town : object.unit
  const reaches = rule.by.some(
    (role) =>
      user.roles.includes(role) &&
      (rule.unit === undefined || rules.roles.list[role]?.scope !== 'unit' || user.unit === place),
  )
  const isNodeHeld = assignments.some(
    (one) => one.item === object.item && one.node === rule.node && one.workNo === user.workNo,
  )
  const isOwner = !rule.owner || object.owner === user.workNo
  return reaches && isOwner && (rule.node === undefined || isNodeHeld)
}

function isAsked(asked: string, { kind, past }: Believed, rules: HallRules): boolean {
  const decisions = Object.values(rules.workflows[kind].actions)
    .filter(({ approves, rejects }) => approves === asked || rejects === asked)
    .map(({ event }) => event)
  const last = past.filter(({ event }) => event === asked || decisions.includes(event)).at(-1)
  return last?.event === asked
}

/** Whether a limit runs, has run out with nobody acting, or neither. */
function limitNow(limit: string, { kind, past }: Believed, rules: HallRules, today: string) {
  const rule = rules.workflows[kind].limits[limit]
  const from = past.findLastIndex(({ event }) => rule?.since.includes(event))
  const since = past[from]
  if (rule === undefined || since === undefined || rule.days === 'asked') return 'none'
  const isOver = past
    .slice(from + 1)
    .some(({ event, state }) => rule.until.includes(event) || !rule.in.includes(state))
  if (isOver || !rule.in.includes(since.state)) return 'none'
  const count = rule.count === 'days' ? daysBetween : workdaysBetween
  return count(since.day, today) > rule.days ? 'out' : 'running'
}

/** The state that a rule leads to. */
export function stateAfter({ to }: ActionRule, { state, past }: Believed): string {
  if (to === 'previous') return past.findLast((one) => one.state !== state)?.state ?? state
  return to === 'same' ? state : to
}

const OLD_PAPER = '申请书'

/** A valid input for fields, in the first unit; verdicts go on every paper of the file, found as asked. */
export function inputFor(
  fields: ActionRule['input'],
  papers: Believed['papers'] = {},
  isGood = true,
): Record<string, unknown> {
  const bad = Object.keys(papers).filter((name) => papers[name] === 'bad')
  const names = Object.keys(papers).length === 0 ? [OLD_PAPER] : Object.keys(papers)
  const values: Readonly<Record<string, unknown>> = {
    text: ['演练内容', ...bad].join('、'),
    item: items[0]?.code,
    items: items.map(({ code }) => code),
    unit: units[0]?.code,
    column: columns[0],
    account: 'a-handler',
    count: 5,
    papers: [{ name: OLD_PAPER, copy: '照片' }],
    verdicts: names.map((name) => ({ name, good: isGood, ...(!isGood && { reason: '不清晰' }) })),
  }
  const value = (kind: FieldKind) => {
    if (typeof kind === 'string') return values[kind]
    return 'days' in kind ? kind.days : kind[0]
  }
  const entries = Object.entries(fields).map(([name, kind]) => [name, value(kind)] as const)
  return Object.fromEntries(entries.filter(([, one]) => one !== undefined))
}

let players = 0

/** Plays objects of a hall along their workflows, by the accounts that the data ask for. */
export function player(hall: HallConnection, rules: HallRules) {
  players += 1
  const name = `play-${players}`
  let n = 0
  let day: string | undefined
  const perform = (action: string, id: string | null, input: object, as: string) => {
    n += 1
    return hall.perform({ action, id, input: { ...input }, as, idempotencyKey: `${name}-${n}` })
  }
  /** The hall's day, asked once until the clock is set. */
  const today = async () => {
    day ??= dayOf((await hall.info()).time)
    return day
  }
  const setClock = async (instant: string) => {
    await hall.setClock(instant)
    day = dayOf(instant)
  }

  const start = async (kind: ObjectKind, named?: string): Promise<Believed> => {
    const [name, rule] =
      Object.entries(rules.workflows[kind].start).find(
        ([key, one]) => !one.internal && (named === undefined || key === named),
      ) ?? []
    if (name === undefined || rule === undefined) throw new Error(`no start for ${kind}`)
    const owner = `a-${rule.by[0]}`
    const input = inputFor(rule.input)
    const { id, created } = await perform(`${kind}.${name}`, null, input, owner)
    const [born] = created ?? []
    const past = [{ event: rule.event, by: owner, state: rule.to, day: await today() }]
    const { unit = '', item = null } = born ?? {}
    const town = 'town' in input ? String(input['town']) : null
    const papers: Believed['papers'] = 'papers' in input ? { [OLD_PAPER]: 'waiting' } : {}
    return { kind, id, state: rule.to, unit, town, owner, item, past, papers, children: [] }
  }

  /** Tries an action; the status the hall answered and what the object is then. */
  const attempt = async (object: Believed, name: string, user: HallUser, isGood = true) => {
    const rule = ruleOf(rules, object.kind, name)
    const input = inputFor(rule.input, object.papers, isGood)
    try {
      const { state, created = [] } = await perform(
        `${object.kind}.${name}`,
        object.id,
        input,
        user.workNo,
      )
      const done = { event: rule.event, by: user.workNo, state, day: await today() }
      const past = [...object.past, done]
      const children = [...object.children, ...created.map(({ id }) => id)]
      const papers = papersAfter(object, input, isGood)
      return { status: 200, object: { ...object, state, past, children, papers } }
    } catch (error) {
      const { params } = error as { params?: { status?: number } }
      return { status: params?.status ?? -1, object }
    }
  }

  /** Lets somebody who may do an action. */
  const letDo = async (object: Believed, name: string): Promise<Believed> => {
    const rule = ruleOf(rules, object.kind, name)
    const now = { rules, today: await today() }
    const user = everybody.find((one) => demanded(rule, one, object, now) === 200)
    if (user === undefined) throw new Error(`nobody may ${object.kind}.${name}`)
    return (await attempt(object, name, user)).object
  }

  /** Sees to what a rule wants done before: papers judged, a request made, children settled. */
  const prepare = async (given: Believed, rule: ActionRule): Promise<Believed> => {
    const { actions } = rules.workflows[given.kind]
    const from = Object.entries(actions).filter(([, one]) => one.from.includes(given.state))
    const judge = from.find(([, one]) => 'verdicts' in one.input)?.[0]
    const ask = from.find(([, one]) => one.event === (rule.approves ?? rule.rejects))?.[0]
    let object = given
    const isWaiting = Object.values(object.papers).includes('waiting')
    if (rule.papers !== undefined && isWaiting && judge) object = await letDo(object, judge)
    if (ask !== undefined) object = await letDo(object, ask)
    return rule.children === undefined ? object : settleChildren(object)
  }

  /** An object in a state, so that a rule wants nothing more than somebody who may. */
  const bring = async (kind: ObjectKind, state: string, wanted?: ActionRule): Promise<Believed> => {
    const { begin, way } = shortestWay(rules, kind, state, wanted?.needs ?? [])
    let object = await start(kind, begin)
    for (const name of way) {
      object = await letDo(await prepare(object, ruleOf(rules, kind, name)), name)
    }
    return wanted === undefined ? object : prepare(object, wanted)
  }

  const settleChildren = async (parent: Believed): Promise<Believed> => {
    for (const id of parent.children) {
      const reason = '演练撤回'
      await perform('case.withdraw', id, { reason }, parent.owner)
    }
    return { ...parent, children: [] }
  }
  return { start, attempt, bring, today, setClock }
}

function papersAfter({ papers }: Believed, input: object, isGood: boolean): Believed['papers'] {
  const verdict = isGood ? 'good' : 'bad'
  if ('papers' in input) return { ...papers, [OLD_PAPER]: 'waiting' }
  if (!('verdicts' in input)) return papers
  return Object.fromEntries(Object.keys(papers).map((name) => [name, verdict]))
}

/** The rule of an action. */
export function ruleOf(rules: HallRules, kind: ObjectKind, name: string): ActionRule {
  const rule = rules.workflows[kind].actions[name]
  if (rule === undefined) throw new Error(`no action ${kind}.${name}`)
  return rule
}

interface Way {
  readonly begin: string
  readonly state: string
  readonly way: readonly string[]
  /** What happened on it of what some action needs. */
  readonly had: readonly string[]
}

/** A start and the fewest moves to a state on which one of the needed events happens; no waiting, nothing special. */
function shortestWay(
  rules: HallRules,
  kind: ObjectKind,
  to: string,
  needs: readonly string[],
): Way {
  const { start, actions } = rules.workflows[kind]
  const telling = new Set(Object.values(actions).flatMap((rule) => rule.needs))
  const told = (event: string) => (telling.has(event) ? [event] : [])
  const moves = Object.entries(actions).filter(
    ([, rule]) => isPlainMove(rule) && (rule.to !== 'same' || telling.has(rule.event)),
  )
  const ways: Way[] = Object.entries(start)
    .filter(([, { internal }]) => !internal)
    .map(([begin, { to: state, event }]) => ({ begin, state, way: [], had: told(event) }))
  const seen = new Set<string>()
  for (const one of ways) {
    if (one.state === to && allows(one.had, needs)) return one
    const key = [one.state, ...new Set(one.had)].sort().join()
    if (!seen.has(key)) ways.push(...moves.flatMap((move) => further(one, move, told)))
    seen.add(key)
  }
  throw new Error(`${kind} never reaches ${to}`)
}

function allows(had: readonly string[], needed: readonly string[]): boolean {
  return needed.length === 0 || needed.some((event) => had.includes(event))
}

/** A way with one more move, when that may be made there. */
function further(
  one: Way,
  [name, rule]: readonly [string, ActionRule],
  told: (event: string) => string[],
): Way[] {
  if (!rule.from.includes(one.state) || !allows(one.had, rule.needs)) return []
  const state = rule.to === 'same' ? one.state : rule.to
  return [{ ...one, state, way: [...one.way, name], had: [...one.had, ...told(rule.event)] }]
}

/** A move that somebody may make at any time. */
function isPlainMove({ to, after, overdue, within, instant }: ActionRule): boolean {
  const waits = after !== undefined || overdue !== undefined || within !== undefined || instant
  return !waits && to !== 'previous'
}
