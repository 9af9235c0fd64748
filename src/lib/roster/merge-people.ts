import { type Finding, found, type Place } from '../errors/index.js'
import { listRecords, type Source, type Store, type StoredRecord } from '../workspace/index.js'
import { standingClaims } from './editions.js'
import { type Gathered, gather, type Identity, personKey } from './gather.js'
import { lineKey } from './lines.js'
import { masked } from './mask.js'
import type { Person, StaffLine } from './model.js'
import { mobilesOf } from './phones.js'
import type { RosterRules } from './rules.js'

/** A person as all sheets together know them. `aliases` are keys under which single sheets know the same person. */
export interface KnownPerson extends StoredRecord<Person> {
  readonly aliases: readonly string[]
}

type Claim = StoredRecord<Person>
type Group = Gathered<Identity & { readonly claim: Claim }>

/**
 * Puts together what several sheets say of the people of each unit. The same work number, name and post, or name and
 * mobile number are one person, as within a sheet; of several posts, offices or titles the one counts that stands beside
 * node assignments, then beside roles, then in the file whose name comes first. Lines, roles and telephones add up.
 * A corrected edition of a sheet takes the place of what the older one said of the people it names.
 * The order in which sheets came in does not matter. Namesakes in different sheets stay apart and are told.
 */
export function mergePeople(
  all: readonly Claim[],
  { corrections }: Pick<RosterRules, 'corrections'>,
): {
  readonly people: readonly KnownPerson[]
  readonly findings: readonly Finding[]
} {
  const { claims, findings: replaced } = standingClaims(all, corrections)
  const groups = gather(byWeight(claims).map(identityOf))
  const people = groups.map(personOf)
  const findings = groups.flatMap((group) => [...clashes(group), ...sameMobile(group)])
  return { people, findings: [...replaced, ...findings, ...namesakes(people)] }
}

/** The people of a store, of one unit when asked, put together from all sheets. */
export function listPeople(
  store: Store,
  rules: Pick<RosterRules, 'corrections'>,
  filter: { readonly unit?: string } = {},
): readonly KnownPerson[] {
  return mergePeople(listRecords<Person>(store, 'person', filter), rules).people
}

function identityOf(claim: Claim): Identity & { readonly claim: Claim } {
  const { unit, name, workNo, post, phone } = claim.data
  return { unit, name, workNo, post, mobiles: mobilesOf(phone), claim }
}

function byWeight(claims: readonly Claim[]): readonly Claim[] {
  const weighed = claims.map((claim) => ({ claim, weight: weightOf(claim) }))
  return weighed.sort((a, b) => compare(a.weight, b.weight)).map(({ claim }) => claim)
}

/** Claims that say more come first; among equals the file, sheet and row decide, never the time of import. */
function weightOf({ data, source, key }: Claim): readonly (string | number)[] {
  const isNode = data.lines.some(({ node }) => node !== null)
  const rank = isNode ? 0 : data.roles.length > 0 ? 1 : data.contact === undefined ? 2 : 3
  return [rank, source.file, source.sheet, source.row, key]
}

function compare(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  const at = a.findIndex((value, index) => value !== b[index])
  if (at < 0) return 0
  return (a[at] ?? '') < (b[at] ?? '') ? -1 : 1
}

function personOf({ key, entries, clash }: Group): KnownPerson {
  const [first] = entries
  if (first === undefined) throw new Error(`nobody under ${key}`)
  const claims = entries.map(({ claim }) => claim)
  const { claim } = first
  const lines = claims.length === 1 ? [] : placedLines(claims)
  const whole = merged(claims, lines)
  const data = clash === null ? whole : { ...whole, workNo: null }
  const aliases = [...new Set(claims.map((one) => personKey(one.data)))].sort()
  const single = { ...claim, key: personKey(data), data, aliases }
  return claims.length === 1
    ? single
    : { ...single, source: { ...claim.source, parts: lines.map(({ part }) => part) } }
}

function merged(claims: readonly Claim[], lines: readonly PlacedLine[]): Person {
  const all = claims.map(({ data }) => data)
  const [head] = all
  if (head === undefined || all.length === 1) return head as Person
  const first = <K extends 'title' | 'post' | 'office' | 'workNo'>(field: K) =>
    all.find((one) => one[field] !== null)?.[field] ?? null
  const phones = [...new Set(all.flatMap(({ phone }) => phone?.split('、') ?? []))]
  const attends = all.map((one) => one.attends).filter((one) => one !== null)
  const roles = [...new Set(all.flatMap((one) => one.roles))]
  const isDeputy = (role: string) =>
    all.every((one) => !one.roles.includes(role) || one.deputy?.includes(role) === true)
  const deputy = roles.filter(isDeputy)
  const { contact: _, deputy: __, ...plain } = head
  return {
    ...plain,
    title: first('title'),
    post: first('post'),
    office: first('office'),
    workNo: first('workNo'),
    roles,
    phone: phones.length === 0 ? null : phones.join('、'),
    attends: attends.length === 0 ? null : attends.includes(true),
    lines: lines.map(({ line }) => line),
    ...(deputy.length === 0 ? {} : { deputy }),
    ...(all.every((one) => one.contact !== undefined) ? { contact: head.contact ?? '' } : {}),
  }
}

interface PlacedLine {
  readonly line: StaffLine
  readonly part: NonNullable<Source['parts']>[number]
}

/** The lines of all sheets with the places where they stand; a line said twice counts once. */
function placedLines(claims: readonly Claim[]): readonly PlacedLine[] {
  const lines = new Map<string, PlacedLine>()
  for (const { data, source } of claims) {
    for (const [index, line] of data.lines.entries()) {
      const { sheet, row } = source.parts?.[index] ?? source
      const said = lineKey(line)
      if (!lines.has(said)) lines.set(said, { line, part: { file: source.file, sheet, row } })
    }
  }
  return [...lines.values()]
}

function placeOf({ source: { file, sheet, row } }: Claim): Place {
  return { file, sheet, row }
}

function clashes({ entries, clash }: Group): readonly Finding[] {
  const [entry] = entries
  if (clash === null || entry === undefined) return []
  const { workNo, name, claim } = entry
  return [found('HK-ROST-103', { workNo: workNo ?? '', name, other: clash }, placeOf(claim))]
}

/** People of one name who were taken for one by their mobile number although their posts differ. */
function sameMobile({ entries, mobile }: Group): readonly Finding[] {
  const [entry] = entries
  const posts = [...new Set(entries.flatMap(({ post }) => post ?? []))]
  if (mobile === null || entry === undefined || posts.length < 2) return []
  const params = { name: entry.name, posts, phone: masked(mobile) }
  return [found('HK-ROST-111', params, placeOf(entry.claim))]
}

/** Namesakes of one unit that no single sheet could tell of: they stand in different ones. */
function namesakes(people: readonly KnownPerson[]): readonly Finding[] {
  const byName = new Map<string, KnownPerson[]>()
  for (const person of people) {
    const key = `${person.unit}/${person.data.name}`
    byName.set(key, [...(byName.get(key) ?? []), person])
  }
  return [...byName.values()].flatMap((same) => {
    const [first, ...rest] = same
    const files = new Set(same.map(({ source }) => source.file))
    if (first === undefined || rest.length === 0 || files.size === 1) return []
    const others = rest.map(({ data }) => data.workNo ?? data.post ?? '')
    return [found('HK-ROST-102', { name: first.data.name, others }, placeOf(first))]
  })
}
