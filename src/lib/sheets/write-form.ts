import type ExcelJS from 'exceljs'
import { stampText } from './form-stamp.js'
import type { FieldType, Form } from './model.js'
import { FormChecks } from './write-checks.js'
import { type FormRow, type SelfCheck, selfCheck, textOf } from './write-counts.js'
import { type FormColumn, type FormLayout, layOut, ROWS, totalWidth } from './write-layout.js'
import { addChoices, addNotes } from './write-notes.js'
import { addCellRules, addMarks } from './write-rules.js'
import { setSelfCheck } from './write-self-check.js'
import { BORDER, bodyStyle, headStyle, lineStyle, rowHeight } from './write-style.js'
import { WORDS } from './write-words.js'

/** What a sheet is written for: the unit's name (null leaves the line open), rows to start with. */
export interface FormPart {
  readonly form: Form
  readonly unit: string | null
  readonly rows?: readonly FormRow[]
}

/** The same with the file's date. */
export interface FormCopy extends Omit<FormPart, 'form'> {
  readonly at: Date
}

/**
 * A form as an .xlsx workbook: the sheet to fill, its notes, hidden lists. It checks itself while it is filled, and
 * hidden rows say which form it is, so that it reads back without a question. Values are written as text, never as formulas.
 */
export function writeForm(form: Form, { at, ...part }: FormCopy): Promise<Uint8Array> {
  return writeForms([{ form, ...part }], at)
}

