import type { Form, FormRecord } from '../sheets/index.js'
import { readType } from './labels.js'
import type { ItemProfile } from './profile.js'
import { orNull } from './text.js'

/** Where a sheet stands: its name, and its file's. */
export interface SheetNames {
  readonly sheet: string
  readonly file: string
}

/**
 * A record with what the sheet says of it elsewhere: a type in the heading above it, in the sheet's name or the file's;
 * a limit's unit in the next column; the main item where there is no sub-item. What its own cells say stands.
 */
export type Complete = (record: FormRecord) => FormRecord

/** Completes the records of one sheet; `fields` are those that it has columns for. */
export function completer(
  fields: ReadonlySet<string>,
  { file }: Pick<SheetNames, 'file'>,
  profile: ItemProfile,
): Complete {
  const typeAround = typeFinder(file, profile)
  const hasUnits = LIMITS.some(({ unit }) => fields.has(unit))
  const hasParent = fields.has('parent')
  return (record) => {
    const known: Record<string, string> = {}
    if (hasParent && isBlank(record, 'name')) known['name'] = record.values['parent'] ?? ''
    if (isBlank(record, 'type')) known['type'] = typeAround(record) ?? ''
    if (hasUnits) Object.assign(known, limitsOf(record))
    const isSame = Object.entries(known).every(([key, text]) => (record.values[key] ?? '') === text)
    return isSame ? record : { ...record, values: { ...record.values, ...known } }
  }
}

function isBlank({ values }: FormRecord, field: string): boolean {
  return orNull(values[field]) === null
}

/** Limits whose number and unit stand in two columns, put together. */
function limitsOf({ values }: FormRecord): Readonly<Record<string, string>> {
  const whole = LIMITS.flatMap(({ limit, unit }) => {
    const [number, of] = [orNull(values[limit]), orNull(values[unit])]
    return number !== null && of !== null && BARE.test(number) ? [[limit, number + of]] : []
  })
  return Object.fromEntries(whole)
}

const LIMITS = [
  { limit: 'statutory', unit: 'statutoryUnit' },
  { limit: 'promised', unit: 'promisedUnit' },
] as const
const BARE = /^[\d０-９.．]+$/u

const NUMBERING =
  /^(?:[(（]?[一二三四五六七八九十\d]+[)）]?[、.．,，\s]|第[一二三四五六七八九十]+[类部章][、\s]?)\s*/u
const COUNT = /[(（]?共?\s*\d+\s*[项个件条][)）]?$/u

/** The type that a heading says, else the one that the name of the sheet or the file holds. */
function typeFinder(file: string, profile: ItemProfile): (record: FormRecord) => string | null {
  const known = new Map<string, string | null>()
  const remembered = (text: string, find: () => string | null): string | null => {
    const before = known.get(text)
    if (before !== undefined) return before
    const type = find()
    known.set(text, type)
    return type
  }
  const outside = typeIn(file.slice(file.lastIndexOf('/') + 1), profile)
  return ({ heading, sheet }) =>
    (heading === undefined
      ? null
      : remembered(`<${heading}`, () => headed(heading, profile) ?? typeIn(heading, profile))) ??
    remembered(`>${sheet}`, () => typeIn(sheet, profile)) ??
    outside
}

function headed(heading: string, profile: ItemProfile): string | null {
  const text = heading.replace(NUMBERING, '').replace(COUNT, '').trim()
  const { code, label } = readType(text, profile)
  return code === null ? null : label
}

/** The one type whose whole label stands in a text; null when none or several do. */
function typeIn(text: string, { types }: ItemProfile): string | null {
  const held = types.filter(({ label }) => text.includes(label)).map(({ label }) => label)
  const longest = held.filter((one) => !held.some((other) => other !== one && other.includes(one)))
  return longest.length === 1 ? (longest[0] ?? null) : null
}

/** Names of the nodes of a form (受理, 受理环节), each with the node's id. */
export function nodeNames(form: Form): ReadonlyMap<string, { id: string; label: string }> {
  const names = new Map<string, { id: string; label: string }>()
  for (const { key, header, synonyms } of form.fields) {
    const dot = key.lastIndexOf('.')
    if (dot < 0) continue
    const label = before(header)
    for (const name of [header, ...synonyms])
      names.set(before(name), { id: key.slice(0, dot), label })
  }
  return names
}

function before(header: string): string {
  return header.replace(/[/·][^/·]*$/u, '')
}
