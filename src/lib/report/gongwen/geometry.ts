/**
 * GB/T 9704-2012 in twips and half-points. 22 lines of 28 characters on 37/28/35/26 mm margins
 * need 16 pt type, an exact pitch of 579 twips and -5 twips of character spacing.
 */
export const PAGE = { width: 11906, height: 16838 } as const
export const MARGIN = {
  top: 2098,
  right: 1474,
  bottom: 1984,
  left: 1587,
  header: 850,
  footer: 1417,
} as const
/** Margins of a landscape page: the binding edge (28 mm side) turns to the top. */
export const MARGIN_LANDSCAPE = {
  top: 1587,
  right: 2098,
  bottom: 1474,
  left: 1984,
  header: 850,
  footer: 1000,
} as const

export const BODY = {
  size: 32,
  line: 579,
  spacing: -5,
  firstLineChars: 200,
  firstLine: 640,
} as const
export const TITLE = { size: 44, line: 700 } as const
/** Margins of sheets to be filled in by hand, either way up: 2 cm, with room for the page number. */
export const MARGIN_SHEET = {
  top: 1134,
  right: 1134,
  bottom: 1250,
  left: 1134,
  header: 600,
  footer: 600,
} as const
export const SHEET_WIDTH = PAGE.width - MARGIN_SHEET.left - MARGIN_SHEET.right
export const SHEET_WIDTH_LANDSCAPE = PAGE.height - MARGIN_SHEET.left - MARGIN_SHEET.right
/** Lines of sheets to be filled in by hand: 小四. */
export const SMALL = { size: 24, line: 400 } as const
export const TABLE = { size: 21, line: 320 } as const
export const PAGE_NUMBER = { size: 28, indent: 280 } as const

/** Characters in a full line of body text. */
export const LINE_CHARS = 28
/** Advance of one full-width body character, in twips. */
export const CHAR = 315

export const TEXT_WIDTH = PAGE.width - MARGIN.left - MARGIN.right
export const TEXT_WIDTH_LANDSCAPE = PAGE.height - MARGIN_LANDSCAPE.left - MARGIN_LANDSCAPE.right

/** Font names only, never embedded: 仿宋 for text, 黑体 and 楷体 for headings, 小标宋 for the title. */
export const FONT = {
  body: '仿宋_GB2312',
  heading1: '黑体',
  heading2: '楷体_GB2312',
  title: '方正小标宋简体',
  pageNumber: '宋体',
  latin: 'Times New Roman',
} as const
