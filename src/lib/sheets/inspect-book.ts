import type { Finding } from '../errors/index.js'
import { cellAddress } from './address.js'
import { headerMatches } from './choose-columns.js'
import { type ColumnType, columnTypes, typeOfTexts } from './column-types.js'
import { fieldNames } from './field-names.js'
import { findHeader } from './find-header.js'
import { guessHeaderRow } from './guess-header.js'
import { guideOf } from './guide-layout.js'
import type { Book, Form, HeaderMatch, Sheet, SheetRow } from './model.js'
import { recogniseForm } from './recognise-form.js'

/** One column of a sheet as understood; `type` is what its values below the header look like. */
export interface InspectedColumn extends HeaderMatch {
  readonly type: ColumnType
}

/** What was understood of one sheet. `form` is null for a table that is none of ours. */
export interface InspectedSheet {
  readonly name: string
  readonly state: Sheet['state']
  readonly form: string | null
  /** `guide`: names at the left of their values, which `header` then names; else a table with a header. */
  readonly layout: 'table' | 'guide'
  readonly score: number
  readonly rows: number
  readonly columns: number
  readonly hiddenRows: number
  /** Letters. */
  readonly hiddenColumns: readonly string[]
  readonly headerRows: readonly number[]
  readonly header: readonly InspectedColumn[]
  readonly merges: readonly string[]
  readonly sample: readonly Pick<SheetRow, 'row' | 'cells'>[]
  readonly suspicious: readonly Finding[]
}

/** What was understood of a file. */
export interface Inspection extends Pick<Book, 'file' | 'sha256' | 'format' | 'encoding'> {
  readonly sheets: readonly InspectedSheet[]
}

/** Says what a table file holds, whatever table it is; `rows` is how many rows of each sheet to show. */
export function inspectBook(book: Book, forms: readonly Form[], rows: number): Inspection {
  const { file, sha256, format, encoding } = book
  const sheets = book.sheets.map((sheet) => inspectSheet(sheet, forms, rows))
  return { file, sha256, format, encoding, sheets }
}

function inspectSheet(sheet: Sheet, forms: readonly Form[], rows: number): InspectedSheet {
  const recognised = recogniseForm(sheet, forms)
  const form = recognised?.form ?? null
  const guide = form === null ? null : guideOf(sheet, form)
  const header = form === null ? strangeHeader(sheet) : knownHeader(sheet, form)
  const types = columnTypes(sheet, header.rows.at(-1) ?? 0)
  const columns = header.columns.map(({ column, match }) => ({ ...match, type: types(column) }))
  return {
    name: sheet.name,
    state: sheet.state,
    form: form?.id ?? null,
    layout: guide === null ? 'table' : 'guide',
    score: recognised?.score ?? 0,
    rows: sheet.rows.length,
    columns: sheet.columns,
    hiddenRows: sheet.rows.filter(({ hidden }) => hidden).length,
    hiddenColumns: sheet.hiddenColumns ?? [],
    headerRows: guide === null ? header.rows : [],
    header:
      guide === null
        ? columns
        : guide.labels.map(({ match, value }) => ({ ...match, type: typeOfTexts([value]) })),
    merges: sheet.merges,
    sample: sheet.rows.slice(0, rows).map(({ row, cells }) => ({ row, cells })),
    suspicious: sheet.suspicious,
  }
}

interface SeenHeader {
  readonly rows: readonly number[]
  readonly columns: readonly { readonly column: number; readonly match: HeaderMatch }[]
}

function knownHeader(sheet: Sheet, form: Form): SeenHeader {
  const search = { names: fieldNames(form), top: null, fixed: new Map(), near: true }
  const header = findHeader(sheet, search)
  if (header === null) return strangeHeader(sheet)
  const matches = headerMatches({ sheet }, header)
  const filled = header.columns.filter(({ segments }) => segments.length > 0)
  return {
    rows: sheet.rows.slice(header.top, header.top + header.height).map(({ row }) => row),
    columns: matches.map((match, at) => ({ column: filled[at]?.column ?? at, match })),
  }
}

function strangeHeader(sheet: Sheet): SeenHeader {
  const at = guessHeaderRow(sheet)
  if (at === null) return { rows: [], columns: [] }
  const columns = at.cells.flatMap((text, column) => {
    const address = cellAddress(column, at.row)
    const match: HeaderMatch = { address, text, field: null, match: 'none', score: 0 }
    return text === '' ? [] : { column, match }
  })
  return { rows: [at.row], columns }
}
