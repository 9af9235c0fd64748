import type ExcelJS from 'exceljs'

const POINTS = 11
const THIN = { style: 'thin', color: { argb: 'FF8C8C8C' } } as const

/** Thin lines on all four sides. */
export const BORDER = { top: THIN, bottom: THIN, left: THIN, right: THIN } as const

const solid = (argb: string): ExcelJS.Fill => ({
  type: 'pattern',
  pattern: 'solid',
  fgColor: { argb },
})

/** A header cell; required columns are told by their colour, since the words of a header are read back. */
export function headStyle(required: boolean): Partial<ExcelJS.Style> {
  return {
    border: BORDER,
    font: { name: '黑体', size: POINTS },
    fill: solid(required ? 'FFFCD5B4' : 'FFDCE6F1'),
    alignment: { vertical: 'middle', horizontal: 'center', wrapText: true },
  }
}

/** A cell to be filled. Text format keeps codes, dates and what begins with `=` as they are typed. */
export function bodyStyle(isNumber: boolean, isShort: boolean): Partial<ExcelJS.Style> {
  return {
    border: BORDER,
    font: { name: '宋体', size: POINTS },
    numFmt: isNumber ? 'General' : '@',
    alignment: {
      vertical: 'middle',
      horizontal: isShort ? 'center' : 'left',
      wrapText: true,
    },
  }
}

/** A line above the table or on the notes sheet. */
export function lineStyle(
  size: number,
  horizontal: 'left' | 'center' | 'right',
  bold = false,
): Partial<ExcelJS.Style> {
  return {
    font: { name: bold ? '黑体' : '宋体', size },
    alignment: { vertical: 'middle', horizontal, wrapText: true },
  }
}

/** How a required cell left empty looks, a limit that is too long, a finished self-check, an open one. */
export const MARKS = {
  missing: { fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: 'FFFFEB9C' } } },
  tooLong: {
    fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: 'FFFFC7CE' } },
    font: { color: { argb: 'FF9C0006' } },
  },
  done: { font: { color: { argb: 'FF00703C' } } },
  open: { font: { color: { argb: 'FFC00000' } } },
  lined: { border: BORDER },
} as const

/** Width of a text in characters of the default font: a full-width one counts two. */
export function charsOf(text: string): number {
  let sum = 0
  for (const char of text) sum += (char.codePointAt(0) ?? 0) < 0x80 ? 1 : 2
  return sum
}

/** Excel cuts rows at 409 points. */
const TALLEST = 409

/**
 * Height in points that the texts of a row need in columns of these widths (characters). exceljs computes none and
 * LibreOffice does not fit rows that Excel wrote, so it is slightly generous.
 */
export function rowHeight(cells: readonly (readonly [string, number])[], least = 22): number {
  const lines = cells.map(([text, width]) =>
    text
      .split('\n')
      .reduce(
        (sum, line) =>
          sum + Math.max(1, Math.ceil((charsOf(line) * 1.08) / Math.max(1, width - 1))),
        0,
      ),
  )
  return Math.min(TALLEST, Math.max(least, Math.max(1, ...lines) * POINTS * 1.35 + 4))
}
