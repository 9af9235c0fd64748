import type { Sheet, SheetRow } from './model.js'

const SEARCH_ROWS = 40
const LONGEST_HEADER = 60

/** The row that looks most like the header of a table unknown to us: the first of those with most distinct short words. */
export function guessHeaderRow(sheet: Sheet): SheetRow | null {
  let best: SheetRow | null = null
  let most = 0
  for (const row of sheet.rows.slice(0, SEARCH_ROWS)) {
    const words = row.cells.filter(isWord)
    const size = words.length === new Set(words).size ? words.length : 0
    if (size > most) {
      best = row
      most = size
    }
  }
  return best
}

function isWord(text: string): boolean {
  return text !== '' && text.length <= LONGEST_HEADER && !/^[-+\d.,%/年月日:\s]+$/u.test(text)
}
