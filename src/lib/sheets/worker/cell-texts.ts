import type * as Cell from './cell-text.js'
import type { Library, LibraryBook, LibraryCell } from './library.js'
import type { OddCell, RowText } from './messages.js'
import type * as Formats from './number-format.js'
import type { XmlCell, XmlRow } from './scan-xml.js'

// Runs in the worker, sent there as source text (see source.ts); these names are there too.
declare const cleanText: typeof Cell.cleanText
declare const formattedText: typeof Cell.formattedText
declare const isDamaged: typeof Cell.isDamaged
declare const isWhole: typeof Cell.isWhole
declare const wholeInstant: typeof Cell.wholeInstant
declare const isShortened: typeof Cell.isShortened
declare const numberText: typeof Cell.numberText
declare const builtInFormat: typeof Formats.builtInFormat
declare const numberFormat: typeof Formats.numberFormat
declare const shownAs: typeof Formats.shownAs

/** How numbers of a workbook are shown. */
export interface NumberFormats {
  /** Whether what a format hides is told too: further decimals, the time of a day. */
  readonly exact: boolean
  readonly library: Library
  readonly options: Formats.FormatOptions
  /** Format of each style; null for General and text. */
  readonly formats: readonly (Formats.NumberFormat | null)[]
  /** Formats met on the way, by their text. */
  readonly known: Map<string, Formats.NumberFormat | null>
}

/** Where a cell stands, and where to note what is odd about it. */
interface Spot {
  readonly row: number
  readonly column: number
  readonly odd: OddCell[]
}

/** What cells of an .xlsx refer to: shared strings, already clean, and styles. */
export interface Shared extends NumberFormats {
  readonly strings: readonly string[]
}

/** The number formats of a workbook that SheetJS read. */
export function numberFormats(library: Library, book: LibraryBook, exact: boolean): NumberFormats {
  const { date1904 } = book.Workbook?.WBProps ?? {}
  const options = { date1904: date1904 === true || date1904 === 'true', dateNF: 'yyyy/m/d' }
  const formats = (book.Styles?.CellXf ?? []).map((style) => {
    const id = style?.numFmtId ?? 0
    return numberFormat(book.SSF?.[id] ?? builtInFormat(id), library)
  })
  return { exact, library, options, formats, known: new Map() }
}

function formatNamed(text: string, { library, known }: NumberFormats): Formats.NumberFormat | null {
  const met = known.get(text)
  if (met !== undefined) return met
  const format = numberFormat(text, library)
  known.set(text, format)
  return format
}

/** A row of XML as texts. */
export function xmlRowText(
  { row, hidden, cells }: XmlRow,
  shared: Shared,
  odd: OddCell[],
): RowText {
  const texts: string[] = []
  for (const cell of cells) {
    while (texts.length < cell.column) texts.push('')
    texts[cell.column] = xmlCellText(cell, shared, { row, column: cell.column, odd })
  }
  return { row, hidden, cells: texts }
}

function xmlCellText(cell: XmlCell, shared: Shared, spot: Spot): string {
  const { type, value, formula } = cell
  const isEmpty = value === null || (value === '' && type !== 'str')
  if (isEmpty) return formula === null ? '' : uncached(formula.replaceAll('_xlfn.', ''), spot)
  switch (type) {
    case 's':
      return wordText(sharedString(value, shared), spot)
    case 'b':
      return value === '1' || value === 'true' ? 'TRUE' : 'FALSE'
    case 'e':
      return errorText(value, spot)
    case 'd':
      return isoText(value, cell.style, shared)
    case '':
    case 'n':
      return serialText(value, cell.style, shared, spot)
    case 'str':
    case 'inlineStr':
      return wordText(cleanText(value), spot)
    default:
      throw new Error(`t="${type}"`)
  }
}

function sharedString(index: string, { strings }: Shared): string {
  const string = strings[Number(index)]
  if (string === undefined) throw new Error(`shared string ${index}`)
  return string
}

function uncached(formula: string, { odd, row, column }: Spot): string {
  odd.push({ kind: 'uncached', row, column, text: formula })
  return ''
}

function errorText(shown: string, { odd, row, column }: Spot): string {
  odd.push({ kind: 'error', row, column, text: shown })
  return shown
}

function wordText(word: string, { odd, row, column }: Spot): string {
  if (isShortened(word)) odd.push({ kind: 'damaged', row, column, text: word })
  return word
}

/** An ISO date cell. One without a zone is the clock on the sheet. */
function isoText(
  value: string,
  style: number,
  { exact, formats, library, options }: Shared,
): string {
  const isLocal = value.includes('T') && !/(?:Z|[-+]\d\d:?\d\d)$/.test(value)
  const date = new Date(isLocal ? `${value}Z` : value)
  if (Number.isNaN(date.getTime())) return cleanText(value)
  const serial = (date.getTime() - Date.UTC(1899, 11, 30)) / 86_400_000
  const format = formats[style] ?? null
  const from1900 = { ...options, date1904: false }
  const shown = format === null ? '' : shownAs(format, serial, library, from1900)
  return instantText(date, shown, exact)
}

