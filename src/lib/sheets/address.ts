/** A rectangle of cells; all four numbers are 0-based and inclusive. */
export interface CellRange {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** Letters of a 0-based column: 0 is A, 26 is AA. */
export function columnName(column: number): string {
  let name = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  }
  return name
}

/** A1 address of a 0-based column in a physical (1-based) row. */
export function cellAddress(column: number, row: number): string {
  return `${columnName(column)}${row}`
}

/** 0-based column of letters such as `AB`; null when the text is no column name. */
export function columnIndex(name: string): number | null {
  if (!/^[A-Za-z]{1,3}$/.test(name)) return null
  return [...name.toUpperCase()].reduce((sum, c) => sum * 26 + c.charCodeAt(0) - 64, 0) - 1
}

/** A1 range such as `A1:C3`. */
export function rangeName(range: CellRange): string {
  return `${cellAddress(range.left, range.top + 1)}:${cellAddress(range.right, range.bottom + 1)}`
}

/** Reads an A1 range made by `rangeName`; null for anything else. */
export function parseRange(text: string): CellRange | null {
  const parts = /^([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)$/.exec(text)
  if (parts === null) return null
  const left = columnIndex(parts[1] ?? '')
  const right = columnIndex(parts[3] ?? '')
  if (left === null || right === null) return null
  return { top: Number(parts[2]) - 1, left, bottom: Number(parts[4]) - 1, right }
}
