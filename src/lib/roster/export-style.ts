import type ExcelJS from 'exceljs'

/** Points of the text in a table. */
const POINTS = 10.5
/** Excel cuts rows at 409 points. */
const TALLEST = 409
const THIN = { style: 'thin' } as const
const BORDER = { top: THIN, bottom: THIN, left: THIN, right: THIN }
const solid = (argb: string): ExcelJS.Fill => ({
  type: 'pattern',
  pattern: 'solid',
  fgColor: { argb },
})
const aligned = (horizontal: 'left' | 'center'): Partial<ExcelJS.Alignment> => ({
  vertical: 'middle',
  horizontal,
  wrapText: true,
})

/** How the cells of the papers look. Text format keeps what begins with `=` as it is. */
export const STYLES = {
  title: { font: { name: '黑体', size: 16 }, alignment: aligned('center') },
  line: { font: { name: '宋体', size: POINTS }, alignment: aligned('left') },
  head: {
    border: BORDER,
    font: { name: '黑体', size: POINTS },
    fill: solid('FFE8EEF4'),
    alignment: aligned('center'),
  },
  text: {
    border: BORDER,
    font: { name: '宋体', size: POINTS },
    numFmt: '@',
    alignment: aligned('left'),
  },
  short: {
    border: BORDER,
    font: { name: '宋体', size: POINTS },
    numFmt: '@',
    alignment: aligned('center'),
  },
  gap: {
    border: BORDER,
    font: { name: '黑体', size: POINTS },
    fill: solid('FFFCD5B4'),
    numFmt: '@',
    alignment: aligned('center'),
  },
} as const satisfies Record<string, Partial<ExcelJS.Style>>

/** The name of a style. */
export type StyleName = keyof typeof STYLES

/** Height in points that texts need in columns of these widths (characters, a full-width one counts two). */
export function heightOf(cells: readonly (readonly [string, number])[], least = 22): number {
  const lines = cells.map(([text, width]) =>
    text.split('\n').reduce((sum, line) => sum + linesIn(line, width), 0),
  )
  return Math.min(TALLEST, Math.max(least, Math.max(1, ...lines) * POINTS * 1.4 + 5))
}

function linesIn(line: string, width: number): number {
  const chars = [...line].reduce((sum, char) => sum + (char < '\u0080' ? 1 : 2), 0)
  return Math.max(1, Math.ceil((chars * 1.08) / Math.max(1, width - 1)))
}

/** A4 in points, and the margins of `pageOf` in inches. */
const A4 = { short: 595, long: 842 }
const MARGIN = { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 }

/** Points that rows may take on a page at full scale; a page that is scaled down takes more. */
export function pageHeight(isLandscape: boolean): number {
  return (isLandscape ? A4.short : A4.long) - (MARGIN.top + MARGIN.bottom) * 72
}

/** A4, as wide as one page, the header row printed again on every page. */
export function pageOf(
  headRow: number,
  isLandscape: boolean,
): Partial<ExcelJS.AddWorksheetOptions> {
  return {
    views: [{ state: 'frozen', ySplit: headRow }],
    pageSetup: {
      paperSize: 9,
      orientation: isLandscape ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `1:${headRow}`,
      margins: MARGIN,
    },
    headerFooter: { oddFooter: '&C第 &P 页，共 &N 页' },
  }
}
