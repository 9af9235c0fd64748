import { AppError } from '../../errors/index.js'
import { compile, type ExprContext, type Expression } from '../../expr/index.js'
import { nearest } from '../../text/index.js'
import { type Flaw, flaw, isWhole } from '../flaw.js'
import { type Cell, deletedColumn, type SourceRow } from '../sources/index.js'
import { compileField, type FieldWork } from './field.js'
import { rowHash } from './hash.js'
import type { Mapping } from './load.js'
import type { EntityText } from './schema.js'
import type { StepKit } from './steps/index.js'

/** Why a row is not migrated, though nothing is wrong with it. */
export type Aside = 'excluded' | 'interfaced' | 'manual'

/** What becomes of one row of the source: values for the target, set aside by a rule, or kept out with every reason. */
export type Mapped =
  | {
      readonly kind: 'row'
      readonly key: string
      /** The value of the target's unique field. */
      readonly dst: string
      readonly values: readonly Cell[]
    }
  | { readonly kind: Aside; readonly key: string; readonly rule: string }
  | { readonly kind: 'quarantined'; readonly key: string | null; readonly flaws: readonly Flaw[] }

/** An entity made ready for one table: pure functions of a row. */
export interface EntityWork {
  readonly name: string
  /** Fields of the target, in the order of a row's values. */
  readonly fields: readonly string[]
  /** Columns of the source that no field, guard or key reads and that are not ignored. */
  readonly unread: readonly string[]
  /** The row's key; null for one without. Where rows have none, it is that of their content, which several may have. */
  readonly keyOf: (row: SourceRow) => string | null
  /** Whether rows have no key but their content: whoever reads them tells those apart that are the same (`Occurrences`). */
  readonly isKeyless: boolean
  /** When a row was last changed, as its table says it; null where no column says it. */
  readonly changed: ((row: SourceRow) => Cell) | null
  /** `key` is given instead of the row's own. */
  readonly map: (row: SourceRow, damage: Flaw | undefined, key?: string) => Mapped
}

/** What an entity's work asks of the outside. */
export interface Outside extends Omit<StepKit, 'column' | 'codes' | 'folder'> {
  readonly columns: readonly string[]
}

/** Makes an entity ready. HK-MIG-010 when it reads a column that the source does not have. */
export function compileEntity(mapping: Mapping, name: string, outside: Outside): EntityWork {
  const text = entityOf(mapping, name)
  const read = new Set<string>()
  const column = columnReader(name, outside.columns, read)
  const codes = (table: string) => new Map(Object.entries(mapping.codes[table] ?? {}))
  const kit: StepKit = { ...outside, column, codes, folder: mapping.folder }
  const keyOf = keyReader(text, column)
  const changed = text.from.since === undefined ? null : column(text.from.since)
  const prefix = `${mapping.system}/${name}/`
  const fields = Object.entries(text.fields).map(([field, written]) =>
    compileField(field, written, { kit, prefix }),
  )
  const guards = guardsOf(mapping, text)
  const deleted = deletedReader(mapping, text, column)
  const names = fields.map((field) => field.name)
  const words = wordsOf(text)
  const rowView = viewOf(namesIn(words, 'r'), column)
  const targetView = viewOf(namesIn(words, 't'), columnReader(name, names, new Set()))
  const unread = unreadColumns(text, outside.columns, read)
  const unique = names.indexOf(text.to.unique)
  const isKeyless = text.from.key === 'content'
  const map: EntityWork['map'] = (row, damage, given) => {
    const key = given ?? keyOf(row)
    if (damage !== undefined && !isWhole(damage)) return keptOut(damage)
    if (key === null) return keptOut(damage ?? noKey(text))
    const r = rowView(row)
    const aside = setAside(guards.aside, r, key) ?? deleted?.(row, key) ?? null
    if (aside !== null) return aside
    if (damage !== undefined) return keptOut(damage)
    return worked(fields, row, { key, unique, r, names, targetView, asserts: guards.asserts })
  }
  return { name, fields: names, unread, keyOf, isKeyless, changed, map }
}

function keptOut(damage: Flaw): Mapped {
  return { kind: 'quarantined', key: null, flaws: [damage] }
}

/** The entity of that name; it is there, for the mapping was read strictly. */
export function entityOf(mapping: Mapping, name: string): EntityText {
  const text = mapping.entities[name]
  if (text !== undefined) return text
  const near = nearest(name, Object.keys(mapping.entities))
  throw new AppError('HK-MIG-011', { entity: name, file: mapping.file, nearest: near })
}

function columnReader(entity: string, columns: readonly string[], read: Set<string>) {
  const folded = columns.map((name) => name.toLowerCase())
  return (name: string) => {
    const exact = columns.indexOf(name)
    const index = exact >= 0 ? exact : folded.indexOf(name.toLowerCase())
    const found = columns[index]
    if (found === undefined) {
      const near = nearest(name, columns)
      throw new AppError('HK-MIG-010', { entity, column: name, nearest: near })
    }
    read.add(found)
    return (row: SourceRow): Cell => row[index] ?? null
  }
}

/** A key of several columns is joined by a bar; bars in the values are escaped. */
function keyReader({ from }: EntityText, column: ReturnType<typeof columnReader>) {
  if (from.key === 'content') return (row: SourceRow) => `#${rowHash(row).toString(36)}`
  const parts = from.key.map(column)
  return (row: SourceRow): string | null => {
    let key = ''
    for (const part of parts) {
      const text = keyText(part(row))
      if (text === '') return null
      key += `${key === '' ? '' : '|'}${text.includes('|') ? text.replaceAll('|', '\\|') : text}`
    }
    return key
  }
}