/** A number or a date by its style; what is no number after all stays as it is. */
function serialText(said: string, style: number, shared: Shared, spot: Spot): string {
  const value = Number(said)
  if (Number.isNaN(value)) return wordText(cleanText(said), spot)
  return formattedNumber(value, shared.formats[style] ?? null, shared, spot)
}

function formattedNumber(
  value: number,
  format: Formats.NumberFormat | null,
  { exact, library, options }: NumberFormats,
  spot: Spot,
): string {
  if (format === null) return amountText(value, null, exact, spot)
  const shown = shownAs(format, value, library, options)
  if (format.isElapsed && shown !== '') return shown
  const date = format.isDate ? dateOf(value, options.date1904) : null
  if (date === null) return amountText(value, shown === '' ? null : shown, exact, spot)
  return instantText(date, shown, exact)
}

function instantText(date: Date, shown: string, exact: boolean): string {
  const iso = date.toISOString()
  const text = formattedText({ kind: 'date', iso, shown })
  return exact ? wholeInstant(iso, text) : text
}

/** The day of a serial number; null for 29 February 1900, which never was, and for what is no day. */
function dateOf(value: number, date1904: boolean): Date | null {
  const serial = date1904 ? value + 1462 : value
  if (serial >= 60 && serial < 61) return null
  const day = serial > 60 ? serial : serial + 1
  // A serial carries rounding noise: 9:05 is stored a millisecond short of it.
  const seconds = Math.round(day * 86_400) + Date.UTC(1899, 11, 30) / 1000
  const date = new Date(seconds * 1000)
  return Number.isNaN(date.getTime()) ? null : date
}

/** A number; `shown` is what its format makes of it, null in General format. */
function amountText(
  value: number,
  shown: string | null,
  exact: boolean,
  { odd, row, column }: Spot,
): string {
  const isAll = shown !== null && !(exact && !isWhole(shown, value))
  const said = isAll
    ? formattedText({ kind: 'number', value, shown })
    : numberText(value, exact ? 15 : 12)
  if (isDamaged(value)) odd.push({ kind: 'damaged', row, column, text: said })
  return said
}

/** A row of cells that SheetJS read, as texts. */
export function libraryRowText(
  cells: readonly (LibraryCell | undefined)[],
  { row, hidden }: Pick<RowText, 'row' | 'hidden'>,
  formats: NumberFormats,
  odd: OddCell[],
): RowText {
  const texts: string[] = []
  for (let column = 0; column < cells.length; column += 1) {
    const cell = cells[column]
    texts.push(cell === undefined ? '' : libraryCellText(cell, formats, { row, column, odd }))
  }
  return { row, hidden, cells: texts }
}

function libraryCellText(cell: LibraryCell, formats: NumberFormats, spot: Spot): string {
  const { t, v, f } = cell
  if (f !== undefined && hasNoValue(cell)) return uncached(f, spot)
  switch (t) {
    case 's':
      return wordText(cleanText(String(v ?? '')), spot)
    case 'b':
      return v === true ? 'TRUE' : 'FALSE'
    case 'e':
      return errorText(cell.w ?? '', spot)
    default:
      return librarySerialText(cell, formats, spot)
  }
}

/** A formula without a value comes as no value, as no number or as no day. */
function hasNoValue({ t, v }: LibraryCell): boolean {
  if (t === 'z' || v === undefined || v === null) return true
  return (typeof v === 'number' || v instanceof Date) && Number.isNaN(Number(v))
}

/** SheetJS's own text counts only where it tells no format. */
function librarySerialText(
  { v, w = '', z }: LibraryCell,
  formats: NumberFormats,
  spot: Spot,
): string {
  const format = formatNamed(z ?? '', formats)
  if (v instanceof Date) return libraryDateText(v, format === null ? w : format, formats, spot)
  if (typeof v !== 'number') return ''
  const isUntold = z === undefined && w !== ''
  return isUntold
    ? amountText(v, w, formats.exact, spot)
    : formattedNumber(v, format, formats, spot)
}

/** A date counts from 1900, whatever the workbook does: SheetJS has turned it. */
function libraryDateText(
  date: Date,
  format: Formats.NumberFormat | string,
  formats: NumberFormats,
  spot: Spot,
): string {
  if (Number.isNaN(date.getTime())) return typeof format === 'string' ? format : ''
  if (typeof format === 'string') return instantText(date, format, formats.exact)
  const day = (date.getTime() - Date.UTC(1899, 11, 30)) / 86_400_000
  const options = { ...formats.options, date1904: false }
  return formattedNumber(day > 60 ? day : day - 1, format, { ...formats, options }, spot)
}

/** What the worker gets of this file. */
export const workerFunctions = [
  numberFormats,
  formatNamed,
  xmlRowText,
  xmlCellText,
  sharedString,
  uncached,
  errorText,
  wordText,
  isoText,
  serialText,
  formattedNumber,
  instantText,
  dateOf,
  amountText,
  libraryRowText,
  libraryCellText,
  hasNoValue,
  librarySerialText,
  libraryDateText,
]
