import { instantFrom } from '../../calendar/index.js'
import { AppError, type Finding } from '../../errors/index.js'
import {
  type Capability,
  type Counted,
  type HallObject,
  isSupervised,
  LATE_ENTRY,
  type ObjectKind,
  supervisionLists,
} from '../contract.js'
import type { Acting } from './act-outcome.js'
import { isReading } from './actions.js'
import { type Caller, openCaller } from './caller.js'
import { type Desk, openDesk } from './desk.js'
import { feedAfter, PAGE } from './feed.js'
import { productionGuard } from './guard.js'
import { Ledger } from './ledger.js'
import type { Connector } from './load.js'
import type { Person } from './manual.js'
import { connectorMigrator } from './migrate.js'
import { connectModule } from './module.js'
import { Observer } from './observe.js'
import type { ConnectOptions, ConnectorConnection } from './options.js'
import { performAct } from './perform.js'
import { connectorProvisioner } from './provision.js'
import { openReading } from './reading.js'
import { findAct, lateEntryOf, resolveRead } from './resolve.js'
import { listEntries, runAction } from './run.js'
import { clockReader } from './told-clock.js'
import { toldBySupervision } from './told-supervision.js'

const nobody: Person = async () => null

/** Opens a hall through a connector file. Nothing is asked of it yet; accounts log in when they first act. */
export async function connectByConnector(
  connector: Connector,
  options: ConnectOptions,
): Promise<ConnectorConnection> {
  if (connector.spec.module !== undefined) return connectModule(connector, options)
  const desk = await openDesk(connector, options)
  const caller = await openCaller(desk)
  const warnings = new Map<string, Finding>()
  const warn = (finding: Finding) => {
    warnings.set(JSON.stringify([finding.code, finding.params]), finding)
  }
  const reading = openReading(desk, caller, warn)
  const ledger = new Ledger(options.ledgerFile)
  const observer = new Observer(desk, reading, ledger)
  const person = options.person ?? nobody
  const acting: Acting = { desk, caller, reading, ledger, observer, person }
  const guard = productionGuard(connector, options)
  const legalClock = clockReader(desk, caller)
  return {
    ...(legalClock && { legalClock }),
    ...toldBySupervision(desk, caller),
    ...connectorProvisioner(desk, caller, guard),
    ...connectorMigrator({ desk, caller, guard }),
    info: () => infoOf(acting),
    events: (after) => eventsAfter(acting, after),
    get: (kind, id) => getObject(acting, kind, id),
    count: (what) => countOf(acting, what),
    can: (action) => capabilityOf(acting, action),
    teardown: (kind) => {
      const { call: action, as = null } = connector.spec.teardown[kind] ?? {}
      return action === undefined ? null : { action, as }
    },
    perform: async (act) => {
      await guard(act.action)
      return performAct(acting, act)
    },
    setClock: (now) => setClock(acting, now),
    signIn: async (account) => {
      await caller.identities.of(account)
    },
    warnings: () => [...warnings.values()],
    close: desk.wire.close,
  }
}

async function eventsAfter({ desk, caller, ledger, observer }: Acting, after: number) {
  const feed = resolveRead(desk.connector.spec, 'event.list')
  if (feed !== undefined && feed.manual === undefined) return feedAfter(desk, caller, feed, after)
  ledger.startAfter(after)
  if (ledger.last - after < PAGE) await observer.look()
  const events = ledger.eventsAfter(after, PAGE)
  return { events, last: events.at(-1)?.seq ?? after }
}

async function getObject(acting: Acting, kind: ObjectKind, id: string): Promise<HallObject> {
  const { desk, reading, ledger, person } = acting
  const action = `${kind}.get`
  const manual = resolveRead(desk.connector.spec, action)?.manual
  if (manual === undefined) {
    const { marks: _, actor: __, at: ___, ...object } = await reading.get(kind, id)
    const past = ledger.lastEvent(kind, id)
    return {
      ...object,
      unit: object.unit || (past?.unit ?? ''),
      data: { ...past?.data, ...object.data },
    }
  }
  const past = ledger.lastEvent(kind, id)
  const names = { ...desk.names(), action, kind, id, input: past?.data ?? {} }
  const prompt = desk.connector.cel.render(manual.prompt, names)
  const { capture, evidence } = manual
  const task = {
    action,
    account: '',
    id,
    prompt,
    capture,
    evidence,
    input: past?.data ?? {},
    tag: null,
  }
  const told = await person(task)
  if (told === null) throw new AppError('HK-HALL-008', { action, account: '', prompt })
  const { state = past?.state ?? '', by: stated = 'keyboard', ...rest } = told
  const { number = id, unit = '', tag = null } = past ?? {}
  const data = { ...past?.data, ...rest }
  return { id, kind, number, unit, state, version: 0, tag, data, stated }
}

