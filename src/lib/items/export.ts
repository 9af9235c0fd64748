import type { Form } from '../sheets/index.js'
import { itemText } from './item-text.js'
import type { ItemStatus } from './lifecycle.js'
import type { StoredItem } from './model.js'

/** Items as a table of texts: the columns of the form that ask for something of the item, then its state and version. */
export interface ItemTable {
  readonly header: readonly string[]
  /** Widths of the columns in characters. */
  readonly widths: readonly number[]
  readonly rows: readonly (readonly string[])[]
}

const STATES: Readonly<Record<ItemStatus['state'], string>> = {
  draft: '编辑',
  submitted: '待审核',
  approved: '审定',
  published: '发布',
}
/** What the form asks about a row, not about an item. */
const NOT_KEPT: ReadonlySet<string> = new Set(['seq', 'remark'])

/** The items under the form's own headers, so that the table can be filled in and imported again. */
export function itemTable(
  items: readonly StoredItem[],
  form: Form,
  status: (item: StoredItem) => ItemStatus,
): ItemTable {
  const fields = form.fields.filter(({ key }) => !NOT_KEPT.has(key))
  return {
    header: [...fields.map(({ header }) => header), '状态', '版本'],
    widths: [...fields.map(({ width }) => width), 8, 6],
    rows: items.map((item) => [
      ...fields.map(({ key }) => itemText(item, key)),
      STATES[status(item).state],
      String(item.version),
    ]),
  }
}

/** Text that a spreadsheet would take for a formula gets a mark before it, as OWASP advises. */
const FORMULA = /^\s*[=+\-@\t\r\n＝＋－＠]/u
/** What begins like a formula and is none: a number, a line that says "none". */
const HARMLESS = /^[-+]?\d+(?:\.\d+)?$|^[-—－]+$/u

/** A cell's text that no spreadsheet evaluates. */
export function safeCell(text: string): string {
  return FORMULA.test(text) && !HARMLESS.test(text) ? `'${text}` : text
}

/** The table as .csv: UTF-8 with a byte order mark, so that Excel reads it; quoted, CRLF, no formula. */
export function csvOf({ header, rows }: ItemTable): string {
  const line = (cells: readonly string[]): string => cells.map(quoted).join(',')
  return `\uFEFF${[header, ...rows].map(line).join('\r\n')}\r\n`
}

function quoted(text: string): string {
  const safe = safeCell(text)
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
