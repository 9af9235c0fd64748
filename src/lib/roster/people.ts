import { type Finding, found } from '../errors/index.js'
import type { FormRecord } from '../sheets/index.js'
import type { Draft } from '../workspace/index.js'
import { type Gathered, gather } from './gather.js'
import type { Person, StaffLine } from './model.js'
import { readEntries, type StaffEntry } from './staff-entry.js'
import type { StaffSource } from './staff-row.js'

/**
 * The people of a unit's staff sheets (附件1表2), each with the lines that name them. A row that names nobody
 * becomes a draft of its own with the error, so every row is accounted for. People of one name are never merged
 * unless number or post says so; then each is told of the others.
 */
export function draftPeople(
  readings: readonly { readonly records: Iterable<FormRecord> }[],
  source: StaffSource,
): readonly Draft<Person>[] {
  const records = readings.flatMap((reading) => [...reading.records])
  const entries = records.flatMap((record) => readEntries(record, source))
  const named = gather(entries.filter(({ name }) => name !== ''))
  const nameless = entries.filter(({ name }) => name === '').map(apart)
  const namesakes = namesakesOf(named)
  return [...named, ...nameless].map((group) => draftOf(group, source, namesakes))
}

function apart(entry: StaffEntry): Gathered {
  const { unit, at, line } = entry
  return { key: `${unit}/${at.sheet}#${at.row}/${line.node ?? ''}`, entries: [entry], clash: null }
}

function draftOf(
  group: Gathered,
  source: StaffSource,
  namesakes: ReadonlyMap<string, readonly Gathered[]>,
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

function personOf({ entries }: Gathered, { rules }: StaffSource): Omit<Person, 'lines'> {
  const first = <K extends 'title' | 'post' | 'office' | 'workNo' | 'phone' | 'attends'>(
    field: K,
  ) => entries.find((entry) => entry[field] !== null)?.[field] ?? null
  const held = new Set(entries.flatMap(({ roles }) => roles))
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

function lineKey(line: StaffLine): string {
  const { item, node, post, ab, duty, limit, validFrom, validTo } = line
  return JSON.stringify([item, node, post, ab, duty, limit, validFrom, validTo])
}

function findingsOf(
  group: Gathered,
  place: { readonly file: string; readonly sheet: string; readonly row: number },
  namesakes: ReadonlyMap<string, readonly Gathered[]>,
): readonly Finding[] {
  const { entries, clash } = group
  const [entry] = entries
  if (!entry || entry.name === '') return entry?.findings ?? []
  const { name } = entry
  const own = entries.flatMap(({ findings }) => findings)
  const others = (namesakes.get(`${entry.unit}/${name}`) ?? []).filter((other) => other !== group)
  const same =
    others.length > 0 ? [found('HK-ROST-102', { name, others: others.map(described) }, place)] : []
  const workNo = entry.workNo ?? ''
  const used = clash === null ? [] : [found('HK-ROST-103', { workNo, name, other: clash }, place)]
  return [...once(own), ...same, ...used]
}

/** A row of several people gives its findings to each of them once. */
function once(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((one) => [JSON.stringify(one), one])).values()]
}

function namesakesOf(groups: readonly Gathered[]): ReadonlyMap<string, readonly Gathered[]> {
  const byName = new Map<string, Gathered[]>()
  for (const group of groups) {
    const key = `${group.entries[0]?.unit}/${group.entries[0]?.name}`
    byName.set(key, [...(byName.get(key) ?? []), group])
  }
  return byName
}

function described({ entries }: Gathered): string {
  const row = entries[0]
  const number = row?.workNo
  return number ? number : (row?.post ?? '')
}
