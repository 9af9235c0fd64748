import { AppError, type Finding, found } from '../errors/index.js'
import { cellAddress, columnIndex, columnName } from './address.js'
import { fieldNames } from './field-names.js'
import { type FoundHeader, findHeader, MAX_HEIGHT } from './find-header.js'
import { stampedColumns } from './form-stamp.js'
import { headerGrid, headerSegments } from './header-grid.js'
import { headerKey, headerKeys } from './header-text.js'
import { type ColumnMatch, matchColumns } from './match-columns.js'
import { columnSample, columnValues, mayBe } from './may-be.js'
import type { Form, FormField, HeaderMatch, SheetTop } from './model.js'
import { withTicks } from './ticks.js'
import { withWeakNames } from './weak-names.js'

/** How a person overrides what was understood: `map` is column (letters or header text) -> field key. */
export interface ColumnChoices {
  /** Physical row where the header begins. */
  readonly headerRow?: number
  readonly map?: Readonly<Record<string, string>>
}

/** The sheet whose header is looked for, with the file's name for messages. */
export interface HeaderPlace {
  readonly file: string
  readonly sheet: SheetTop
  readonly form: Form
  /** Number of the sheet's last row. */
  readonly lastRow: () => number
}

/**
 * Finds the header of a form and gives each column its field. Errors: HK-SHEET-030 no header, 031 required columns
 * missing (with candidates), 032 a required field claimed by more than one column, 033 to 035 wrong choices.
 */
export function chooseColumns(place: HeaderPlace, choices: ColumnChoices): FoundHeader {
  const { file, sheet, form } = place
  const search = {
    names: fieldNames(form),
    top: topOf(place, choices),
    fixed: new Map(),
    near: true,
  }
  const guessed = findHeader(sheet, search)
  const top = search.top ?? guessed?.top ?? null
  const { fixed, height } = fixedColumns(place, guessed, top, choices.map ?? {})
  const header =
    fixed.size === 0
      ? stamped(place, guessed)
      : findHeader(sheet, { ...search, top, fixed, height })
  if (header === null) {
    const expected = form.fields.filter(({ required }) => required).map((field) => field.header)
    throw new AppError('HK-SHEET-030', { file, sheet: sheet.name, form: form.title, expected })
  }
  const whole = { ...header, columns: withTicks(withWeakNames(header.columns, form)) }
  refuseRivals(place, whole)
  refuseMissing(place, whole)
  return whole
}

/** How each column of the header was understood, blank columns left out. */
export function headerMatches(
  { sheet }: Pick<HeaderPlace, 'sheet'>,
  header: FoundHeader,
): readonly HeaderMatch[] {
  const row = sheet.rows[header.top]?.row ?? header.top + 1
  return header.columns.flatMap(({ column, segments, guess, tick }) => {
    if (segments.length === 0 && guess === null) return []
    return {
      address: cellAddress(column, row),
      text: segments.join(' '),
      field: guess?.field ?? tick?.field ?? null,
      match: guess?.match ?? (tick === undefined ? 'none' : 'alias'),
      score: Math.min(1, guess?.score ?? (tick === undefined ? 0 : TICK_SCORE)),
    }
  })
}

/** Columns that name a field outright which another column has already (HK-SHEET-106). */
export function unusedColumns(place: HeaderPlace, header: FoundHeader): readonly Finding[] {
  const row = place.sheet.rows[header.top]?.row ?? 0
  return header.columns.flatMap(({ column, segments, lost }) => {
    if (lost === null || lost.match === 'fuzzy') return []
    const used = header.columns.find(({ guess }) => guess?.field === lost.field)
    const field = place.form.fields.find(({ key }) => key === lost.field)?.header ?? lost.field
    const at = { file: place.file, sheet: place.sheet.name, row, column: columnName(column) }
    return found(
      'HK-SHEET-106',
      { text: segments.join(' '), field, used: columnName(used?.column ?? column) },
      { ...at, cell: cellAddress(column, row) },
    )
  })
}

/**
 * On a sheet of ours the hidden keys name the columns, whatever became of the header's words; keys of groups
 * (`accept.people`) tell that it has two rows.
 */
function stamped({ sheet, form }: HeaderPlace, guessed: FoundHeader | null): FoundHeader | null {
  const fixed = stampedColumns(sheet, form)
  if (guessed === null || fixed.size === 0) return guessed
  const rows = [...fixed.values()].some((key) => key.includes('.')) ? 2 : 1
  const height = Math.max(guessed.height, rows)
  const segments = headerSegments(headerGrid(sheet).slice(guessed.top, guessed.top + height))
  const columns = matchColumns(segments, { names: fieldNames(form), near: true, fixed })
  return { ...guessed, height, columns }
}