/** Bytes of a key (GUIDs in binary columns) as hex digits. */
function keyText(cell: Cell): string {
  return cell instanceof Uint8Array ? Buffer.from(cell).toString('hex') : String(cell ?? '').trim()
}

function noKey({ from }: EntityText): Flaw {
  return flaw('HK-MIG-321', { columns: from.key === 'content' ? [] : from.key })
}

interface Guard {
  readonly as: Aside
  readonly id: string
  readonly when: Expression
}

/** The rule of rows that the source itself has deleted; the mapping's own rules come first. */
function deletedReader(
  mapping: Mapping,
  { from }: EntityText,
  column: ReturnType<typeof columnReader>,
) {
  const options = mapping.source ?? mapping.sources?.[from.source ?? '']
  const name = options === undefined ? null : deletedColumn(options)
  if (name === null) return null
  const read = column(name)
  return (row: SourceRow, key: string): Mapped | null =>
    read(row) === 1 ? { kind: 'excluded', key, rule: name } : null
}

function guardsOf({ file }: Mapping, text: EntityText) {
  const source = { file, line: 0 }
  const aside = (as: Aside, rules: readonly { id: string; when: string }[]): Guard[] =>
    rules.map(({ id, when }) => ({ as, id, when: compile(when, source) }))
  return {
    aside: [
      ...aside('excluded', text.exclude),
      ...aside('interfaced', text.interface),
      ...aside('manual', text.manual),
    ],
    asserts: text.assert.map(({ id, that }) => ({ id, that: compile(that, source) })),
  }
}

function unreadColumns(
  { from }: EntityText,
  columns: readonly string[],
  read: ReadonlySet<string>,
) {
  const ignored = new Set(from.ignore.map((name) => name.toLowerCase()))
  return columns.filter((name) => !read.has(name) && !ignored.has(name.toLowerCase()))
}

type Row = Readonly<Record<string, Cell>>

/** Everything that expressions of an entity say. */
function wordsOf(text: EntityText): string {
  const rules = [...text.exclude, ...text.interface, ...text.manual].map(({ when }) => when)
  return [...rules, ...text.assert.map(({ that }) => that)].join('\n')
}

/** Names that expressions ask `r` or `t` for: `r["状态"]`, `t.fee`. */
function namesIn(words: string, of: 'r' | 't'): readonly string[] {
  const asked = new RegExp(
    `\\b${of}(?:\\["([^"]+)"\\]|\\['([^']+)'\\]|\\.([\\p{L}_][\\p{L}\\p{N}_]*))`,
    'gu',
  )
  return [...new Set([...words.matchAll(asked)].map(([, a, b, c]) => a ?? b ?? c ?? ''))]
}

/** Of a row what expressions name: a row is seen a million times, most of it never asked for. */
function viewOf(
  names: readonly string[],
  reader: (name: string) => (row: SourceRow) => Cell,
): (values: SourceRow) => Row {
  const wanted = names.map((name) => [name, reader(name)] as const)
  return (values) => {
    const row: Record<string, Cell> = {}
    for (const [name, read] of wanted) row[name] = read(values)
    return row
  }
}

function setAside(guards: readonly Guard[], r: Row, key: string): Mapped | null {
  for (const { as, id, when } of guards) {
    const holds = tested(when, { r }, id)
    if (typeof holds === 'object') return { kind: 'quarantined', key, flaws: [holds] }
    if (holds) return { kind: as, key, rule: id }
  }
  return null
}

/** An expression that cannot be worked out for a row keeps the row out: it is no answer. */
function tested(expression: Expression, context: ExprContext, rule: string): boolean | Flaw {
  try {
    return expression.test(context)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { params } = error
    const detail = 'detail' in params ? String(params.detail) : error.code
    return flaw('HK-MIG-318', { rule, detail })
  }
}

interface Working {
  readonly key: string
  readonly unique: number
  readonly r: Row
  readonly names: readonly string[]
  readonly targetView: (values: SourceRow) => Row
  readonly asserts: readonly { readonly id: string; readonly that: Expression }[]
}

function worked(fields: readonly FieldWork[], row: SourceRow, work: Working): Mapped {
  const { key, unique, r, names, targetView, asserts } = work
  const flaws: Flaw[] = []
  const values: Cell[] = new Array(fields.length)
  for (let index = 0; index < fields.length; index += 1) {
    values[index] = fields[index]?.run(row, key, flaws) ?? null
  }
  const dst = values[unique] ?? null
  if (dst === null && flaws.length === 0) flaws.push(flaw('HK-MIG-301', {}, names[unique]))
  if (asserts.length > 0 && flaws.length === 0) {
    assertAll(asserts, { r, t: targetView(values) }, flaws)
  }
  if (flaws.length > 0) return { kind: 'quarantined', key, flaws }
  return { kind: 'row', key, dst: String(dst), values }
}

function assertAll(asserts: Working['asserts'], context: ExprContext, flaws: Flaw[]): void {
  for (const { id, that } of asserts) {
    const holds = tested(that, context, id)
    if (holds !== true) flaws.push(holds || flaw('HK-MIG-319', { rule: id, that: that.text }))
  }
}
