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
}

interface Open {
  readonly rows: number[]
  readonly values: Map<string, string[]>
  readonly cells: Map<string, string>
  readonly asides: string[]
}

interface Carried {
  readonly text: string
  readonly cell: string
}

/**
 * Gathers rows into records: a row begins one when its anchor, or a field named in `starts`, has a value of its own;
 * a row below without one belongs to the record above, be it merged or blank there.
 */
export class RecordGatherer {
  readonly #at: Gathering
  readonly #fields: readonly Column[]
  readonly #carried = new Map<string, Carried>()
  #open: Open | null = null

  constructor(at: Gathering) {
    const { form, columns } = at
    this.#at = at
    this.#fields = [...columns].map(([column, field]) => ({
      column,
      field,
      letters: columnName(column),
      begins: field === form.anchor || form.starts.includes(field),
    }))
  }

  /** Takes a row that holds data (0-based `index`); gives the record that it ends, if it begins another. */
  take(row: SheetRow, index: number, merges: RowMerges): FormRecord | null {
    const ended = this.#begins(row, index, merges) ? this.pause() : null
    const open = this.#open ?? newRecord()
    const isFirst = open.rows.length === 0
    open.rows.push(row.row)
    const number = String(index + 1)
    for (const { column, field, letters } of this.#fields) {
      const text = row.cells[column] ?? ''
      if (text === '') continue
      const origin = merges.origin(column)
      if (origin === index) add(open, field, text, letters + number)
      else if (isFirst) add(open, field, text, cellAddress(column, origin + 1))
    }
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

  #begins(row: SheetRow, index: number, merges: RowMerges): boolean {
    return this.#fields.some(
      ({ column, begins }) =>
        begins && (row.cells[column] ?? '') !== '' && merges.origin(column) === index,
    )
  }

  #record({ rows, values: texts, cells: addresses, asides }: Open): FormRecord {
    const values: Record<string, string> = {}
    const cells: Record<string, string> = {}
    for (const { field } of this.#fields) {
      const said = texts.get(field)
      const above = said === undefined ? this.#fromAbove(field) : undefined
      values[field] = said === undefined ? (above?.text ?? '') : joined(said)
      const cell = addresses.get(field) ?? above?.cell
      if (cell === undefined) continue
      cells[field] = cell
      this.#carry(field, said, cell)
    }
    const record = { sheet: this.#at.sheet, row: rows[0] ?? 0, rows, values, cells }
    const told = asides.filter((text) => text !== '')
    return told.length === 0 ? record : { ...record, asides: told }
  }

  #carry(field: string, said: readonly string[] | undefined, cell: string): void {
    const text = said?.at(-1)
    if (text !== undefined && this.#isCarried(field)) this.#carried.set(field, { text, cell })
  }

  #fromAbove(field: string): Carried | undefined {
    return this.#isCarried(field) ? this.#carried.get(field) : undefined
  }

  #isCarried(field: string): boolean {
    return this.#at.form.carry?.includes(field) === true
  }
}

function newRecord(): Open {
  return { rows: [], values: new Map(), cells: new Map(), asides: [] }
}

function add({ values, cells }: Open, field: string, text: string, cell: string): void {
  const said = values.get(field)
  if (said === undefined) {
    values.set(field, [text])
    cells.set(field, cell)
  } else said.push(text)
}

/** Texts of one field over a record's rows: once when they all say the same, else one below the other. */
function joined(texts: readonly string[]): string {
  return texts.every((text) => text === texts[0]) ? (texts[0] ?? '') : texts.join('\n')
}
