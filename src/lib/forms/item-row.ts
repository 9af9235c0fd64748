import { type Item, limitCell } from '../items/index.js'
import type { Form, FormRow } from '../sheets/index.js'

/** A stored item as a row of the form `items`: limits and fees as the unit wrote them, codes by their labels. */
export function itemRow(item: Item, form: Form): FormRow {
  return {
    unit: item.unit.name,
    code: item.code ?? '',
    name: item.name,
    type: item.type.label,
    caseType: item.caseType ?? '',
    office: item.office ?? '',
    basis: item.basis ?? '',
    conditions: item.conditions ?? '',
    materials: item.materials.join('\n'),
    fee: item.fee.raw,
    statutory: item.statutory === null ? '' : limitCell(item.statutory),
    promised: item.promised === null ? '' : limitCell(item.promised),
    depth: depthLabel(item.depth, form),
    supervision: item.supervision ?? '',
    ...nodeCells(item),
  }
}

/** The form's choices of the depth stand in the order of the levels. */
function depthLabel(depth: number | null, { fields }: Form): string {
  if (depth === null) return ''
  return fields.find(({ key }) => key === 'depth')?.choices[depth - 1] ?? `${depth}`
}

function nodeCells({ nodes }: Item): FormRow {
  return Object.fromEntries(
    nodes.flatMap(({ node, post, people, limit }) => [
      [`${node}.post`, post ?? ''],
      [`${node}.people`, people.join('、')],
      [`${node}.limit`, limit === null ? '' : limitCell(limit)],
    ]),
  )
}
