import { z } from 'zod'
import { AppError, isProblem } from '../../errors/index.js'
import type { ObjectKind } from '../contract.js'
import type { HallMigrator, MigratedObject, Taking } from '../contract-setup.js'
import { objectKinds } from '../workflow.js'
import type { Caller } from './caller.js'
import type { Desk } from './desk.js'
import type { ActionSpec } from './format.js'
import { pagingOf } from './paging.js'
import { isRepeatable, resolveRead } from './resolve.js'
import { listEntries, runAction } from './run.js'

const text = z.coerce.string()
const maybe = text.nullish().transform((value) => value || undefined)
const count = z.coerce
  .number()
  .nullish()
  .transform((value) => value ?? undefined)
const fields = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((value) => value ?? {})

/** An object of another system, as a connector maps it back. */
const backObject = z.object({
  ...{ key: text, kind: z.enum(objectKinds), number: text, unit: text, state: text },
  ...{ item: maybe, owner: maybe, data: fields },
  live: z
    .object({ promised: count, stopped: count, due: maybe, handler: maybe })
    .nullish()
    .transform((value) => value ?? {}),
  history: z
    .array(z.object({ event: text, actor: text, state: text, occurredAt: text, data: fields }))
    .nullish()
    .transform((value) => value ?? []),
})

interface Migrating {
  readonly desk: Desk
  readonly caller: Caller
  readonly guard: (action: string) => Promise<void>
}

/** Takes over what another system held, through a connector: in batches where it has them, else one by one. */
export function connectorMigrator(migrating: Migrating): HallMigrator {
  return {
    taking: (kind) => takingOf(migrating, kind),
    migrate: (source, kind, objects) => migrate(migrating, source, kind, objects),
    migrated: (source, kind, keys) => migrated(migrating, source, kind, keys),
    unmigrate: (source, kind, keys) => unmigrate(migrating, source, kind, keys),
  }
}

function entryOf({ desk }: Migrating, action: string): ActionSpec | undefined {
  const spec = resolveRead(desk.connector.spec, action)
  return spec?.manual === undefined ? spec : undefined
}

function takingOf(migrating: Migrating, kind: ObjectKind): Taking {
  const spec = entryOf(migrating, `${kind}.migrate`)
  return { isRepeatable: spec !== undefined && isRepeatable(spec), atOnce: spec?.bulk ?? 1 }
}

async function migrate(
  migrating: Migrating,
  source: string,
  kind: ObjectKind,
  objects: readonly MigratedObject[],
): Promise<readonly (string | null)[]> {
  const action = `${kind}.migrate`
  const spec = entryOf(migrating, action)
  if (spec === undefined) throw new AppError('HK-HALL-005', { action })
  if (objects.length === 0) return []
  await migrating.guard(action)
  const there = spec.idempotent ? new Set<string>() : await known(migrating, source, kind, objects)
  const outcomes = new Map<string, string | null>([...there].map((key) => [key, null]))
  const fresh = objects.filter(({ key }) => !there.has(key))
  const size = spec.bulk ?? 1
  for (let from = 0; from < fresh.length; from += size) {
    const some = fresh.slice(from, from + size)
    const said = await send(migrating, { source, kind, spec, some })
    for (const { key } of some) outcomes.set(key, said.get(key) ?? null)
  }
  return objects.map(({ key }) => outcomes.get(key) ?? null)
}

/** Which of them are there already: a hall that does not know a repeated call is looked at before it is called. */
async function known(
  migrating: Migrating,
  source: string,
  kind: ObjectKind,
  objects: readonly MigratedObject[],
): Promise<ReadonlySet<string>> {
  if (entryOf(migrating, `${kind}.migrated`) === undefined) return new Set()
  const found = new Set<string>()
  const keys = objects.map(({ key }) => key)
  for await (const page of migrated(migrating, source, kind, keys)) {
    for (const { key } of page) found.add(key)
  }
  return found
}

interface Sent {
  readonly source: string
  readonly kind: ObjectKind
  readonly spec: ActionSpec
  readonly some: readonly MigratedObject[]
}

/**
 * One call; gives why records were refused, by key. The refusal of a call for one record is that record's, unless an earlier
 * step of it had changed something already: what became of it nobody knows then (HK-HALL-006), where the hall does not tell.
 */
