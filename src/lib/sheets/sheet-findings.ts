import { type Finding, found } from '../errors/index.js'
import type { RowTally } from './form-rows.js'
import type { OpenSheet, SheetRow } from './model.js'
import { unitOnLine } from './unit-line.js'

/** What is said of a sheet however it is read: first that it or its rows are hidden, last its suspicious cells. */
export function sheetFindings(
  file: string,
  sheet: OpenSheet,
  hidden: RowTally['hidden'],
): readonly [before: readonly Finding[], after: readonly Finding[]] {
  const at = { file, sheet: sheet.name }
  const before = [
    ...(sheet.state === 'visible' ? [] : [found('HK-SHEET-105', {}, at)]),
    ...(hidden === null
      ? []
      : [found('HK-SHEET-104', { count: hidden.count }, { ...at, row: hidden.first })]),
  ]
  return [before, sheet.suspicious()]
}

/** The unit that a line above the header or the first label names. */
export function firstUnit(above: readonly SheetRow[]): string | null {
  for (const { cells } of above) {
    const unit = unitOnLine(cells)
    if (unit !== null) return unit
  }
  return null
}
