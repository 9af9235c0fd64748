import type { Form, FormRecord } from '../sheets/index.js'
import { nodeNames } from './complete-record.js'
import type { Duration, ItemNode } from './model.js'
import { orNull, splitNames, squeeze, withoutRemarks } from './text.js'

const PARTS = ['post', 'people', 'limit'] as const
type Part = (typeof PARTS)[number]

/** A node of the flow as a form's columns describe it: `accept.post`, `accept.people`, `accept.limit`. */
export interface NodeColumns {
  readonly node: string
  readonly label: string
  readonly fields: Readonly<Partial<Record<Part, string>>>
}

/** The nodes that a form asks about and a sheet has columns for, in the form's order. Key and header are `<node>.<part>` and `<label>·<part>`. */
export function nodeColumns(form: Form, columns: ReadonlySet<string>): readonly NodeColumns[] {
  const nodes = new Map<string, NodeColumns>()
  for (const { key, header } of form.fields) {
    const dot = key.lastIndexOf('.')
    const node = key.slice(0, Math.max(0, dot))
    const part = key.slice(dot + 1)
    if (node === '' || !isPart(part) || !columns.has(key)) continue
    const known = nodes.get(node) ?? { node, label: header.replace(/[/·][^/·]*$/u, ''), fields: {} }
    nodes.set(node, { ...known, fields: { ...known.fields, [part]: key } })
  }
  return [...nodes.values()]
}

function isPart(part: string): part is Part {
  return PARTS.some((known) => known === part)
}

/** The nodes of one record that say anything at all. */
export function readNodes(
  record: FormRecord,
  columns: readonly NodeColumns[],
  readLimit: (text: string) => Duration | null,
): readonly ItemNode[] {
  return columns.flatMap(({ node, label, fields }) => {
    const post = orNull(textOf(record, fields.post))
    const people = splitNames(textOf(record, fields.people))
    const limitText = orNull(textOf(record, fields.limit))
    if (post === null && people.length === 0 && limitText === null) return []
    return { node, label, post, people, limit: limitText === null ? null : readLimit(limitText) }
  })
}

/** The nodes of a record that tells them row by row, in the order of the rows; people of one node are put together. */
export function nodesByRow(
  { values, lines }: FormRecord,
  form: Form,
  readLimit: (text: string) => Duration | null,
): readonly ItemNode[] {
  const names = nodeNames(form)
  const nodes = new Map<string, ItemNode>()
  for (const line of lines ?? [values]) {
    const said = orNull(line['rowNode'])
    if (said === null) continue
    const name = withoutRemarks(squeeze(said)).replace(/^\d{1,2}[.、．]?/u, '')
    const { id, label } = names.get(name) ?? { id: name, label: said }
    const limit = orNull(line['rowLimit'])
    const known = nodes.get(id)
    const people = [...(known?.people ?? []), ...splitNames(line['rowPeople'] ?? '')]
    nodes.set(id, {
      node: id,
      label,
      post: known?.post ?? orNull(line['rowPost']),
      people: [...new Set(people)],
      limit: known?.limit ?? (limit === null ? null : readLimit(limit)),
    })
  }
  return [...nodes.values()]
}

function textOf(record: FormRecord, field: string | undefined): string {
  return field === undefined ? '' : (record.values[field] ?? '')
}