async function send(
  migrating: Migrating,
  { source, kind, spec, some }: Sent,
): Promise<ReadonlyMap<string, string>> {
  const action = `${kind}.migrate`
  const { desk } = migrating
  const { cel } = desk.connector
  const { caller, hasBegun } = watched(migrating.caller)
  const names = { ...desk.names(), action, kind, input: { source } }
  const scope = { ...names, records: some, record: some[0], key: some[0]?.key ?? '' }
  try {
    const ran = await runAction(desk, caller, { action, spec, changes: true }, scope, desk.reader)
    const listed = spec.items === undefined ? [] : cel.value(spec.items, ran.scope)
    const told = (Array.isArray(listed) ? listed : []).map((item) => {
      const value = (name: string) =>
        spec.map[name] === undefined ? null : cel.value(spec.map[name], { ...ran.scope, item })
      return [String(value('key') ?? ''), String(value('refused') ?? '')] as const
    })
    return new Map(told.filter(([, refused]) => refused !== ''))
  } catch (error) {
    if (hasBegun() && isTakenOnce(migrating, kind)) throw unknown(action, error)
    const isRefusal = isProblem(error, 'HK-HALL-003') || isProblem(error, 'HK-HALL-004')
    if (!isRefusal || some.length > 1) throw error
    return new Map(some.map(({ key }) => [key, error.params.detail || error.code]))
  }
}

/** Whether nobody can be asked what became of a call. */
function isTakenOnce(migrating: Migrating, kind: ObjectKind): boolean {
  const isTold = entryOf(migrating, `${kind}.migrated`) !== undefined
  return !isTold && !takingOf(migrating, kind).isRepeatable
}

function unknown(action: string, error: unknown): unknown {
  if (!(error instanceof AppError)) return error
  const told = 'detail' in error.params ? String(error.params.detail) : ''
  const cause = told || error.code
  return new AppError('HK-HALL-006', { action, account: '', cause }, { cause: error })
}

/** A caller that remembers whether a call that changes something was answered well. */
function watched(caller: Caller) {
  let hasBegun = false
  const call: Caller['call'] = async (asked, ...others) => {
    const answer = await caller.call(asked, ...others)
    hasBegun ||= asked.commits
    return answer
  }
  return { caller: { ...caller, call }, hasBegun: () => hasBegun }
}

async function* migrated(
  migrating: Migrating,
  source: string,
  kind: ObjectKind,
  keys: readonly string[] | null,
): AsyncGenerator<readonly MigratedObject[]> {
  const action = `${kind}.migrated`
  const spec = entryOf(migrating, action)
  if (spec === undefined) throw new AppError('HK-HALL-005', { action })
  const size = pagingOf(migrating.desk.connector.spec.pagination, spec)?.size ?? 500
  const parts = keys === null ? [[]] : partsOf(keys, size)
  for (const records of parts) yield* pageful(migrating, { source, kind, spec, records })
}

function partsOf<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) =>
    all.slice(n * size, (n + 1) * size),
  )
}

/** Everything that one list gives, a page's worth at a time. */
async function* pageful(
  { desk, caller }: Migrating,
  { source, kind, spec, records }: Omit<Sent, 'some'> & { readonly records: readonly string[] },
): AsyncGenerator<readonly MigratedObject[]> {
  const action = `${kind}.migrated`
  const { cel } = desk.connector
  const names = { ...desk.names(), action, kind, input: { source }, records }
  let page: MigratedObject[] = []
  for await (const { scope } of listEntries(desk, caller, { action, spec }, names)) {
    const entries = Object.entries(spec.map).map(([name, expr]) => [name, cel.value(expr, scope)])
    const read = backObject.safeParse({ kind, ...Object.fromEntries(entries) })
    if (!read.success) {
      const field = String(read.error.issues[0]?.path.join('.'))
      throw new AppError('HK-CONN-008', { action, field })
    }
    page.push(tidy(read.data))
    if (page.length === 500) {
      yield page
      page = []
    }
  }
  if (page.length > 0) yield page
}

/** Without the fields that nobody told. */
function tidy({ item, owner, live, ...rest }: z.output<typeof backObject>): MigratedObject {
  const told = Object.entries(live).filter(([, value]) => value !== undefined)
  return {
    ...rest,
    ...(item !== undefined && { item }),
    ...(owner !== undefined && { owner }),
    live: Object.fromEntries(told),
  }
}

async function unmigrate(
  migrating: Migrating,
  source: string,
  kind: ObjectKind,
  keys: readonly string[],
): Promise<readonly string[]> {
  const action = `${kind}.unmigrate`
  const spec = entryOf(migrating, action)
  if (spec === undefined || keys.length === 0) return keys
  const { desk, caller, guard } = migrating
  await guard(action)
  const stay: string[] = []
  for (const key of keys) {
    const scope = { ...desk.names(), action, kind, input: { source }, key, record: { key } }
    try {
      await runAction(desk, caller, { action, spec, changes: true }, scope, desk.reader)
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'HK-HALL-003')) throw error
      stay.push(key)
    }
  }
  return stay
}
