import { type Finding, found } from '../errors/index.js'
import { columnName } from './address.js'
import {
  type ColumnChoices,
  chooseColumns,
  type HeaderPlace,
  headerMatches,
  unusedColumns,
} from './choose-columns.js'
import type { FoundHeader } from './find-header.js'
import { newTally, type RowTally, recordsOf } from './form-rows.js'
import type { Form, FormReading, FormRecord, FormStream, OpenSheet, SheetRow } from './model.js'
import { basisOf, headerIndexes } from './row-basis.js'
import { unitOnLine } from './unit-line.js'

/** Overrides for one sheet: where the header stands, what a column means, which other columns to give along. */
export interface ReadFormOptions extends ColumnChoices {
  /** Headers of columns whose texts a record gives as `asides`, fields or not. */
  readonly asides?: (header: string) => boolean
}

/**
 * Reads an open sheet as a form, record by record: header found, columns matched, rows gathered into records with the
 * address of every value. Errors HK-SHEET-030 to 035 name the candidates; iterating may fail as `openBook` does, and with
 * HK-SHEET-036 where another table begins.
 */
export function streamForm(
  file: string,
  sheet: OpenSheet,
  form: Form,
  options: ReadFormOptions = {},
): FormStream {
  const place = placeOf(file, sheet, form)
  const header = chooseColumns(place, options)
  const basis = basisOf(place, header, options.asides ?? (() => false))
  let tally: RowTally | null = null
  function* records(): Generator<FormRecord> {
    const own = newTally(header)
    yield* recordsOf(sheet.rows, basis, own)
    tally = own
  }
  return {
    form: form.id,
    unit: firstUnit(sheet.head.slice(0, header.top)),
    header: headerMatches(place, header),
    headerRows: headerIndexes(header).map((index) => sheet.head[index]?.row ?? 0),
    records: { [Symbol.iterator]: records },
    tally: () => told(tally ?? newTally(header), place, sheet, header),
  }
}

function placeOf(file: string, sheet: OpenSheet, form: Form): HeaderPlace {
  const { name, merges, head } = sheet
  const lastRow = (): number => {
    let last = 0
    for (const { row } of sheet.rows) last = row
    return last
  }
  return { file, sheet: { name, merges, rows: head }, form, lastRow }
}

function told(
  { rows, skipped, hidden }: RowTally,
  place: HeaderPlace,
  sheet: OpenSheet,
  header: FoundHeader,
): Pick<FormReading, 'rows' | 'skipped' | 'findings'> {
  const at = { file: place.file, sheet: sheet.name }
  const findings = [
    ...(sheet.state === 'visible' ? [] : [found('HK-SHEET-105', {}, at)]),
    ...(hidden === null
      ? []
      : [found('HK-SHEET-104', { count: hidden.count }, { ...at, row: hidden.first })]),
    ...hiddenColumns(place, sheet, header),
    ...unusedColumns(place, header),
    ...sheet.suspicious(),
  ]
  return { rows, skipped, findings }
}

/** Hidden columns that the header names. */
function hiddenColumns(
  { file }: HeaderPlace,
  sheet: OpenSheet,
  header: FoundHeader,
): readonly Finding[] {
  const columns = header.columns.flatMap(({ column, segments }) =>
    segments.length > 0 && sheet.hiddenColumns?.includes(columnName(column)) === true
      ? `${columnName(column)} ${segments.join(' ')}`
      : [],
  )
  const row = sheet.head[header.top]?.row ?? 0
  return columns.length === 0
    ? []
    : [found('HK-SHEET-107', { columns }, { file, sheet: sheet.name, row })]
}

function firstUnit(above: readonly SheetRow[]): string | null {
  for (const { cells } of above) {
    const unit = unitOnLine(cells)
    if (unit !== null) return unit
  }
  return null
}
