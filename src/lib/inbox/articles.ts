import { type Finding, found, type Place } from '../errors/index.js'
import { nameKey, orNull, type Places, placesOf } from '../items/index.js'
import type { Form, FormRecord, FormStream } from '../sheets/index.js'
import { fold } from '../text/index.js'
import type { Draft } from '../workspace/index.js'
import { readDay } from './dates.js'
import type { Article, UnitName } from './model.js'

/** What an article list does not say about itself. `columns` are the notice's columns of the website. */
export interface ArticleSource {
  readonly file: string
  readonly sha256: string
  readonly form: Form
  readonly unit: UnitName
  readonly columns: readonly string[]
}

const REQUIRED = ['column', 'title'] as const

/** The rows of an article list (附表3) as articles, each with what was found about it; one draft per record. */
export function draftArticles(
  reading: Pick<FormStream, 'header' | 'records'>,
  source: ArticleSource,
): readonly Draft<Article>[] {
  const places = placesOf(reading, source.form, source.file)
  const firstRows = new Map<string, number>()
  return Array.from(reading.records, (record) => {
    const article = articleOf(record, source)
    const place = (field: string): Place => places.at(record, field)
    const key = articleKey(article, record)
    const first = firstRows.get(key)
    firstRows.set(key, first ?? record.row)
    const findings = [
      ...missing(record, places),
      ...unknownColumn(article, source, place),
      ...badDay(record, article, place),
      ...(first === undefined
        ? []
        : [found('HK-INBOX-013', { title: article.title, row: first }, place('title'))]),
    ]
    const { file, sha256 } = source
    const at = { file, sha256, sheet: record.sheet, row: record.row }
    return { key, unit: article.unit, data: article, source: at, findings }
  })
}

function articleKey({ unit, column, title }: Article, { sheet, row }: FormRecord): string {
  return title === '' ? `${unit}/${sheet}#${row}` : `${unit}/${column}/${nameKey(title)}`
}

function articleOf({ values }: FormRecord, source: ArticleSource): Article {
  const title = orNull(values['title']) ?? ''
  return {
    unit: source.unit.code,
    column: columnOf(orNull(values['column']) ?? '', source.columns),
    title,
    body: orNull(values['summary']) ?? title,
    source: orNull(values['source']),
    date: readDay(values['date'] ?? ''),
  }
}

/** The notice's own spelling of a column; other text stays as it is. */
function columnOf(text: string, columns: readonly string[]): string {
  return columns.find((column) => fold(column) === fold(text)) ?? text
}

function missing(record: FormRecord, places: Places): readonly Finding[] {
  const empty = REQUIRED.filter((field) => orNull(record.values[field]) === null)
  return empty.map((field) =>
    found('HK-INBOX-011', { field: places.header(field) }, places.at(record, field)),
  )
}

function unknownColumn(
  { column }: Article,
  { columns }: ArticleSource,
  place: (field: string) => Place,
): readonly Finding[] {
  if (column === '' || columns.includes(column)) return []
  return [found('HK-INBOX-012', { column, known: columns }, place('column'))]
}

/** A day may be left out; one that does not exist may not. */
function badDay(
  { values }: FormRecord,
  { date }: Article,
  place: (field: string) => Place,
): readonly Finding[] {
  const text = orNull(values['date'])
  return text === null || date !== null ? [] : [found('HK-INBOX-010', { text }, place('date'))]
}
