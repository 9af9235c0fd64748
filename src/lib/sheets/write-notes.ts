import type ExcelJS from 'exceljs'
import type { Form } from './model.js'
import type { FormLayout } from './write-layout.js'
import { choicesName } from './write-rules.js'
import { bodyStyle, headStyle, lineStyle, rowHeight } from './write-style.js'
import { howToFill, notesLines, sourceOf, WORDS } from './write-words.js'

const WIDTHS = [6, 22, 40, 8, 34, 22, 24]
const SHORT_COLUMNS = [0, 3]
const TITLE_POINTS = 16

/** Adds to the sheet that says, field by field, what to write, whether it must be, an example, and where it comes from. */
export function addNotes(workbook: ExcelJS.Workbook, form: Form, layout: FormLayout): void {
  const sheet = workbook.getWorksheet(WORDS.notesSheet) ?? newNotes(workbook)
  const width = WIDTHS.reduce((sum, one) => sum + one, 0)
  addLine(sheet, WORDS.notesSheet, TITLE_POINTS, width)
  for (const line of notesLines(form, layout.last)) addLine(sheet, line, null, width)
  const head = sheet.addRow([...WORDS.columns])
  head.height = 26
  head.eachCell((cell) => {
    cell.style = headStyle(false)
  })
  for (const { letter, field } of layout.columns) {
    const cells = [
      letter,
      field.header,
      howToFill(field),
      field.required ? WORDS.required : '',
      field.choices.join('、'),
      field.example,
      sourceOf(field, form),
    ]
    const row = sheet.addRow(cells)
    row.height = rowHeight(cells.map((text, at) => [text, WIDTHS[at] ?? 10]))
    cells.forEach((_, at) => {
      row.getCell(at + 1).style = bodyStyle(false, SHORT_COLUMNS.includes(at))
    })
  }
}

function newNotes(workbook: ExcelJS.Workbook): ExcelJS.Worksheet {
  const sheet = workbook.addWorksheet(WORDS.notesSheet, { pageSetup: NOTES_PAGE })
  sheet.columns = WIDTHS.map((width) => ({ width }))
  return sheet
}

const NOTES_PAGE: Partial<ExcelJS.PageSetup> = {
  paperSize: 9,
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
}

function addLine(
  sheet: ExcelJS.Worksheet,
  text: string,
  title: number | null,
  width: number,
): void {
  const row = sheet.addRow([text])
  sheet.mergeCells(row.number, 1, row.number, WIDTHS.length)
  row.height = title === null ? rowHeight([[text, width]], 20) : 32
  row.getCell(1).style = lineStyle(title ?? 11, title === null ? 'left' : 'center', title !== null)
}

/** Adds the hidden sheet of long choice lists, one named range each; nothing when every list fits its rule. */
export function addChoices(workbook: ExcelJS.Workbook, layouts: readonly FormLayout[]): void {
  const fields = layouts.flatMap(({ columns }) => columns.map(({ field }) => field))
  const lists = new Map(
    fields.flatMap((field) => {
      const name = choicesName(field)
      return name === null ? [] : [[name, field.choices] as const]
    }),
  )
  if (lists.size === 0) return
  const sheet = workbook.addWorksheet(WORDS.choicesSheet, { state: 'hidden' })
  ;[...lists].forEach(([name, choices], index) => {
    const column = sheet.getColumn(index + 1)
    column.values = [name, ...choices]
    const range = `$${column.letter}$2:$${column.letter}$${choices.length + 1}`
    workbook.definedNames.add(`'${WORDS.choicesSheet}'!${range}`, name)
  })
}
