import { strFromU8, unzipSync } from 'fflate'
import type { Book } from './model.js'
import { readZipDirectory } from './zip-directory.js'

/** Parts that come through exceljs whole, or that no reader misses: printer settings, calculation order, custom properties. */
const KEPT = [
  /^\[Content_Types\]\.xml$/u,
  /^_rels\/\.rels$/u,
  /^docProps\/(?:app|core|custom)\.xml$/u,
  /^xl\/_rels\/workbook\.xml\.rels$/u,
  /^xl\/(?:workbook|styles|sharedStrings|calcChain|metadata)\.xml$/u,
  /^xl\/theme\/theme\d+\.xml$/u,
  /^xl\/worksheets\/(?:_rels\/)?sheet\d+\.xml(?:\.rels)?$/u,
  /^xl\/printerSettings\/.*$/u,
  /^xl\/tables\/table\d+\.xml$/u,
  /^xl\/(?:comments\d*|drawings\/vmlDrawing\d+)\.(?:xml|vml)$/u,
  /\/$/u,
]

/** Sizes above which exceljs costs more memory or time than a return file is worth. */
const MOST_BYTES = 8 * 2 ** 20
const MOST_MERGES = 2_000
const MOST_VALIDATED_CELLS = 200_000

/**
 * Whether exceljs can change this workbook and keep everything else: no charts, drawings, controls, pivots, external
 * links or other parts that it drops, notes on one sheet at most and not beside tables, and of a bearable size.
 */
export function canEditInPlace(bytes: Uint8Array, book: Book): boolean {
  if (book.format !== 'xlsx' || bytes.length > MOST_BYTES) return false
  if (book.sheets.some(({ merges }) => merges.length > MOST_MERGES)) return false
  const names = readZipDirectory(bytes, book.file).map(({ name }) => name)
  if (names.some((name) => !KEPT.some((part) => part.test(name)))) return false
  const notes = names.filter((name) => name.startsWith('xl/comments')).length
  const tables = names.some((name) => name.startsWith('xl/tables/'))
  if (notes > 1 || (notes === 1 && tables)) return false
  return validatedCells(bytes) <= MOST_VALIDATED_CELLS
}

/** exceljs keeps a choice list cell by cell; a list over a whole column would be a million of them. */
function validatedCells(bytes: Uint8Array): number {
  const files = unzipSync(bytes, { filter: ({ name }) => /^xl\/worksheets\/sheet/u.test(name) })
  let cells = 0
  for (const file of Object.values(files)) {
    const rules = strFromU8(file).matchAll(/<dataValidation [^>]*sqref="([^"]*)"/gu)
    for (const [, ranges = ''] of rules) cells += areaOf(ranges)
  }
  return cells
}

function areaOf(ranges: string): number {
  return ranges.split(/\s+/u).reduce((sum, range) => {
    const [, top = '1', bottom = top] = /^[A-Z]+(\d+)(?::[A-Z]+(\d+))?$/u.exec(range) ?? []
    return sum + Number(bottom) - Number(top) + 1
  }, 0)
}
