import { cellsOf, edgesOf, type GuideLayout, type GuidePair } from './guide-pairs.js'
import { type GuideColumn, GuideGatherer } from './guide-rows.js'
import { type GuideChoices, type GuideWords, guideWords, labelOf } from './guide-words.js'
import { mergesByRow } from './merge-cursor.js'
import type { Form, HeaderMatch, SheetTop } from './model.js'

/** A sheet whose names stand at the left of their values (办事指南), with what was understood of its labels. */
export interface Guide {
  readonly layout: GuideLayout
  /** Each label once, a field by the first that names it, with the first value. */
  readonly labels: readonly { readonly match: HeaderMatch; readonly value: string }[]
  /** Index of the first row with a label. */
  readonly top: number
  /** The share of its labels that are fields, times the share of the required fields that are there. */
  readonly score: number
}

const FEWEST_FIELDS = 4
const FEWEST_BELOW = 3
const FEWEST_LABELS = 2
/** The anchor and one more, at the least, are named by their own words. */
const FEWEST_ROWS = 2
const COLON = /[:：]/u
const COLUMN_SCORE = 0.95

/**
 * The sheet as a guide of this form; null when it is none. A table's header names fields side by side: a guide has the
 * anchor and at least three more fields, three of them in one column with it, and most of its labels have values beside them.
 */
export function guideOf(sheet: SheetTop, form: Form, choices: GuideChoices = {}): Guide | null {
  const words = guideWords(form, choices)
  if (words === null) return null
  const layout = layoutOf(sheet, words)
  if (layout === null) return null
  const { pairs: found, columns } = namesOf(sheet, form, layout)
  const named = found.flatMap(({ pair }) => {
    const { field, match } = pair.label
    if (field === null || match === 'fuzzy') return []
    return { field, column: pair.at.replace(/\d+$/u, ''), isFilled: pair.value !== '' }
  })
  const filled = named.filter(({ isFilled }) => isFilled)
  const fields = new Set(filled.map(({ field }) => field))
  const beside = filled.find(({ field }) => field === form.anchor)?.column
  const below = new Set(filled.flatMap(({ field, column }) => (column === beside ? field : [])))
  const isGuide =
    fields.has(form.anchor) &&
    fields.size >= FEWEST_FIELDS &&
    below.size >= FEWEST_BELOW &&
    filled.length > named.length / 2
  const top = found[0]?.index ?? 0
  const anchor = found.find(({ pair }) => pair.label.field === form.anchor)
  if (!isGuide || isExplained(sheet, anchor?.index ?? top)) return null
  if (isTurned(sheet, found, anchor?.index ?? top)) return null
  const labels = labelsOf(
    found.map(({ pair }) => pair),
    columns,
  )
  return { layout, labels, top, score: scoreOf(labels, form) }
}

const EXPLAINED = /^(?:填写|填报)?(?:说明|要求|须知|规则|示例|样例|方法)$|必填/u

/** Whether a heading over the anchor's value says that what stands there explains how the names are filled in. */
function isExplained({ rows }: SheetTop, anchor: number): boolean {
  const above = rows.slice(0, anchor).flatMap(({ cells }) => cells.slice(1))
  return above.some((text) => EXPLAINED.test(text.trim()))
}

/**
 * Whether further values stand beside most names, the anchor's among them, some of them the same as the first: a table
 * of several records turned on its side. A guide has remarks there, which repeat no value.
 */
function isTurned({ rows }: SheetTop, pairs: Names['pairs'], anchor: number): boolean {
  const further = (index: number): readonly string[] => {
    const own = pairs.filter((one) => one.index === index)
    const last = Math.max(...own.map(({ pair }) => pair.column))
    return own.length === 1 ? (rows[index]?.cells.slice(last + 1) ?? []) : []
  }
  const filled = pairs.filter(({ index }) => (further(index)[0] ?? '') !== '')
  return (
    filled.length > pairs.length / 2 &&
    filled.some(({ index }) => index === anchor) &&
    filled.some(({ pair, index }) => pair.value !== '' && pair.value === further(index)[0])
  )
}

interface Names {
  readonly pairs: { readonly pair: GuidePair; readonly index: number }[]
  readonly columns: GuideColumn[]
}

function namesOf({ name, rows, merges }: SheetTop, { anchor }: Form, layout: GuideLayout): Names {
  const names: Names = { pairs: [], columns: [] }
  const gatherer = new GuideGatherer({
    ...{ layout, top: 0, sheet: name, anchor },
    onPair: (pair, index) => void names.pairs.push({ pair, index }),
    onColumn: (column) => void names.columns.push(column),
  })
  const mergesAt = mergesByRow(merges)
  for (const [index, row] of rows.entries()) gatherer.take(row, index, mergesAt(index))
  return names
}

/** Names stand in the columns in which at least two are named outright. Null when all names stand in one row: no guide. */
function layoutOf({ rows, merges }: SheetTop, words: GuideWords): GuideLayout | null {
  const mergesAt = mergesByRow(merges)
  const naming = new Set<number>()
  const labels = rows.flatMap((row, index) =>
    cellsOf(row, index, mergesAt(index)).flatMap(({ column, text, isOwn }) => {
      const label = isOwn ? labelOf(text, null, words) : null
      if (label !== null || COLON.test(text)) naming.add(index)
      return label === null ? [] : { column, field: label.field }
    }),
  )
  if (naming.size < FEWEST_ROWS) return null
  const counts = new Map<number, number>()
  for (const { column } of labels) counts.set(column, (counts.get(column) ?? 0) + 1)
  const columns = [...counts].flatMap(([column, count]) => (count >= FEWEST_LABELS ? column : []))
  const taken = new Set(labels.flatMap(({ field }) => field ?? []))
  return { words, columns: new Set(columns), taken, edges: edgesOf(merges) }
}

function labelsOf(pairs: readonly GuidePair[], columns: readonly GuideColumn[]): Guide['labels'] {
  const named = pairs.map(({ label: { field, match, score }, name: text, at: address, value }) => ({
    match: { address, text, field, match, score: Math.min(1, score) },
    value,
  }))
  const inTables = columns.map(({ field, text, at: address }) => ({
    match: { address, text, field, match: 'alias' as const, score: COLUMN_SCORE },
    value: '',
  }))
  const seen = new Set<string>()
  return [...named, ...inTables].filter(({ match: { field, text } }) => {
    const key = field ?? `?${text}`
    const isFirst = !seen.has(key)
    seen.add(key)
    return isFirst
  })
}

function scoreOf(labels: Guide['labels'], form: Form): number {
  const fields = new Set(labels.flatMap(({ match }) => match.field ?? []))
  const required = form.fields.filter((field) => field.required)
  const there = required.filter(({ key }) => fields.has(key)).length / Math.max(1, required.length)
  return Math.round((100 * there * fields.size) / Math.max(1, labels.length)) / 100
}
