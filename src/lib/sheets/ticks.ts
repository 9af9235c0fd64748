import { headerKey } from './header-text.js'
import type { ColumnMatch } from './match-columns.js'
import type { SheetRow } from './model.js'

/** A column that stands for one choice of a field: its header says which. */
export interface Tick {
  readonly field: string
  readonly label: string
}

const TICKED = /^(?:[√✓✔☑●■★▲✅vVyY1１]|是|有|需要?|支持|yes)$/u
const UNTICKED = /^(?:[×✗✘xX☐□○0０nN\-—－/\\]|否|无|没有|不需要?|不支持|no)$/u
const REMARK = /^(.*?)[(（【[〔](.+)[)）】\]〕]\s*$/su

/**
 * Columns side by side under one heading that names one field, each with a word of its own (服务对象：自然人 | 企业法人), are
 * that field's choices to be ticked. They are told to belong to the field that the first of them was taken for.
 */
export function withTicks(columns: readonly ColumnMatch[]): readonly ColumnMatch[] {
  const ticks = new Map<number, Tick>()
  for (const [at, { guess, segments }] of columns.entries()) {
    if (guess === null) continue
    const { heading } = split(segments)
    const group = [columns[at], ...followers(columns, at, guess.field, heading)]
    const labels = group.map((one) => split(one?.segments ?? []).label)
    if (group.length < 2 || labels.includes('') || new Set(labels).size < labels.length) continue
    for (const [index, one] of group.entries())
      ticks.set(one?.column ?? at, { field: guess.field, label: labels[index] ?? '' })
  }
  if (ticks.size === 0) return columns
  return columns.map((one) => {
    const tick = ticks.get(one.column)
    return tick === undefined ? one : { ...one, tick, lost: null }
  })
}

function followers(
  columns: readonly ColumnMatch[],
  at: number,
  field: string,
  heading: string,
): readonly ColumnMatch[] {
  const rest = columns.slice(at + 1)
  const end = rest.findIndex(
    ({ lost, segments }) => lost?.field !== field || split(segments).heading !== heading,
  )
  return end < 0 ? rest : rest.slice(0, end)
}

/** The heading over a column and the column's own word: the last row of its header, else a remark behind its name. */
function split(segments: readonly string[]): { heading: string; label: string } {
  const key = (text: string): string => headerKey(text, { remarks: true })
  const above = segments.slice(0, -1)
  const last = segments.at(-1) ?? ''
  if (above.length > 0) return { heading: above.map(key).join('/'), label: last.trim() }
  const [, name = '', remark = ''] = REMARK.exec(last) ?? []
  return { heading: key(name), label: remark.trim() }
}

/** Reads a row as its fields do: in the first column of each group the words that are ticked, or what was written instead. */
export function tickReader(columns: readonly ColumnMatch[]): (row: SheetRow) => SheetRow {
  const groups = new Map<string, { readonly column: number; readonly label: string }[]>()
  for (const { column, tick } of columns) {
    if (tick === undefined) continue
    const { field, label } = tick
    groups.set(field, [...(groups.get(field) ?? []), { column, label }])
  }
  if (groups.size === 0) return (row) => row
  return (row) => {
    const cells = [...row.cells]
    for (const group of groups.values()) {
      const said = group.flatMap(({ column, label }) => choiceOf(row.cells[column] ?? '', label))
      for (const { column } of group) cells[column] = ''
      cells[group[0]?.column ?? 0] = said.join('、')
    }
    return { ...row, cells }
  }
}

function choiceOf(cell: string, label: string): string | readonly string[] {
  const text = cell.trim()
  if (TICKED.test(text)) return label
  return text === '' || UNTICKED.test(text) ? [] : text
}
