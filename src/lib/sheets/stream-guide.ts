import type { HeaderPlace } from './choose-columns.js'
import { countRow, type RowTally } from './form-rows.js'
import type { Guide } from './guide-layout.js'
import { GuideGatherer } from './guide-rows.js'
import { mergesByRow } from './merge-cursor.js'
import type { FormRecord, FormStream, OpenSheet } from './model.js'
import { firstUnit, sheetFindings } from './sheet-findings.js'

/** Reads a sheet whose names stand at the left of their values (办事指南): one record for each item, as `streamForm` gives them. */
export function streamGuide(
  { file, sheet: top, form }: HeaderPlace,
  sheet: OpenSheet,
  guide: Guide,
): FormStream {
  let tally = emptyTally()
  function* records(): Generator<FormRecord> {
    const own = emptyTally()
    const gatherer = new GuideGatherer({ ...guide, sheet: top.name, anchor: form.anchor })
    const mergesAt = mergesByRow(top.merges)
    let index = -1
    for (const row of sheet.rows) {
      index += 1
      countRow(row, own)
      const { kind, ended } = gatherer.take(row, index, mergesAt(index))
      if (kind !== 'record') own.skipped[kind] += 1
      if (ended !== null) yield ended
    }
    const last = gatherer.end()
    if (last !== null) yield last
    tally = own
  }
  return {
    form: form.id,
    unit: firstUnit(sheet.head.slice(0, guide.top)),
    header: guide.labels.map(({ match }) => match),
    headerRows: [],
    records: { [Symbol.iterator]: records },
    tally() {
      const { rows, skipped, hidden } = tally
      return { rows, skipped, findings: sheetFindings(file, sheet, hidden).flat() }
    },
  }
}

function emptyTally(): RowTally {
  return { rows: 0, skipped: { blank: 0, title: 0, header: 0, total: 0, note: 0 }, hidden: null }
}
