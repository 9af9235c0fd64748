import { AppError } from '../../../errors/index.js'
import {
  type HallRules,
  isAtRest,
  type MigratedObject,
  type ObjectKind,
  objectKinds,
  type Workflow,
} from '../../../hall/index.js'
import { type Flaw, flaw } from '../../flaw.js'
import type { Cell } from '../../sources/index.js'
import type { Shape } from '../model.js'
import { recordTables } from './records.js'

/** Between a mapping's flat rows and objects of a hall with their history. */
export interface Rows {
  readonly kind: ObjectKind
  /** The object of a row, or why it is none. */
  readonly objectOf: (values: readonly Cell[]) => MigratedObject | Flaw
  readonly valuesOf: (object: MigratedObject) => readonly Cell[]
}

/** What a hall takes: what it is set up with, and objects with their history. */
const takenTables: readonly string[] = [...recordTables, ...objectKinds]
const OWN = ['key', 'number', 'unit', 'item', 'owner', 'state'] as const
const NEEDED = ['key', 'number', 'unit', 'state']
const LIVE = ['promised', 'stopped', 'due', 'handler'] as const
/** Whoever did a step that nobody is named for. */
const NOBODY = '原系统'
/** How the time of a step was written, where it was not a moment with its offset. */
const WRITTEN = 'written'

/**
 * How the fields of an entity become an object: `key number unit item owner state` by their names, `at.EVENT` and `by.EVENT` its
 * history (`at.pre_passed`), `live.promised` `live.stopped` `live.due` `live.handler` what an open one brings; every other
 * field is kept in its data. HK-MIG-017 for a table that a hall does not take, HK-MIG-012 for a missing field or an event that
 * the workflow does not have.
 */
export function rowsOf({ table, fields, unique }: Shape, { workflows }: HallRules): Rows {
  const kind = objectKinds.find((one) => one === table)
  if (kind === undefined) throw new AppError('HK-MIG-017', { table, known: takenTables })
  if (unique !== 'key') throw new AppError('HK-MIG-012', { table, columns: ['key'] })
  const flow = workflows[kind]
  const steps = fields.filter((name) => name.startsWith('at.'))
  const unknown = [
    ...NEEDED.filter((name) => !fields.includes(name)),
    ...(steps.length === 0 ? ['at.*'] : []),
    ...fields.filter((name) => /^(?:at|by)\./.test(name) && !hasEvent(flow, eventOf(name))),
    ...fields.filter((name) => name.startsWith('live.') && !isLive(name)),
  ]
  if (unknown.length > 0) throw new AppError('HK-MIG-012', { table, columns: unknown })
  const place = { kind, flow, fields, steps }
  return {
    kind,
    objectOf: (values) => objectOf(place, values),
    valuesOf: (object) => cellsOf(place, object),
  }
}

interface Place {
  readonly kind: ObjectKind
  readonly flow: Workflow
  readonly fields: readonly string[]
  readonly steps: readonly string[]
}

function eventOf(field: string): string {
  return field.slice(3).replaceAll('_', '-')
}

/** The field that says when the step was done, of the one that says by whom. */
function stepOf(by: string): string {
  return `at.${by.slice(3)}`
}

function isLive(field: string): boolean {
  return LIVE.some((name) => field === `live.${name}`)
}

function isOwn(field: string): boolean {
  return OWN.some((name) => name === field) || /^(?:at|by)\./.test(field) || isLive(field)
}

function rulesOf({ start, actions }: Workflow) {
  return [...Object.values(start), ...Object.values(actions)]
}

function hasEvent(flow: Workflow, event: string): boolean {
  return rulesOf(flow).some((rule) => rule.event === event)
}