/** Several forms as one workbook, one sheet each, with their notes on one. Fields of one key have one list of choices. */
export async function writeForms(parts: readonly FormPart[], at: Date): Promise<Uint8Array> {
  const { default: Excel } = await import('exceljs')
  const workbook = new Excel.Workbook()
  workbook.created = at
  workbook.modified = at
  const laid = parts.map((part) => ({ part, layout: layOut(part.form, part.rows ?? []) }))
  for (const { part, layout } of laid) addSheet(workbook, part, layout)
  for (const { part, layout } of laid) addNotes(workbook, part.form, layout)
  addChoices(
    workbook,
    laid.map(({ layout }) => layout),
  )
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

function addSheet(
  workbook: ExcelJS.Workbook,
  { form, unit, rows = [] }: FormPart,
  layout: FormLayout,
): void {
  const sheet = workbook.addWorksheet(sheetName(form.title), sheetOptions(form, layout))
  const check = selfCheck(form, rows)
  setColumns(sheet, form, layout)
  setStamp(sheet, form, layout, check)
  setTitles(sheet, form, layout, unit)
  setSelfCheck(sheet.getCell(ROWS.check, titleColumn(layout)), form, check)
  setHead(sheet, layout)
  setRows(sheet, layout, rows)
  addCellRules(sheet, form, layout)
  addMarks(sheet, form, layout)
}

const PAGE_CHARS = 235
const PORTRAIT_CHARS = 95
const FROZEN_CHARS = 66
const LONGEST_NAME = 31

function sheetName(title: string): string {
  return title.replace(/[*?:\\/[\]]/g, ' ').slice(0, LONGEST_NAME)
}

function sheetOptions(form: Form, layout: FormLayout): Partial<ExcelJS.AddWorksheetOptions> {
  const { columns, head } = layout
  const width = totalWidth(columns)
  const pages = pagesAcross(columns)
  return {
    properties: { defaultRowHeight: 22 },
    views: [{ state: 'frozen', xSplit: frozenColumns(form, columns), ySplit: head.bottom }],
    pageSetup: {
      paperSize: 9,
      orientation: width > PORTRAIT_CHARS ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: pages,
      fitToHeight: 0,
      printTitlesRow: `${head.top}:${head.bottom}`,
      ...(pages > 1 ? { printTitlesColumn: 'A:A' } : {}),
      margins: { left: 0.4, right: 0.4, top: 0.6, bottom: 0.7, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: WORDS.footer(form) },
  }
}

function pagesAcross(columns: readonly FormColumn[]): number {
  return Math.max(1, Math.ceil(totalWidth(columns) / PAGE_CHARS))
}

/** Columns up to the anchor stay in sight, unless they would fill the screen themselves. */
function frozenColumns({ anchor }: Form, columns: readonly FormColumn[]): number {
  const upTo = columns.slice(0, columns.findIndex(({ field }) => field.key === anchor) + 1)
  return totalWidth(upTo) <= FROZEN_CHARS ? upTo.length : 1
}

const SHORT: readonly FieldType[] = ['choice', 'yesno', 'date', 'count', 'duration', 'phone']

function setColumns(sheet: ExcelJS.Worksheet, form: Form, { columns }: FormLayout): void {
  for (const { number, field } of columns) {
    const column = sheet.getColumn(number)
    column.width = field.width
    const isShort = SHORT.includes(field.type) || field.key === form.starts[0]
    const { border: _, ...style } = bodyStyle(field.type === 'count', isShort)
    column.style = style
  }
}

/** Hidden rows: the stamp with the counts of the self-check, and the field of each column. */
function setStamp(
  sheet: ExcelJS.Worksheet,
  form: Form,
  layout: FormLayout,
  check: SelfCheck,
): void {
  const formulas = new FormChecks(form, layout)
  const counts: readonly (readonly [string, number])[] = [
    [formulas.used(), check.used],
    [formulas.missing(), check.missing],
    [formulas.tooLong(), check.tooLong],
  ]
  const stamp = sheet.getRow(ROWS.stamp)
  stamp.getCell(1).value = stampText(form)
  counts.forEach(([formula, result], index) => {
    const cell = stamp.getCell(index + 2)
    cell.style = {}
    cell.value = { formula, result }
  })
  const keys = sheet.getRow(ROWS.keys)
  for (const { number, field } of layout.columns) keys.getCell(number).value = field.key
  stamp.hidden = true
  keys.hidden = true
}

/** The first column is printed again on every page across, so lines then begin in the second. */
function titleColumn({ columns }: FormLayout): number {
  return pagesAcross(columns) > 1 ? 2 : 1
}

function setTitles(
  sheet: ExcelJS.Worksheet,
  form: Form,
  layout: FormLayout,
  unit: string | null,
): void {
  const { lead } = layout
  const left = titleColumn(layout)
  const half = Math.ceil(lead / 2)
  setLine(sheet, [ROWS.title, left, lead], form.title, lineStyle(18, 'center', true))
  setLine(sheet, [ROWS.unit, left, lead], WORDS.unit(unit ?? ''), lineStyle(12, 'left'))
  setLine(sheet, [ROWS.check, half + 1, lead], WORDS.legend, lineStyle(10, 'right'))
  sheet.mergeCells(ROWS.check, left, ROWS.check, half)
  const heights = { [ROWS.title]: 36, [ROWS.unit]: 24, [ROWS.check]: 24 }
  for (const [row, height] of Object.entries(heights)) sheet.getRow(Number(row)).height = height
}

function setLine(
  sheet: ExcelJS.Worksheet,
  [row, from, to]: readonly [number, number, number],
  text: string,
  style: Partial<ExcelJS.Style>,
): void {
  sheet.mergeCells(row, from, row, to)
  const cell = sheet.getCell(row, from)
  cell.style = style
  cell.value = text
}

/** One or two header rows: groups are merged over their parts, the others over both rows. */
function setHead(sheet: ExcelJS.Worksheet, { columns, head }: FormLayout): void {
  for (const { number, title, field } of columns) {
    for (let row = head.top; row <= head.bottom; row += 1) {
      sheet.getCell(row, number).style = headStyle(row === head.bottom && field.required)
    }
    sheet.getCell(head.bottom, number).value = title
  }
  if (head.bottom > head.top) setGroups(sheet, columns, head)
  const titles = columns.map(({ title, field }) => [title, field.width] as const)
  sheet.getRow(head.bottom).height = rowHeight(titles, 30)
}

function setGroups(
  sheet: ExcelJS.Worksheet,
  columns: readonly FormColumn[],
  { top, bottom }: FormLayout['head'],
): void {
  sheet.getRow(top).height = 26
  for (const { number, title, group, field } of columns) {
    if (group === null) {
      sheet.getCell(bottom, number).value = null
      sheet.getCell(top, number).value = title
      sheet.mergeCells(top, number, bottom, number)
      sheet.getCell(top, number).style = headStyle(field.required)
    } else if (columns[number - 2]?.group !== group) {
      const last = columns.findLast((column) => column.group === group)?.number ?? number
      sheet.getCell(top, number).value = group
      if (last > number) sheet.mergeCells(top, number, top, last)
    }
  }
}

function setRows(
  sheet: ExcelJS.Worksheet,
  { columns, first, ready }: FormLayout,
  rows: readonly FormRow[],
): void {
  for (let at = first; at <= ready; at += 1) {
    const values = rows[at - first]
    const row = sheet.getRow(at)
    for (const { number, field } of columns) {
      const cell = row.getCell(number)
      cell.border = BORDER
      if (values !== undefined) cell.value = cellValue(field.type, textOf(values, field.key))
    }
    if (values === undefined) continue
    row.height = rowHeight(columns.map(({ field }) => [textOf(values, field.key), field.width]))
  }
}

/** Only a plain whole number becomes a number; any other text stays text, whatever it begins with. */
function cellValue(type: FieldType, text: string): string | number | null {
  if (text === '') return null
  return type === 'count' && /^(?:0|[1-9]\d{0,9})$/.test(text) ? Number(text) : text
}
