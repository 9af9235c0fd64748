import type { HallEvent } from '../../hall/index.js'
import type { NoticePack } from '../../notice/index.js'
import { findUnit } from '../../notice/index.js'
import type { FormRecord } from '../../sheets/index.js'
import { fold } from '../../text/index.js'
import type { Sighting } from '../journal/seen-line.js'
import type { DrillPlan } from '../plan/plan-model.js'
import type { ExportSort } from './export-rules.js'
import { readMoment, type WrittenMoment } from './written-moment.js'

/** A list as it is read: its name for people, and the name of file and sheet that may say what it lists. */
export interface ListSource {
  readonly source: string
  readonly says: string
  /** The unit of the line above the table or in the file's name, when rows do not tell. */
  readonly unit: string | null
  readonly plan: DrillPlan
  readonly pack: NoticePack
}

/** Something in a row that cannot be used, with the column. */
export interface RowFlaw {
  readonly row: number
  readonly field: string
  readonly what: 'unit' | 'moment' | 'id'
  readonly text: string
}

/** What a row tells. */
export interface RowFacts {
  readonly unit: string | null
  readonly sightings: readonly Sighting[]
  readonly flaws: readonly RowFlaw[]
}

/** The facts of one row of an exported list; moments that cannot be read and units that do not drill are flaws. */
export function rowFacts(
  record: FormRecord,
  sorts: readonly ExportSort[],
  list: ListSource,
): RowFacts {
  const { values, row } = record
  const sort = sorts.find((one) => isOfSort(one, values, list))
  const number = sort?.id.map((key) => textIn(values, key)).join('/') ?? ''
  const text = textIn(values, 'unit')
  const unit = text === '' ? list.unit : unitOf(text, list)
  const flaw = (field: string, what: RowFlaw['what'], found: string): RowFlaw => {
    return { row, field, what, text: found }
  }
  if (unit === null) return { unit, sightings: [], flaws: [flaw('unit', 'unit', text)] }
  if (!sort || number.replaceAll('/', '') === '') {
    return { unit, sightings: [], flaws: [flaw(sort?.id[0] ?? 'number', 'id', '')] }
  }
  const facts = Object.entries(sort.events).map(([type, rule]) => {
    const written = textIn(values, rule.at)
    const moment = written === '' ? null : readMoment(written)
    if (written !== '' && moment === null) return flaw(rule.at, 'moment', written)
    if (moment === null && !isSaid(rule.status, textIn(values, 'status'))) return null
    const actor = rule.by === undefined ? '' : textIn(values, rule.by)
    return sighting({ type, sort, number, unit, actor, values }, moment, list)
  })
  return {
    unit,
    sightings: facts.flatMap((one) => (one && 'event' in one ? one : [])),
    flaws: facts.flatMap((one) => (one && 'what' in one ? one : [])),
  }
}

function isSaid(words: readonly string[], status: string): boolean {
  return words.some((word) => fold(word) === fold(status))
}

/** A fact with how exactly its moment is known. */
function sighting(told: Told, moment: WrittenMoment | null, list: ListSource): Sighting {
  const precision = moment === null ? ('none' as const) : moment.precision
  const event = eventOf(told, moment?.at ?? '', list)
  return { event, source: list.source, ...(precision && { precision }) }
}

/** Which facts a list can show at all: those whose column it has. */
export function shownBy(
  fields: ReadonlySet<string>,
  sorts: readonly ExportSort[],
  { says }: Pick<ListSource, 'says'>,
): readonly string[] {
  return sorts
    .filter(({ has, says: word }) => {
      if (has !== undefined && !fields.has(has)) return false
      return word === undefined || fields.has(word.field) || says.includes(word.text)
    })
    .flatMap(({ events }) =>
      Object.entries(events)
        .filter(
          ([, { at, status }]) => fields.has(at) || (status.length > 0 && fields.has('status')),
        )
        .map(([type]) => type),
    )
}

type Values = FormRecord['values']

function isOfSort({ has, says }: ExportSort, values: Values, list: ListSource): boolean {
  if (has !== undefined && textIn(values, has) === '') return false
  if (says === undefined) return true
  const told = textIn(values, says.field)
  return (told === '' ? list.says : told).includes(says.text)
}

function unitOf(text: string, { pack, plan }: ListSource): string | null {
  const match = findUnit(pack, text)
  if (match.match === 'none') return null
  return plan.units.some(({ code }) => code === match.unit.code) ? match.unit.code : null
}

interface Told {
  readonly type: string
  readonly sort: ExportSort
  readonly number: string
  readonly unit: string
  readonly actor: string
  readonly values: Values
}

function eventOf(
  { type, sort, number, unit, actor, values }: Told,
  at: string,
  list: ListSource,
): HallEvent {
  const named = Object.entries(sort.data).map(([name, key]) => [name, textIn(values, key)])
  const data: Record<string, unknown> = Object.fromEntries(named)
  const item = itemOf(
    String(data['item'] ?? data['items'] ?? ''),
    String(data['name'] ?? ''),
    unit,
    list,
  )
  if ('item' in data) data['item'] = item
  if ('items' in data) data['items'] = [item]
  return {
    ...{ seq: 0, type, kind: sort.kind, objectId: number, number, unit, actor, role: '' },
    ...{ state: textIn(values, 'status'), occurredAt: at, recordedAt: at, tag: null, data },
  }
}

/** The plan's code of an item that a list names by its code or only by its name. */
function itemOf(code: string, name: string, unit: string, { plan }: ListSource): string {
  const own = plan.items.filter((item) => item.unit === unit)
  const hit =
    own.find((item) => code !== '' && fold(item.code) === fold(code)) ??
    own.find((item) => name !== '' && fold(item.name) === fold(name))
  return hit?.code ?? (code || name)
}

function textIn(values: Values, key: string): string {
  const text = (values[key] ?? '').trim()
  return /^[-—/无]+$/u.test(text) ? '' : text
}
