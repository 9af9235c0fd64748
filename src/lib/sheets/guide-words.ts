import { type FieldNames, fieldNames, namedFields, nearFields } from './field-names.js'
import { headerKey, headerKeys } from './header-text.js'
import type { Form, MatchKind } from './model.js'
import { unitOnLine } from './unit-line.js'

/** What the cells of a guide are known by. `fixed` are names that a person settled, by header key. */
export interface GuideWords {
  readonly names: FieldNames
  readonly weak: ReadonlyMap<string, string>
  readonly fixed: ReadonlyMap<string, string>
  /** Fields of the rows of a small table; they are no labels. */
  readonly lines: ReadonlySet<string>
  /** Fields that may head a column of a small table. */
  readonly columns: ReadonlySet<string>
  /** Names of its other columns, by header key. */
  readonly beside: ReadonlySet<string>
  readonly asides: (text: string) => boolean
}

/** What a cell names; `field` is null for a name that is no field. */
export interface Label {
  readonly field: string | null
  readonly match: MatchKind
  readonly score: number
  readonly isWeak: boolean
}

/** What a person settled and asked for about a guide. */
export interface GuideChoices {
  readonly map?: Readonly<Record<string, string>>
  readonly asides?: (text: string) => boolean
}

const LONGEST_LABEL = 30
const LONGEST_UNKNOWN = 16
const WEAK_SCORE = 0.85
const CLEAR_LEAD = 0.05
const SENTENCE = /[。；;，,？?]/u
const NUMBERING =
  /^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十\d]{1,3}[、.．])\s*/u
const INLINE = /^([^:：\n]{2,24}?)\s*[:：]\s*(.+)$/su

/** The words of a form's guides; null for a form that has none. */
export function guideWords(form: Form, { map = {}, asides }: GuideChoices): GuideWords | null {
  if (form.guide === undefined) return null
  const count = form.fields.filter(({ type }) => type === 'count').slice(0, 1)
  const lists = form.fields.filter(({ type }) => type === 'list').map(({ key }) => key)
  const lines = new Set(form.lines)
  const beside = [...form.guide.beside, ...count.flatMap((one) => [one.header, ...one.synonyms])]
  return {
    names: fieldNames(form),
    weak: new Map(
      form.fields.flatMap(({ key, weak = [] }) => keysOf(weak).map((name) => [name, key] as const)),
    ),
    fixed: new Map(
      Object.entries(map).map(([name, field]) => [headerKey(name, { remarks: true }), field]),
    ),
    lines,
    columns: new Set([...lists, ...lines]),
    beside: new Set(keysOf(beside)),
    asides: asides ?? (() => false),
  }
}

function keysOf(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => headerKeys([text]))
}

/** What a cell names outright, under the heading at its left; null for a cell that names nothing. */
export function labelOf(said: string, heading: string | null, words: GuideWords): Label | null {
  if (said.length > LONGEST_LABEL || said === '') return null
  const text = said.replace(NUMBERING, '')
  const key = headerKey(text, { remarks: true })
  if (key === '') return null
  const fixed = words.fixed.get(key)
  if (fixed !== undefined) return { field: fixed, match: 'exact', score: 1, isWeak: false }
  const named = namedFields(heading === null ? [text] : [heading, text], words.names)
  const own = named.find(({ field }) => !words.lines.has(field))
  if (own !== undefined) return { ...own, isWeak: false }
  const weak = headerKeys([text]).flatMap((one) => words.weak.get(one) ?? [])[0]
  if (weak !== undefined) return { field: weak, match: 'alias', score: WEAK_SCORE, isWeak: true }
  return words.asides(text) ? UNKNOWN : null
}

const UNKNOWN: Label = { field: null, match: 'none', score: 0, isWeak: false }

/** What a cell of a column of labels means though it names nothing outright: a near field, or none of ours; null for a sentence. */
export function strangeLabel(
  text: string,
  words: GuideWords,
  taken: ReadonlySet<string>,
): Label | null {
  if (text.length > LONGEST_UNKNOWN || SENTENCE.test(text) || /^\d+$/u.test(text)) return null
  const [first, second] = nearFields([text], words.names).filter(
    ({ field }) => !taken.has(field) && !words.lines.has(field),
  )
  const isClear = first !== undefined && first.score - (second?.score ?? 0) >= CLEAR_LEAD
  return isClear ? { ...first, isWeak: false } : UNKNOWN
}

/** A cell that holds label and value, `三、承诺时限：5个工作日`. */
export function inlinePair(
  text: string,
  words: GuideWords,
): { readonly label: Label; readonly name: string; readonly value: string } | null {
  const [, name = '', value = ''] = INLINE.exec(text) ?? []
  if (name === '' || unitOnLine([text]) !== null) return null
  const label = labelOf(name, null, words)
  return label === null ? null : { label, name, value }
}

/** The fields of a row that heads a small table, by column; null when it is no such row. */
export function smallTable(
  cells: readonly { readonly column: number; readonly text: string }[],
  words: GuideWords,
): ReadonlyMap<number, string> | null {
  const fields = new Map<string, number>()
  let known = 0
  for (const { column, text } of cells) {
    const key = headerKey(text, { remarks: false })
    const named = namedFields([text], words.names)
    const own = named.find(({ field }) => words.columns.has(field))
    if (own !== undefined) fields.set(own.field, column)
    if (own !== undefined || named.length > 0 || words.beside.has(key)) known += 1
    else if (text.length > LONGEST_UNKNOWN) return null
  }
  const isFlow = [...fields.keys()].filter((field) => words.lines.has(field)).length > 1
  const isList = [...fields.keys()].some((field) => !words.lines.has(field))
  const hasBeside = cells.some(({ text }) => words.beside.has(headerKey(text, { remarks: false })))
  const isTable = known > 1 && known >= cells.length - 1 && (isFlow || (isList && hasBeside))
  if (!isTable) return null
  return new Map([...fields].map(([field, column]) => [column, field]))
}
