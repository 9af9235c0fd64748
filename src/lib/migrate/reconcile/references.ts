import { entityOf } from '../mapping/compile.js'
import type { Cell } from '../sources/index.js'
import type { EntityCheck } from './entity-check.js'

/** Every value of a field that looks something up stands in the table of the other entity. */
export async function checkReferences(work: EntityCheck): Promise<void> {
  const { text, fields, table, request, verdicts, name } = work
  const { mapping, target } = request.migration
  for (const [field, written] of Object.entries(text.fields)) {
    const other = lookedUp(written)
    if (other === null) continue
    const to = entityOf(mapping, other)
    const shape = { table: to.to.table, fields: Object.keys(to.fields), unique: to.to.unique }
    const there = await target.table(shape)
    const at = fields.indexOf(field)
    for await (const page of table.rows()) {
      const wanted = [...new Set(page.flatMap(({ values }) => textOf(values[at] ?? null)))]
      const found = await there.get(wanted)
      for (const value of wanted) {
        const what = `${field} -> ${other}`
        const isThere = found.has(value) ? value : ''
        verdicts.check({
          entity: name,
          level: 4,
          what,
          where: value,
          source: value,
          target: isThere,
        })
      }
    }
  }
}

function lookedUp(written: unknown): string | null {
  if (!Array.isArray(written)) return null
  const steps: readonly unknown[] = written
  const found = steps.find((step) => typeof step === 'object' && step !== null && 'lookup' in step)
  return found === undefined ? null : String((found as { lookup: unknown }).lookup)
}

function textOf(value: Cell): readonly string[] {
  return value === null ? [] : [String(value)]
}
