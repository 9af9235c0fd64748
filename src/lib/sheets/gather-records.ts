import { cellAddress, columnName } from './address.js'
import type { RowMerges } from './merge-cursor.js'
import type { Form, FormRecord, SheetRow } from './model.js'

/** Field of each mapped column. */
export type FieldColumns = ReadonlyMap<number, string>

/** What records are gathered by. `asides` are columns that are no field and wanted all the same. */
export interface Gathering {
  readonly sheet: string
  readonly form: Form
  readonly columns: FieldColumns
  readonly asides: readonly number[]
}

interface Column {
  readonly column: number
  readonly field: string
  readonly letters: string
  /** Whether a value of its own begins a record. */
  readonly begins: boolean
  /** Whether it may say something else in each row of a record. */
  readonly perRow: boolean
  readonly isLine: boolean
  /** Whether it only counts records. */
  readonly counts: boolean
  /** Whether a blank cell means the value above it. */
  readonly carries: boolean
}

/** What a record says in one column: its first text and where that stands, then the texts of its lower rows. */
interface Said {
  readonly text: string
  readonly cell: string
  more: string[] | null
}

/** A record in the making; what it says is kept by column, in the order of the columns. */
interface Open {
  readonly rows: number[]
  readonly said: (Said | undefined)[]
  readonly asides: string[]
  readonly lines: Record<string, string>[]
}

/**
 * Gathers rows into records: a row begins one when its anchor, or a field named in `starts`, has a value of its own;
 * a row below without one belongs to the record above, be it merged or blank there. So does a row that repeats the
 * record and says something else only in a field that goes on row by row.
 */
export class RecordGatherer {
  readonly #at: Gathering
  readonly #fields: readonly Column[]
  readonly #carried = new Map<Column, Said>()
  readonly #anchor: number
  readonly #hasLines: boolean
  #open: Open | null = null
  #heading: string | null = null

  constructor(at: Gathering) {
    const { form, columns } = at
    this.#at = at
    const types = new Map(form.fields.map(({ key, type }) => [key, type]))
    this.#fields = [...columns].map(([column, field]) => ({
      column,
      field,
      letters: columnName(column),
      begins: field === form.anchor || form.starts.includes(field),
      isLine: form.lines?.includes(field) === true,
      perRow: form.lines?.includes(field) === true || types.get(field) === 'list',
      counts: types.get(field) === 'count' && form.starts.includes(field),
      carries: form.carry?.includes(field) === true,
    }))
    this.#anchor = this.#fields.findIndex(({ field }) => field === form.anchor)
    this.#hasLines = this.#fields.some(({ isLine }) => isLine)
  }

  /** Takes a row that holds data (0-based `index`); gives the record that it ends, if it begins another. */
  take(row: SheetRow, index: number, merges: RowMerges): FormRecord | null {
    const ended = this.#begins(row, index, merges) ? this.pause() : null
    const open: Open = this.#open ?? { rows: [], said: [], asides: [], lines: [] }
    const isFirst = open.rows.length === 0
    open.rows.push(row.row)
    const number = String(index + 1)
    this.#fields.forEach(({ column, letters }, at) => {
      const text = row.cells[column] ?? ''
      if (text === '') return
      const origin = merges.origin(column)
      if (origin === index) add(open, at, text, letters + number)
      else if (isFirst) add(open, at, text, cellAddress(column, origin + 1))
    })
    if (this.#hasLines) open.lines.push(this.#line(row))
    for (const column of this.#at.asides) open.asides.push(row.cells[column] ?? '')
    this.#open = open
    return ended
  }

  /** Ends the open record and gives it: what follows does not continue it. */
  pause(): FormRecord | null {
    const open = this.#open
    this.#open = null
    return open === null ? null : this.#record(open)
  }

  /** A heading stands over the records that follow it, null over none. Give it when the open record has ended. */
  under(heading: string | null): void {
    this.#heading = heading ?? this.#heading
  }

  #line({ cells }: SheetRow): Record<string, string> {
    const own = this.#fields.filter(({ isLine }) => isLine)
    return Object.fromEntries(own.map(({ field, column }) => [field, cells[column] ?? '']))
  }

  #begins(row: SheetRow, index: number, merges: RowMerges): boolean {
    const isOwn = this.#fields.some(
      ({ column, begins }) =>
        begins && (row.cells[column] ?? '') !== '' && merges.origin(column) === index,
    )
    return isOwn && !this.#repeats(row)
  }

  /** Whether the row says again what the open record says, but for its running number and what goes on row by row. */
  #repeats({ cells }: SheetRow): boolean {
    const open = this.#open
    const anchor = this.#anchor
    if (open === null || anchor < 0) return false
    const name = cells[this.#fields[anchor]?.column ?? -1] ?? ''
    if (name === '' || open.said[anchor]?.text !== name) return false
    const others = this.#fields.flatMap(({ column, perRow, counts }, at) => {
      const text = cells[column] ?? ''
      const said = open.said[at]
      if (text === '' || counts || text === said?.text) return []
      return perRow && said !== undefined && said.more?.includes(text) !== true
    })
    return others.length > 0 && others.every(Boolean)
  }

  #record({ rows, said, asides, lines }: Open): FormRecord {
    const values: Record<string, string> = {}
    const cells: Record<string, string> = {}
    this.#fields.forEach((column, at) => {
      const own = said[at]
      const one = own ?? this.#carried.get(column)
      values[column.field] = one === undefined ? '' : joined(one)
      if (one === undefined) return
      cells[column.field] = one.cell
      if (own !== undefined && column.carries) this.#carry(column, own)
    })
    const place = { sheet: this.#at.sheet, row: rows[0] ?? 0, rows }
    const record = {
      ...{ ...place, values, cells },
      ...(this.#heading === null ? {} : { heading: this.#heading }),
      ...(lines.length > 1 ? { lines } : {}),
    }
    const told = asides.filter((text) => text !== '')
    return told.length === 0 ? record : { ...record, asides: told }
  }

  /** Blank cells below mean the last text. */
  #carry(column: Column, { text, cell, more }: Said): void {
    this.#carried.set(column, { text: more?.at(-1) ?? text, cell, more: null })
  }
}

function add({ said }: Open, at: number, text: string, cell: string): void {
  const known = said[at]
  if (known === undefined) said[at] = { text, cell, more: null }
  else if (known.more === null) known.more = [text]
  else known.more.push(text)
}

/** Texts of one field over a record's rows: once when they all say the same, else one below the other. */
function joined({ text, more }: Said): string {
  return more === null || more.every((other) => other === text) ? text : [text, ...more].join('\n')
}
