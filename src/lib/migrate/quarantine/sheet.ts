import { AppError } from '../../errors/index.js'
import { readBook, type Sheet, writeLists } from '../../sheets/index.js'
import type { QuarantinedRow } from '../ledger/index.js'
import type { KeptRow, Say } from './list.js'
import { saidOf } from './list.js'
import { isUnsure } from './unsure.js'

/** What people may decide about a row, as the sheet offers it. */
export const ways = {
  ...{ 更正: 'fix', 不迁: 'waive', 补录: 'key-by-hand' },
  ...{ 大厅已有: 'there', 大厅没有: 'absent' },
} as const

/** What is offered where the outcome of no row is unknown. */
const COMMON = ['更正', '不迁', '补录']

/** Columns of ours, before the row itself; the last one tells whether the old row is still the one that was exported. */
const OWN = ['类别', '主键', '出处', '原因', '处理', '处理意见', '校验码'] as const
const WIDTHS: readonly number[] = [10, 20, 20, 50, 10, 24, 12]
const WAYS = OWN.indexOf('处理')
const LONGEST_NAME = 31

/** The list for the people who mend the rows, as .xlsx, a sheet for each entity: why, what to do, and the row itself. */
export async function quarantineSheet(rows: readonly KeptRow[], say: Say): Promise<Uint8Array> {
  const entities = [...new Set(rows.map(({ entity }) => entity))]
  const sheets = entities.map((entity) =>
    sheetOf(
      entity,
      rows.filter((row) => row.entity === entity),
      say,
    ),
  )
  return writeLists(sheets.length > 0 ? sheets : [sheetOf('退回待改', [], say)])
}

function sheetOf(name: string, rows: readonly KeptRow[], say: Say) {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row.raw)))]
  const choices = rows.some(isUnsure) ? Object.keys(ways) : COMMON
  const own = OWN.map((title, at) => ({
    ...{ title, width: WIDTHS[at] ?? 18 },
    ...(at === WAYS && { choices }),
  }))
  return {
    name: name.slice(0, LONGEST_NAME),
    columns: [...own, ...names.map((title) => ({ title, width: 18 }))],
    rows: rows.map((row) => [
      ...[row.entity, row.key, row.place, saidOf(row, say).join('\n'), '', ''],
      printOf(row),
      ...names.map((column) => shownValue(row, column)),
    ]),
  }
}

/** What tells a row of the source from what it was or will be. */
export function printOf({ rawHash }: Pick<QuarantinedRow, 'rawHash'>): string {
  return rawHash.toString(36)
}

/** The value of a column as the sheet shows it: what somebody corrected, else what the source holds. */
export function shownValue({ raw, fix }: Pick<QuarantinedRow, 'raw' | 'fix'>, column: string) {
  const value = fix !== null && column in fix ? fix[column] : raw[column]
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? '（图像等，略）' : String(value)
}

/** A row of the sheet as it came back. */
export interface AnsweredRow {
  readonly entity: string
  readonly key: string
  readonly print: string
  /** What stands under 处理 and 处理意见; empty when nothing does. */
  readonly way: string
  readonly reason: string
  /** The row itself by column, as far as the sheet still has its columns. */
  readonly values: Readonly<Record<string, string>>
  readonly place: { readonly sheet: string; readonly row: number }
}

/** Reads such a list back, whatever order its columns have by now. HK-MIG-041 for a file that is no such list. */
export async function readAnswers(file: string): Promise<readonly AnsweredRow[]> {
  const { sheets } = await readBook(file)
  const read = sheets.flatMap((sheet) => answersIn(sheet) ?? [])
  if (read.length === 0) throw new AppError('HK-MIG-041', { file })
  return read.flat()
}

/** Null for a sheet without our columns. */
function answersIn({ name, rows }: Sheet): AnsweredRow[][] | null {
  const top = rows.findIndex(({ cells }) => OWN.every((title) => cells.includes(title)))
  const titles = rows[top]?.cells
  if (titles === undefined) return null
  const own = OWN.map((title) => titles.indexOf(title))
  const others = titles.flatMap((title, at) =>
    title === '' || own.includes(at) ? [] : [{ title, at }],
  )
  return [
    rows.slice(top + 1).flatMap(({ row, cells }) => {
      const [entity = '', key = '', , , way = '', reason = '', print = ''] = own.map(
        (at) => cells[at]?.trim() ?? '',
      )
      const values = Object.fromEntries(others.map(({ title, at }) => [title, cells[at] ?? '']))
      const place = { sheet: name, row }
      return key === '' ? [] : [{ entity, key, print, way, reason, values, place }]
    }),
  ]
}
