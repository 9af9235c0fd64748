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
import { guideOf } from './guide-layout.js'
import type { Form, FormReading, FormRecord, FormStream, OpenSheet } from './model.js'
import { basisOf, headerIndexes } from './row-basis.js'
import { firstUnit, sheetFindings } from './sheet-findings.js'
import { streamGuide } from './stream-guide.js'

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
  const guide = options.headerRow === undefined ? guideOf(place.sheet, form, options) : null
  if (guide !== null) return streamGuide(place, sheet, guide)
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
  const [before, after] = sheetFindings(place.file, sheet, hidden)
  const columns = [...hiddenColumns(place, sheet, header), ...unusedColumns(place, header)]
  return { rows, skipped, findings: [...before, ...columns, ...after] }
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
