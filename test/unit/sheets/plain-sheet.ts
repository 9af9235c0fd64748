import type { Book, Sheet, SheetRow } from '../../../src/lib/sheets/index.js'

/** A sheet as readBook would give it, from texts; merged cells are filled down as readBook does. */
export function plainSheet(
  rows: readonly (readonly string[])[],
  merges: readonly string[] = [],
): Sheet {
  const sheetRows: SheetRow[] = rows.map((cells, at) => ({ row: at + 1, cells, hidden: false }))
  return {
    name: '表',
    state: 'visible',
    columns: Math.max(0, ...rows.map((cells) => cells.length)),
    merges,
    rows: sheetRows,
    suspicious: [],
  }
}

/** A book of that one sheet. */
export function plainBook(sheet: Sheet): Book {
  return { file: '表.xlsx', sha256: '0', format: 'xlsx', encoding: null, sheets: [sheet] }
}