function objectOf(place: Place, values: readonly Cell[]): MigratedObject | Flaw {
  const { kind, flow, fields } = place
  const cell = (name: string) => values[fields.indexOf(name)] ?? null
  const text = (name: string) => String(cell(name) ?? '')
  const bytes = fields.find((name) => cell(name) instanceof Uint8Array)
  if (bytes !== undefined) return flaw('HK-MIG-322', { detail: `${bytes} 不是文字` }, bytes)
  const history = historyOf(place, cell)
  if ('code' in history) return history
  const isClosed = isAtRest(flow, text('state'))
  const isUntold = (name: string) => name.startsWith('by.') && cell(stepOf(name)) === null
  const others = fields.filter(
    (name) => !isOwn(name) || (isClosed && isLive(name)) || isUntold(name),
  )
  const kept = others.flatMap((name) => (cell(name) === null ? [] : [[name, cell(name)]]))
  const due = !isClosed && cell('live.due') !== null ? { dueTold: text('live.due') } : {}
  return {
    ...{ key: text('key'), kind, number: text('number'), unit: text('unit'), state: text('state') },
    ...(cell('item') !== null && { item: text('item') }),
    ...(cell('owner') !== null && { owner: text('owner') }),
    data: { ...Object.fromEntries(kept), ...due },
    live: isClosed ? {} : liveOf(cell),
    history: history.steps,
  }
}

function liveOf(cell: (name: string) => Cell): MigratedObject['live'] {
  const given = LIVE.filter((name) => cell(`live.${name}`) !== null)
  const value = (name: string) => {
    const told = cell(`live.${name}`)
    return name === 'promised' || name === 'stopped' ? Number(told) : String(told)
  }
  return Object.fromEntries(given.map((name) => [name, value(name)]))
}

/** The steps that have a time, in their order; each leaves the object where the workflow says, the last one where it is now. */
function historyOf(
  { flow, steps }: Place,
  cell: (name: string) => Cell,
): { readonly steps: MigratedObject['history'] } | Flaw {
  const told = steps.flatMap((field) => {
    const at = cell(field)
    return at === null ? [] : [{ field, event: eventOf(field), at: instantOf(String(at)) }]
  })
  const wrong = told.find(({ at }) => at === null)
  if (wrong !== undefined) {
    return flaw('HK-MIG-322', { detail: `${wrong.field} 不是时间` }, wrong.field)
  }
  if (told.length === 0) return flaw('HK-MIG-322', { detail: 'at.*' })
  // Steps of one moment stay in the order of the mapping.
  const before = (a: string, b: string) => (a < b ? -1 : Number(a > b))
  const sorted = told.toSorted((a, b) => before(a.at?.at ?? '', b.at?.at ?? ''))
  let state = ''
  const done = sorted.map(({ field, event, at }, n) => {
    const rule = rulesOf(flow).find((one) => one.event === event && one.to !== 'same')
    state = n === sorted.length - 1 ? String(cell('state')) : (rule?.to ?? state)
    const actor = String(cell(`by.${field.slice(3)}`) ?? NOBODY)
    const data = at?.written === null ? {} : { [WRITTEN]: at?.written }
    return { event, actor, state, occurredAt: at?.at ?? '', data }
  })
  return { steps: done }
}

interface Told {
  readonly at: string
  readonly written: 'day' | 'local' | null
}

/** A moment with its offset, local time without one, or a day alone. */
function instantOf(text: string): Told | null {
  const [, day, time, offset] =
    /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d:\d\d)(\+08:00)?)?$/.exec(text) ?? []
  if (day === undefined) return null
  const written = time === undefined ? 'day' : offset === undefined ? 'local' : null
  return { at: `${day}T${time ?? '00:00:00'}+08:00`, written }
}

function cellsOf({ flow, fields }: Place, object: MigratedObject): readonly Cell[] {
  const isClosed = isAtRest(flow, object.state)
  return fields.map((name) => cellOf(fieldOf(name, object, isClosed)))
}

function fieldOf(name: string, object: MigratedObject, isClosed: boolean): unknown {
  const { data, live, history } = object
  if (OWN.some((own) => own === name)) return object[name as (typeof OWN)[number]]
  const step = history.find(({ event }) => event === eventOf(name))
  if (name.startsWith('at.')) return step && timeOf(step.occurredAt, step.data[WRITTEN])
  if (name.startsWith('by.') && step !== undefined) return step.actor === NOBODY ? null : step.actor
  if (!isLive(name) || isClosed) return data[name]
  const wasTold = name !== 'live.due' || data['dueTold'] !== undefined
  return wasTold ? live[name.slice(5) as (typeof LIVE)[number]] : null
}

/** The time of a step as it was written. */
function timeOf(at: string, written: unknown): string {
  if (written === 'day') return at.slice(0, 10)
  return written === 'local' ? `${at.slice(0, 10)} ${at.slice(11, 19)}` : at
}

function cellOf(value: unknown): Cell {
  return typeof value === 'string' || typeof value === 'number' ? value : null
}