async function countOf(acting: Acting, what: Counted): Promise<number> {
  const { desk, caller, reading, ledger } = acting
  const counts = resolveRead(desk.connector.spec, 'hall.counts')
  const text = counts?.map[what]
  if (counts !== undefined && text !== undefined) {
    const running = { action: 'hall.counts', spec: counts, changes: false }
    const { scope } = await runAction(desk, caller, running, desk.names(), desk.reader)
    return Number(desk.connector.cel.value(text, scope) ?? 0)
  }
  if (what === 'event') return ledger.eventCount
  if (what === 'user' || what === 'item') return countRecords(desk, caller, what)
  if (isSupervised(what)) return countEntries(desk, caller, supervisionLists[what])
  const list = reading.all(what)
  if (list === null) throw new AppError('HK-HALL-005', { action: `${what}.list` })
  // The rows of exchange tables tell of one object several times.
  const ids = new Set<string>()
  for await (const { id } of list) ids.add(id)
  return ids.size
}

async function countEntries(desk: Desk, caller: Caller, action: string): Promise<number> {
  const spec = resolveRead(desk.connector.spec, action)
  if (spec === undefined) throw new AppError('HK-HALL-005', { action })
  if (spec.manual !== undefined) {
    const { prompt } = spec.manual
    throw new AppError('HK-HALL-008', { action, account: '', prompt })
  }
  let count = 0
  for await (const _ of listEntries(desk, caller, { action, spec }, desk.names())) count += 1
  return count
}

async function countRecords(desk: Desk, caller: Caller, what: 'user' | 'item'): Promise<number> {
  const setting = connectorProvisioner(desk, caller, async () => undefined)
  return (await (what === 'user' ? setting.listUsers() : setting.listItems())).length
}

/** What the hall says of itself; without `hall.info`, its title and the wall clock. */
async function infoOf({ desk, caller }: Acting) {
  const { cel, spec } = desk.connector
  const said = {
    name: spec.title,
    version: '',
    time: desk.clock.at ?? instantFrom(desk.now()),
    virtualClock: false,
  }
  const info = resolveRead(spec, 'hall.info')
  if (info === undefined) return said
  const running = { action: 'hall.info', spec: info, changes: false }
  const { scope } = await runAction(desk, caller, running, desk.names(), desk.reader)
  const value = (name: string) =>
    info.map[name] === undefined ? null : cel.value(info.map[name], scope)
  return {
    name: String(value('name') ?? said.name),
    version: String(value('version') ?? ''),
    time: String(value('time') ?? said.time),
    virtualClock: value('virtualClock') === true,
  }
}

/** Sets the hall's clock; a hall that keeps its own is not told, and what is seen of it happened at the drill's time. */
async function setClock({ desk, caller }: Acting, now: string): Promise<void> {
  const action = 'clock.set'
  const spec = resolveRead(desk.connector.spec, action)
  if (spec === undefined) {
    desk.clock.at = now
    return
  }
  const scope = { ...desk.names(), action, record: { now } }
  await runAction(desk, caller, { action, spec, changes: false }, scope, desk.reader)
}

function capabilityOf({ desk }: Acting, action: string): Capability {
  const found = entryFor(desk, action)
  if (found === undefined) return 'no'
  return found.manual === undefined ? 'yes' : 'manual'
}

function entryFor(desk: Desk, action: string) {
  const { spec } = desk.connector
  if (action === LATE_ENTRY) return lateEntryOf(spec)
  return resolveRead(spec, action) ?? (isReading(action) ? undefined : actEntry(desk, action))
}

function actEntry({ connector, rules }: Desk, action: string) {
  return (
    findAct(connector.spec, rules, action, false)?.spec ??
    findAct(connector.spec, rules, action, true)?.spec
  )
}
