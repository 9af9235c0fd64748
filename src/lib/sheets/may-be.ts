import { fold } from '../text/index.js'
import type { FoundHeader } from './find-header.js'
import { headerKey, headerKeys } from './header-text.js'
import type { ColumnMatch } from './match-columns.js'
import type { FormField, SheetTop } from './model.js'
import { similarity } from './similarity.js'

const PERHAPS = 0.45
const SAMPLE_ROWS = 30
const SAMPLE_LENGTH = 16
const SECRET = /秘密|机密|绝密|涉密/u
const LIMIT =
  /^(?:[\d.]+|[一二三四五六七八九十百]+)(?:[-~至到][\d.]+)?(?:个?工作日|工作天|日|天|个月|月|小时|年)|^(?:即办|当场|当日|即时|立等)/u

/** The first texts below the header of a column. */
export function columnValues(
  { rows }: SheetTop,
  { top, height }: FoundHeader,
): (column: number) => readonly string[] {
  const below = rows.slice(top + height, top + height + SAMPLE_ROWS)
  return (column) => below.map(({ cells }) => fold(cells[column] ?? '')).filter(Boolean)
}

/** The first text below the header of a column, cut short; none of a row that may be secret. */
export function columnSample(
  { rows }: SheetTop,
  { top, height }: FoundHeader,
  column: number,
): string | null {
  const below = rows.slice(top + height, top + height + SAMPLE_ROWS)
  const open = below.filter(({ cells }) => !cells.some((text) => SECRET.test(text)))
  const [text] = open.flatMap(({ cells }) => cells[column]?.replace(/\s+/gu, ' ').trim() || [])
  if (text === undefined) return null
  return text.length > SAMPLE_LENGTH ? `${text.slice(0, SAMPLE_LENGTH)}…` : text
}

/** Whether a column that nobody knows may hold the field after all, by its name or by what stands in it: a person must say. */
export function mayBe(
  { column, segments }: ColumnMatch,
  field: FormField,
  values: (column: number) => readonly string[],
): boolean {
  const names = [field.header, ...field.synonyms].map((text) => headerKey(text, { remarks: true }))
  const isNear = headerKeys(segments).some((key) =>
    names.some((name) => similarity(key, name, PERHAPS) >= PERHAPS),
  )
  return isNear || values(column).some((text) => fits(text, field))
}

function fits(text: string, { type, choices }: FormField): boolean {
  if (type === 'duration') return LIMIT.test(text)
  return type === 'choice' && choices.some((choice) => fold(choice) === text)
}
