import type { FieldChange } from '../workspace/index.js'

/** One field of an item as people read its change; an empty text is an empty cell. `field` is the form's key. */
export interface ChangeLine {
  readonly field: string
  readonly before: string
  readonly after: string
}

/** Parts that a text beside them says already: 20 and `workday` beside `20个工作日`, a code beside its label. */
const SAID: ReadonlySet<string> = new Set(['value', 'unit', 'code', 'charged', 'node'])

/** What changed, a line for each field of the form, in the order of the changes. */
export function changeLines(changes: readonly FieldChange[]): readonly ChangeLine[] {
  const groups = new Map<string, FieldChange[]>()
  for (const change of changes.flatMap(opened)) {
    const field = fieldOf(change)
    const group = groups.get(field)
    if (group === undefined) groups.set(field, [change])
    else group.push(change)
  }
  return [...groups].map(([field, group]) => {
    const telling = group.filter((one) => !isSaid(one))
    const shown = telling.length > 0 ? telling : group
    const side = (name: 'before' | 'after'): string =>
      shown.flatMap((one) => valueText(one[name]) || []).join('、')
    return { field, before: side('before'), after: side('after') }
  })
}

/** A guide that comes or goes as a whole is told field by field. */
function opened(change: FieldChange): readonly FieldChange[] {
  if (change.field !== 'guide') return [change]
  const [before, after] = [objectOf(change.before), objectOf(change.after)]
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].flatMap((name) => {
    const one = { field: name, before: before[name] ?? null, after: after[name] ?? null }
    return valueText(one.before) === valueText(one.after) ? [] : one
  })
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function fieldOf({ field }: FieldChange): string {
  return field.replace(/^guide\./u, '').split('.')[0] ?? field
}

function isSaid({ field }: FieldChange): boolean {
  const parts = field.split('.')
  return parts.length > 1 && SAID.has(parts.at(-1) ?? '')
}

/** A value of an item as text: a limit as written, a code by its label, a node with whoever does it. */
function valueText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (Array.isArray(value)) return value.map(valueText).filter(Boolean).join('、')
  if (typeof value !== 'object') return String(value)
  const { raw, label, name, post, people, limit } = objectOf(value)
  if (raw !== undefined) return String(raw)
  const parts = [post, people, limit].map(valueText).filter(Boolean)
  const title = valueText(label ?? name)
  return parts.length === 0 ? title : `${title}（${parts.join('，')}）`
}
