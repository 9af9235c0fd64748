import { guideFields, guideText, yesNoText } from './guide.js'
import { limitCell } from './limit-text.js'
import type { Item, ItemGuide, ItemNode } from './model.js'

const TEXTS: Readonly<Record<string, (item: Item) => string | null | undefined>> = {
  unit: ({ unit }) => unit.name,
  code: ({ code }) => code,
  name: ({ name }) => name,
  type: ({ type }) => type.label,
  caseType: ({ caseType }) => caseType,
  statutory: ({ statutory }) => statutory && limitCell(statutory),
  promised: ({ promised }) => promised && limitCell(promised),
  depth: ({ depth }) => depth?.toString(),
  basis: ({ basis }) => basis,
  conditions: ({ conditions }) => conditions,
  materials: ({ materials }) => materials.join('\n'),
  fee: ({ fee }) => fee.raw,
  charged: ({ fee }) => yesNoText(fee.charged),
  office: ({ office }) => office,
  supervision: ({ supervision }) => supervision,
}
const GUIDE: ReadonlySet<string> = new Set(guideFields)

const PARTS: Readonly<Record<string, (node: ItemNode) => string | null | undefined>> = {
  post: ({ post }) => post,
  people: ({ people }) => people.join('、'),
  limit: ({ limit }) => limit && limitCell(limit),
}

/** The text that a field of a stored item still holds, named by the form's key; limits and fees keep theirs as written. */
export function itemText(item: Item, field: string): string {
  const read = TEXTS[field]
  if (read !== undefined) return read(item) ?? ''
  if (GUIDE.has(field)) return guideText(item.guide, field as keyof ItemGuide)
  const dot = field.lastIndexOf('.')
  const part = PARTS[field.slice(dot + 1)]
  const node = item.nodes.find((one) => one.node === field.slice(0, dot))
  return (node === undefined ? null : part?.(node)) ?? ''
}

/** Every field of an item that says something, by the form's key. */
export function itemTexts(item: Item): Readonly<Record<string, string>> {
  const fields = [...Object.keys(TEXTS), ...guideFields]
  return Object.fromEntries(
    fields.map((field) => [field, itemText(item, field)]).filter(([, text]) => text !== ''),
  )
}