function topOf({ file, sheet, lastRow }: HeaderPlace, { headerRow }: ColumnChoices): number | null {
  if (headerRow === undefined) return null
  const top = sheet.rows.findIndex(({ row }) => row === headerRow)
  if (top >= 0) return top
  const rows = lastRow()
  if (headerRow <= rows) return sheet.rows.length
  throw new AppError('HK-SHEET-035', { file, sheet: sheet.name, row: headerRow, rows })
}

/** The columns that a person named, and over how many rows of the header their names were found. */
function fixedColumns(
  place: HeaderPlace,
  guessed: FoundHeader | null,
  top: number | null,
  map: Readonly<Record<string, string>>,
): { readonly fixed: ReadonlyMap<number, string>; readonly height: number } {
  const { file, sheet, form } = place
  const known = form.fields.map(({ key }) => key)
  const stranger = Object.values(map).find((field) => !known.includes(field))
  if (stranger !== undefined) throw new AppError('HK-SHEET-034', { field: stranger, known })
  const names = Object.keys(map)
  const { columns, height } = namingRows(place, guessed, top ?? 0, names)
  const fixed = names.map((name) => {
    const index = indexOf(name, columns)
    if (index !== null) return [index, map[name] ?? ''] as const
    const texts = columns.flatMap((segments) => segments.join(' ') || [])
    throw new AppError('HK-SHEET-033', { file, sheet: sheet.name, column: name, known: texts })
  })
  return { fixed: new Map(fixed), height }
}

interface NamingRows {
  readonly columns: readonly (readonly string[])[]
  readonly height: number
}

/** The header's rows by which all names are found: as many as were guessed, else more; as guessed when none will do. */
function namingRows(
  { sheet }: HeaderPlace,
  guessed: FoundHeader | null,
  top: number,
  names: readonly string[],
): NamingRows {
  const grid = headerGrid(sheet)
  const first = guessed?.height ?? 1
  const options = Array.from({ length: Math.max(1, MAX_HEIGHT + 1 - first) }, (_, more) => ({
    columns: headerSegments(grid.slice(top, top + first + more)),
    height: first + more,
  }))
  const found = options.find(({ columns }) =>
    names.every((name) => indexOf(name, columns) !== null),
  )
  return found ?? options[0] ?? { columns: [], height: 1 }
}

/** A column by its header's text, whole or its last row; by its letters when no header says so. */
function indexOf(column: string, columns: readonly (readonly string[])[]): number | null {
  const wanted = headerKey(column, { remarks: true })
  const at = columns.findIndex((segments) =>
    [...headerKeys(segments), ...headerKeys(segments.slice(-1))].includes(wanted),
  )
  if (at >= 0) return at
  const index = columnIndex(column)
  return index !== null && index < columns.length ? index : null
}

/** Two columns that claim a required field equally well are for a person to tell apart. */
function refuseRivals({ file, sheet, form }: HeaderPlace, header: FoundHeader): void {
  for (const field of form.fields.filter(({ required }) => required)) {
    const winner = header.columns.find(({ guess }) => guess?.field === field.key)
    const score = winner?.guess?.score ?? 0
    const rivals = header.columns.filter(
      ({ lost }) => lost?.field === field.key && lost.score >= score,
    )
    if (winner === undefined || rivals.length === 0) continue
    const candidates = [winner, ...rivals].map((one) => columnLabel(one, sheet, header))
    throw new AppError('HK-SHEET-032', {
      file,
      sheet: sheet.name,
      field: field.header,
      candidates,
    })
  }
}

function refuseMissing({ file, sheet, form }: HeaderPlace, header: FoundHeader): void {
  const values = columnValues(sheet, header)
  const taken = new Set(header.columns.map(({ guess }) => guess?.field))
  const open = header.columns.filter(
    ({ guess, tick, segments }) => guess === null && tick === undefined && segments.length > 0,
  )
  const missing = form.fields
    .filter(({ key, required }) => required && !taken.has(key))
    .filter(
      (field) =>
        !form.mayLack?.includes(field.key) || open.some((one) => mayBe(one, field, values)),
    )
  if (missing.length === 0) return
  throw new AppError('HK-SHEET-031', {
    file,
    sheet: sheet.name,
    missing: missing.map((field: FormField) => field.header),
    candidates: open.map((one) => columnLabel(one, sheet, header)),
  })
}

const TICK_SCORE = 0.9

/** `B 办什么事（林木采伐许可）`: headers may be the same, what stands below them tells columns apart. */
function columnLabel(
  { column, segments }: ColumnMatch,
  sheet: SheetTop,
  header: FoundHeader,
): string {
  const sample = columnSample(sheet, header, column)
  const label = `${columnName(column)} ${segments.join(' ')}`
  return sample === null ? label : `${label}（${sample}）`
}
