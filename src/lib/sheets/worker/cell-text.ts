// Runs in the worker, sent there as source text (see source.ts): each function may use only the others of this file.

/** A cell whose text depends on its format: `shown` is what the format makes of it, `iso` an instant read in UTC. */
export type FormattedCell =
  | { readonly kind: 'number'; readonly value: number; readonly shown: string }
  | { readonly kind: 'date'; readonly iso: string; readonly shown: string }

/** Text of a number in General format: whole numbers in full, where Excel would shorten to 1.5E+11. */
export function numberText(value: number, digits = 12): string {
  if (Number.isInteger(value)) return String(value)
  return String(Number(value.toPrecision(digits)))
}

/** Whether what a format shows of a number is the whole number: `00123`, `1,234.50元` and `50%` are, `1,235` of 1234.5 is not. */
export function isWhole(shown: string, value: number): boolean {
  const found = shown.replace(/[,，\s]/g, '').match(/-?\d+(?:\.\d+)?/g) ?? []
  const said = Number(found[0]) / (shown.includes('%') ? 100 : 1)
  return found.length === 1 && numberText(said, 15) === numberText(value, 15)
}

/** A day with its time of day, which its format may not show; what is only one of them stays as it is shown. */
export function wholeInstant(iso: string, shown: string): string {
  const [day = '', clock = ''] = iso.slice(0, 19).split('T')
  const isBoth = clock !== '00:00:00' && day > '1900-01-01' && day !== '1904-01-01'
  return isBoth ? `${day} ${clock}` : shown
}

/** True when a whole number is longer than the 15 digits that Excel keeps: an ID number or a code typed as a number. */
export function isDamaged(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) >= 1e15
}

/** True for text that a spreadsheet shortened before it was saved: 4.40524E+17 and the like. */
export function isShortened(text: string): boolean {
  if (text.length > 32 || !text.includes('E+')) return false
  const parts = /^\d(?:\.(\d+))?E\+(\d{2})$/.exec(text)
  return parts !== null && (parts[1] ?? '').length < Number(parts[2]) && Number(parts[2]) >= 11
}

/** Text of a cell, cleaned of what only the file format knows: `_x000D_`, carriage returns, hard spaces at the ends. */
export function cleanText(text: string): string {
  if (!/[\r\0_]|^\s|\s$/.test(text)) return text
  return text
    .replace(/_x000D_/gi, '')
    .replace(/\r\n?/g, '\n')
    .replaceAll('\0', '')
    .trim()
}

/** Text of a formatted number or date as a person sees it; a date always keeps its year. */
export function formattedText(cell: FormattedCell): string {
  if (cell.kind === 'date') return dateText(cell.iso, cell.shown)
  if (isDamaged(cell.value)) return numberText(cell.value)
  const shortened = /^-?\d(\.\d+)?E\+\d+$/i.test(cell.shown)
  return shortened ? numberText(cell.value) : cell.shown.trim()
}

/**
 * Formats that hide the year (4月8日, 15/4/8) would lose it, so those dates come out as 2015-04-08.
 * Serials below one day are times of day.
 */
export function dateText(iso: string, shown: string): string {
  const seen = shown.trim()
  if (/(^|\D)(18|19|20)\d\d[-/.年]/.test(seen)) return seen
  const [day = '', clock = ''] = iso.split('T')
  if (day === '') return seen
  const time = clockText(clock)
  if (day <= '1900-01-01' || day === '1904-01-01') return /\d:\d\d|时/.test(seen) ? seen : time
  return time === '00:00' ? day : `${day} ${time}`
}

/** Serials carry rounding noise of a millisecond. */
export function clockText(clock: string): string {
  const [hours = '00', minutes = '00', seconds = '0'] = clock.replace('Z', '').split(':')
  const whole = Math.floor(Number(seconds))
  return whole === 0
    ? `${hours}:${minutes}`
    : `${hours}:${minutes}:${String(whole).padStart(2, '0')}`
}

/** What the worker gets of this file. */
export const workerFunctions = [
  numberText,
  isWhole,
  wholeInstant,
  isDamaged,
  isShortened,
  cleanText,
  formattedText,
  dateText,
  clockText,
]
