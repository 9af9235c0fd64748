import { basename } from 'node:path'
import { type Finding, found } from '../errors/index.js'
import { nameKey } from '../items/index.js'
import { fold, nearest } from '../text/index.js'
import { group, type Member, type Staff } from './members.js'
import type { MappedItem } from './model.js'
import { fill, type RosterRules } from './rules.js'

/** Somebody on a node, with the ground for it. */
export interface Holder {
  readonly member: Member
  readonly ab: 'A' | 'B'
  readonly reason: string
}

/** Who a unit's staff sheet puts on which node of which item. */
export interface ExplicitRows {
  /** Holders by the rows that name the item, else by those for every item of the unit. */
  holders(item: MappedItem, node: string): readonly Holder[]
  /** Time limits that those rows set, as written. */
  limits(item: MappedItem, node: string): readonly string[]
  readonly findings: readonly Finding[]
}

interface Row extends Holder {
  readonly node: string
  readonly mention: string | null
  readonly limit: string | null
  readonly items: readonly string[]
  readonly file: string
}

/** Whose rows they are. `returned` are names of items kept out (退回待改), folded by `nameKey`. */
interface RowSite {
  readonly rules: RosterRules
  readonly unit: string
  readonly returned: ReadonlySet<string>
}

/** The rows of a unit's people, matched with its items. A row whose item nobody knows is found, not guessed. */
export function explicitRows(
  staff: Staff,
  items: readonly MappedItem[],
  { rules, unit, returned }: RowSite,
): ExplicitRows {
  const find = itemFinder(items)
  const label = sheetLabels(staff)
  const rows = staff.members.flatMap((member) => rowsOf(member, { rules, find, label }))
  const byItem = group(rows, ({ items: keys }) => keys)
  const named = new Map([...byItem].map(([key, list]) => [key, group(list, nodeOf)]))
  const general = group(
    rows.filter(({ mention }) => mention === null),
    nodeOf,
  )
  const rowsFor = ({ key }: MappedItem, node: string) =>
    named.get(key)?.get(node) ?? general.get(node) ?? []
  return {
    holders: (item, node) => unique(rowsFor(item, node)),
    limits: (item, node) => rowsFor(item, node).flatMap(({ limit }) => limit ?? []),
    findings: [
      ...lostMentions(staff, find, { unit, items, returned }),
      ...rivals(
        [...named.values(), general].flatMap((nodes) => [...nodes.values()]),
        { rules, unit },
      ),
    ],
  }
}

/**
 * Posts for which two files name different people as A post: HK-ROST-223, one for the unit. Most often the later file was
 * meant to take the place of the earlier one.
 */
function rivals(
  spots: readonly (readonly Row[])[],
  { rules, unit }: Pick<RowSite, 'rules' | 'unit'>,
): readonly Finding[] {
  const torn = spots.filter((rows) => isTorn(rows.filter(({ ab }) => ab === 'A')))
  const [rows] = torn
  if (rows === undefined) return []
  const node = rows[0]?.node ?? ''
  const params = {
    unit,
    node: rules.catalogue.nodes[node]?.zh ?? node,
    item: rows[0]?.mention ?? '',
    people: [...new Set(rows.map(({ member, file }) => `${member.name}（${basename(file)}）`))],
    count: torn.length,
  }
  return [found('HK-ROST-223', params)]
}

/** No file's A posts are among those of another. */
function isTorn(rows: readonly Row[]): boolean {
  if (rows.length < 2 || new Set(rows.map(({ file }) => file)).size < 2) return false
  const byFile = group(rows, ({ file }) => [file])
  const sets = [...byFile.values()].map((list) => new Set(list.map(({ member }) => member.workNo)))
  return sets.every((set) =>
    sets.every((other) => set === other || ![...set].some((one) => other.has(one))),
  )
}

function nodeOf({ node }: Row): readonly string[] {
  return [node]
}

interface RowWords {
  readonly rules: RosterRules
  readonly find: ItemFinder
  readonly label: SheetLabel
}

function rowsOf(member: Member, { rules, find, label }: RowWords): readonly Row[] {
  const { person, source } = member
  return person.lines.flatMap(({ item, node, ab, limit }, index): Row[] => {
    if (node === null) return []
    const { sheet, row, file = source.file } = source.parts?.[index] ?? source
    const reason = fill(rules.reasons.row, { sheet: label(sheet, file), row })
    const items = item === null ? [] : find(item)
    return [{ member, ab, node, mention: item, limit, items, reason, file }]
  })
}

type SheetLabel = (sheet: string, file: string) => string

/** How the sheets of a unit's people are called: with their file where several files have one of that name. */
function sheetLabels({ members }: Staff): SheetLabel {
  const labels = new Map<string, Map<string, string>>()
  for (const { source } of members) {
    for (const { sheet, file = source.file } of source.parts ?? [source]) {
      const files = labels.get(sheet) ?? new Map<string, string>()
      if (!files.has(file)) labels.set(sheet, files.set(file, sheetName(sheet, file)))
    }
  }
  return (sheet, file) => {
    const files = labels.get(sheet)
    const name = files?.get(file) ?? sheetName(sheet, file)
    return sheet === '' || files === undefined || files.size < 2
      ? name
      : `《${basename(file)}》${name}`
  }
}

/** A text file has no sheets: its own name stands for one. */
export function sheetName(sheet: string, file: string): string {
  return sheet === '' ? basename(file) : sheet
}

/** One person once per node, the first row counts. */
function unique(rows: readonly Holder[]): readonly Holder[] {
  if (rows.length < 2) return rows
  return [...new Map([...rows].reverse().map((row) => [row.member.workNo, row])).values()].reverse()
}

type ItemFinder = (mention: string) => readonly string[]

/** The keys of the items that a cell names: by code, by name, or several names in one cell. */
function itemFinder(items: readonly MappedItem[]): ItemFinder {
  const byName = group(items, ({ name }) => [nameKey(name)])
  const byCode = group(items, ({ code }) => (code === null ? [] : [fold(code)]))
  const find = (text: string) => byName.get(nameKey(text)) ?? byCode.get(fold(text)) ?? []
  const known = new Map<string, readonly string[]>()
  return (mention) => {
    const before = known.get(mention)
    if (before) return before
    const whole = find(mention)
    const matched = whole.length > 0 ? whole : mention.split(/[;；\n]+/u).flatMap(find)
    const keys = matched.map(({ key }) => key)
    known.set(mention, keys)
    return keys
  }
}

interface Site extends Pick<RowSite, 'unit' | 'returned'> {
  readonly items: readonly MappedItem[]
}

function lostMentions(
  staff: Staff,
  find: ItemFinder,
  { unit, items, returned }: Site,
): readonly Finding[] {
  const places = staff.members.flatMap(({ person, source }) =>
    person.lines.flatMap(({ item }, index) =>
      item !== null && find(item).length === 0
        ? [
            {
              text: item,
              place: {
                file: source.file,
                ...(source.parts?.[index] ?? { sheet: source.sheet, row: source.row }),
              },
            },
          ]
        : [],
    ),
  )
  const names = items.map(({ name }) => name)
  return [...group(places, ({ text }) => [text])].map(([text, list]) => {
    const place = list[0]?.place
    if (returned.has(nameKey(text))) {
      return found('HK-ROST-213', { unit, text, lines: list.length }, place)
    }
    return found(
      'HK-ROST-208',
      { unit, text, nearest: nearest(text, names), lines: list.length },
      place,
    )
  })
}
