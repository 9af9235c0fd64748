import { type Finding, found, type Place } from '../errors/index.js'
import type { FormRecord } from '../sheets/index.js'
import type { Draft, StoredRecord } from '../workspace/index.js'
import { inBlocks } from './blocks.js'
import { claimKey } from './claims.js'
import { ditto } from './ditto.js'
import { type Gathered, gather } from './gather.js'
import { lineKey } from './lines.js'
import { masked, maskFinding } from './mask.js'
import type { Person } from './model.js'
import { staffRecords } from './staff-columns.js'
import { readEntries, type StaffEntry } from './staff-entry.js'
import type { StaffSource } from './staff-row.js'

/**
 * The people of a unit's sheets of one form, each with the lines that name them. A row that names nobody
 * becomes a draft of its own with the error, so every row is accounted for. People of one name are never merged
 * unless number or post says so; then each is told of the others.
 */
export function draftPeople(
  readings: readonly { readonly records: Iterable<FormRecord> }[],
  source: StaffSource,
): readonly Draft<Person>[] {
  const { ditto: words } = source.rules
  const records = readings.flatMap((reading) => [
    ...staffRecords(inBlocks(ditto(reading.records, words), source), source),
  ])
  const entries = records.flatMap((record) => readEntries(record, source))
  const named = gather(entries.filter(({ name }) => name !== ''))
  const nameless = entries.filter(({ name }) => name === '').map(apart)
  const namesakes = namesakesOf(named)
  return [...named, ...nameless].map((group) => draftOf(group, source, namesakes))
}

/** Where claims are made: the file that made them first, and what sheets said of the unit's people before. */
export interface Claiming {
  readonly file: string
  readonly known: readonly StoredRecord<Person>[]
}

/**
 * The same, each draft under the key of what this sheet says of the person. Word for word what another sheet said before
 * is no new claim: so a sheet that went out filled comes back unchanged.
 */
export function claimPeople(
  readings: readonly { readonly records: Iterable<FormRecord> }[],
  source: StaffSource,
  { file, known }: Claiming,
): readonly Draft<Person>[] {
  const { form = 'node-staff', unit } = source
  const place = { form, unit: unit.code, file }
  const said = new Map(known.map(({ key, data }) => [JSON.stringify(data), key]))
  return draftPeople(readings, source).map((draft) => {
    const before = said.get(JSON.stringify(draft.data))
    return { ...draft, key: before ?? claimKey(draft.key, place) }
  })
}

function apart(entry: StaffEntry): Gathered<StaffEntry> {
  const { unit, at, line } = entry
  return {
    key: `${unit}/${at.sheet}#${at.row}/${line.node ?? ''}`,
    entries: [entry],
    clash: null,
    mobile: null,
  }
}

function draftOf(
  group: Gathered<StaffEntry>,
  source: StaffSource,
  namesakes: ReadonlyMap<string, readonly Gathered<StaffEntry>[]>,
): Draft<Person> {
  const person = personOf(group, source)
  const lines = linesOf(group.entries)
  const parts = lines.map(({ at }) => at)
  const { sheet, row } = group.entries[0]?.at ?? { sheet: '', row: 0 }
  return {
    key: group.key,
    unit: person.unit,
    data: { ...person, lines: lines.map(({ line }) => line) },
    source: { file: source.file, sha256: source.sha256, sheet, row, parts },
    findings: findingsOf(group, { file: source.file, sheet, row }, namesakes),
  }
}

function personOf(
  { entries }: Gathered<StaffEntry>,
  { rules }: StaffSource,
): Omit<Person, 'lines'> {
  const first = <
    K extends 'title' | 'post' | 'office' | 'workNo' | 'phone' | 'attends' | 'contact',
  >(
    field: K,
  ) => entries.find((entry) => entry[field] !== null)?.[field] ?? null
  const held = new Set(entries.flatMap(({ roles }) => roles))
  const isDeputy = (role: string) =>
    held.has(role) && entries.every(({ roles, line }) => !roles.includes(role) || line.ab === 'B')
  const deputy = Object.keys(rules.catalogue.list).filter(isDeputy)
  const contact = entries.every((entry) => entry.contact !== null) ? first('contact') : null
  return {
    unit: entries[0]?.unit ?? '',
    name: entries[0]?.name ?? '',
    title: first('title'),
    post: first('post'),
    office: first('office'),
    workNo: first('workNo'),
    roles: Object.keys(rules.catalogue.list).filter((role) => held.has(role)),
    phone: first('phone'),
    attends: first('attends'),
    ...(deputy.length === 0 ? {} : { deputy }),
    ...(contact === null ? {} : { contact }),
  }
}

type LineAt = Pick<StaffEntry, 'line' | 'at'>

/** A line said twice is one line. */
function linesOf(entries: readonly StaffEntry[]): readonly LineAt[] {
  const lines = new Map<string, LineAt>()
  for (const { line, at } of entries) {
    const said = lineKey(line)
    if (!lines.has(said)) lines.set(said, { line, at })
  }
  return [...lines.values()]
}

function findingsOf(
  group: Gathered<StaffEntry>,
  place: { readonly file: string; readonly sheet: string; readonly row: number },
  namesakes: ReadonlyMap<string, readonly Gathered<StaffEntry>[]>,
): readonly Finding[] {
  const { entries, clash } = group
  const [entry] = entries
  if (!entry || entry.name === '') return (entry?.findings ?? []).map(maskFinding)
  const { name } = entry
  const own = entries.flatMap(({ findings }) => findings)
  const others = (namesakes.get(`${entry.unit}/${name}`) ?? []).filter((other) => other !== group)
  const same =
    others.length > 0 ? [found('HK-ROST-102', { name, others: others.map(described) }, place)] : []
  const workNo = entry.workNo ?? ''
  const joined = sameMobile(group, place)
  const used = clash === null ? [] : [found('HK-ROST-103', { workNo, name, other: clash }, place)]
  return [...once(own), ...same, ...joined, ...used].map(maskFinding)
}

/** Rows of one name taken for one person by the mobile number although their posts differ. */
function sameMobile({ entries, mobile }: Gathered<StaffEntry>, place: Place): readonly Finding[] {
  const posts = [...new Set(entries.flatMap(({ post }) => post ?? []))]
  if (mobile === null || posts.length < 2) return []
  const params = { name: entries[0]?.name ?? '', posts, phone: masked(mobile) }
  return [found('HK-ROST-111', params, place)]
}

/** A row of several people gives its findings to each of them once. */
function once(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((one) => [JSON.stringify(one), one])).values()]
}

function namesakesOf(
  groups: readonly Gathered<StaffEntry>[],
): ReadonlyMap<string, readonly Gathered<StaffEntry>[]> {
  const byName = new Map<string, Gathered<StaffEntry>[]>()
  for (const group of groups) {
    const key = `${group.entries[0]?.unit}/${group.entries[0]?.name}`
    byName.set(key, [...(byName.get(key) ?? []), group])
  }
  return byName
}

function described({ entries }: Gathered<StaffEntry>): string {
  const row = entries[0]
  const number = row?.workNo
  return number ? number : (row?.post ?? '')
}
