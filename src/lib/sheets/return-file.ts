import type ExcelJS from 'exceljs'
import { AppError } from '../errors/index.js'
import { readBytes } from './read-book.js'
import { firstDifference, type ReturnDifference } from './return-check.js'
import { copiedName, copySheet } from './return-copy.js'
import { excerptOf } from './return-excerpt.js'
import { withoutReturnMarks } from './return-marks.js'
import { type CleanBook, RETURN_NAMES, type ReturnFile, type ReturnOrder } from './return-model.js'
import { freeColumn, paintMarks, unpaint } from './return-paint.js'
import { canEditInPlace } from './return-parts.js'
import { addNotes, addSummary } from './return-summary.js'

/**
 * The unit's own workbook with its mistakes marked: cells coloured, a column 错误说明, a first sheet 核验结果 with links,
 * a last sheet 填写说明. It is changed in place where everything survives that, else all its values go into a new
 * workbook. The result is read again and compared; HK-SHEET-060 when any original value would have changed.
 */
export async function makeReturnFile(whole: ReturnOrder): Promise<ReturnFile> {
  const order = excerptOf(whole)
  const clean = withoutReturnMarks(order.book)
  if (canEditInPlace(order.bytes, order.book)) {
    const bytes = await editInPlace(order, clean)
    if (bytes !== null && (await differenceOf(clean, bytes)) === null) {
      return { bytes, way: 'annotated' }
    }
  }
  const bytes = await copyAll(order, clean)
  const difference = await differenceOf(clean, bytes)
  if (difference === null) return { bytes, way: order === whole ? 'copied' : 'excerpt' }
  throw new AppError('HK-SHEET-060', { file: order.book.file, ...difference })
}

async function differenceOf(
  { book }: CleanBook,
  bytes: Uint8Array,
): Promise<ReturnDifference | null> {
  return firstDifference(book, await readBytes(bytes, book.file))
}

/** Null when exceljs cannot read or write this workbook: then its values are copied. */
async function editInPlace(order: ReturnOrder, clean: CleanBook): Promise<Uint8Array | null> {
  const { default: Excel } = await import('exceljs')
  const workbook = new Excel.Workbook()
  const bytes = new Uint8Array(order.bytes).buffer
  if (!(await succeeds(() => workbook.xlsx.load(bytes)))) return null
  for (const name of clean.sheets) {
    const sheet = workbook.getWorksheet(name)
    if (sheet !== undefined) workbook.removeWorksheet(sheet.id)
  }
  for (const { name } of clean.book.sheets) {
    const sheet = workbook.getWorksheet(name)
    if (sheet === undefined) return null
    unpaint(sheet, clean.columns.get(name))
  }
  annotate(workbook, order, clean)
  let written: Uint8Array | null = null
  await succeeds(async () => {
    written = new Uint8Array(await workbook.xlsx.writeBuffer())
  })
  return written
}

/** exceljs throws anything at files that it does not know; whoever asks here has another way to go. */
async function succeeds(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch {
    return false
  }
}

async function copyAll(order: ReturnOrder, clean: CleanBook): Promise<Uint8Array> {
  const { default: Excel } = await import('exceljs')
  const workbook = new Excel.Workbook()
  const headers = new Map(order.tables.map(({ sheet, headerRows }) => [sheet, headerRows]))
  for (const sheet of clean.book.sheets) copySheet(workbook, sheet, headers.get(sheet.name) ?? [])
  annotate(workbook, order, clean)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

function annotate(workbook: ExcelJS.Workbook, order: ReturnOrder, clean: CleanBook): void {
  for (const { sheet: name, headerRows } of order.tables) {
    const original = clean.book.sheets.find((sheet) => sheet.name === name)
    const sheet = workbook.getWorksheet(copiedName(name))
    const marks = order.marks.filter((mark) => mark.sheet === name)
    if (original === undefined || sheet === undefined || marks.length === 0) continue
    const column = clean.columns.get(name) ?? freeColumn(original)
    paintMarks(sheet, column, Math.max(1, ...headerRows), marks)
  }
  const taken = clean.book.sheets.map(({ name }) => name)
  const hasNotes = !taken.includes(RETURN_NAMES.notes)
  const name = freeName(RETURN_NAMES.summary, taken)
  const added = hasNotes ? `${name}、${RETURN_NAMES.notes}` : name
  const { summary } = order
  const facts = [
    [RETURN_NAMES.unit, summary.unit] as const,
    [RETURN_NAMES.origin, summary.origin] as const,
    ...summary.facts,
    [RETURN_NAMES.added, added] as const,
  ]
  const first = addSummary(workbook, name, { ...summary, facts }, copiedName)
  putFirst(workbook, first)
  if (hasNotes) addNotes(workbook, order.notes)
}

function freeName(wanted: string, taken: readonly string[]): string {
  let name = wanted
  for (let number = 2; taken.includes(name); number += 1) name = `${wanted}${number}`
  return name
}

/** Opens the workbook on that sheet, in front of all others. */
function putFirst(workbook: ExcelJS.Workbook, first: ExcelJS.Worksheet): void {
  const inOrder = [first, ...workbook.worksheets.filter((sheet) => sheet !== first)]
  for (const [index, sheet] of inOrder.entries()) Object.assign(sheet, { orderNo: index + 1 })
  for (const sheet of inOrder.slice(1)) {
    const views: readonly Partial<ExcelJS.WorksheetView>[] | null = sheet.views
    sheet.views = (views ?? []).map((view) => ({ ...view, tabSelected: false }))
  }
  workbook.views = [
    { x: 0, y: 0, width: 20000, height: 12000, firstSheet: 0, activeTab: 0, visibility: 'visible' },
  ]
}
