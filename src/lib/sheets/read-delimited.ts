import { AppError } from '../errors/index.js'
import { buildSheet } from './build-sheet.js'
import type { ReadLimits } from './limits.js'
import type { Sheet } from './model.js'
import type { PackedRow } from './packed-book.js'

const DELIMITERS = [',', '\t', ';', '|', '，'] as const
const SAMPLE_LINES = 30

interface Reading {
  readonly file: string
  readonly limits: ReadLimits
}

/**
 * Reads delimited text as one sheet. `row` is the row that Excel or WPS shows for the record: a cell with line breaks
 * is still one row, a blank line is one too. Errors: HK-SHEET-015 for a quote never closed, 008 for too many cells.
 */
export async function readDelimited(text: string, { file, limits }: Reading): Promise<Sheet> {
  const { parse, CsvError } = await import('csv-parse/sync')
  const lines = text.replace(/\r\n?/g, '\n')
  const rows: PackedRow[] = []
  let cells = 0
  try {
    parse(lines, {
      delimiter: sniffDelimiter(lines),
      record_delimiter: '\n',
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: false,
      on_record: (record: string[]) => {
        cells += record.length
        if (cells > limits.cells) {
          throw new AppError('HK-SHEET-008', { file, what: 'cells', limit: limits.cells })
        }
        rows.push({ row: rows.length, plain: record.map(unwrap), special: [] })
        return null
      },
    })
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    throw brokenText(cause, file)
  }
  const packed = { name: '', hidden: 0, broken: false, rows, merges: [], hiddenRows: [] }
  return buildSheet(packed, file)
}

/** Exports protect long digits as ="0123…"; a person sees the digits. */
function unwrap(text: string): string {
  return /^="[^"]*"$/.test(text) ? text.slice(2, -1) : text
}

/** The delimiter that most lines hold most often, quoted parts aside; a comma when none occurs. */
function sniffDelimiter(text: string): string {
  const lines = text
    .slice(0, 65_536)
    .replace(/"[^"]*"/g, '')
    .split('\n')
    .slice(0, SAMPLE_LINES)
  let best: { delimiter: string; hits: number } = { delimiter: ',', hits: 0 }
  for (const delimiter of DELIMITERS) {
    const hits = lines.reduce((sum, line) => sum + line.split(delimiter).length - 1, 0)
    if (hits > best.hits) best = { delimiter, hits }
  }
  return best.delimiter
}

function brokenText(cause: Error & { readonly code?: string }, file: string): AppError {
  const lines = 'lines' in cause && typeof cause.lines === 'number' ? cause.lines : 1
  if (cause.code === 'CSV_QUOTE_NOT_CLOSED') {
    return new AppError('HK-SHEET-015', { file, line: lines }, { cause })
  }
  return new AppError('HK-SHEET-007', { file, damage: 'content', at: cause.message }, { cause })
}
