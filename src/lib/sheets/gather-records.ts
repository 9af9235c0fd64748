import { cellAddress } from './address.js'
import type { MergeIndex } from './merge-index.js'
import type { Form, FormRecord, Sheet, SheetRow } from './model.js'

/** Field of each mapped column. */
export type FieldColumns = ReadonlyMap<number, string>

/** What records are gathered from. */
export interface Gathering {
  readonly sheet: Sheet
  readonly form: Form
  readonly columns: FieldColumns
  readonly merges: MergeIndex
}

interface Part {
  readonly text: string
  readonly cell: string
}

interface Open {
  readonly rows: SheetRow[]
  readonly parts: Map<string, readonly Part[]>
}

/**
 * Gathers rows into records: a row begins one when its anchor, or a field named in `starts`, has a value of its own;
 * a row below without one belongs to the record above, be it merged or blank there.
 */
export class RecordGatherer {
  readonly #at: Gathering
  readonly #done: FormRecord[] = []
  readonly #carried = new Map<string, Part>()
  #open: Open | null = null

  constructor(at: Gathering) {
    this.#at = at
  }

  /** Takes a row that holds data; `index` is its place in the sheet's rows. */
  take(row: SheetRow, index: number): void {
    if (this.#open === null || this.#begins(row, index)) this.#begin()
    const open: Open = this.#open ?? { rows: [], parts: new Map() }
    const first = open.rows.length === 0
    open.rows.push(row)
    for (const [column, field] of this.#at.columns) {
      const text = row.cells[column] ?? ''
      const origin = this.#at.merges.origin(index, column)
      if (text === '' || (!first && origin !== index)) continue
      const at = this.#at.sheet.rows[origin]?.row ?? row.row
      const parts = open.parts.get(field) ?? []
      open.parts.set(field, [...parts, { text, cell: cellAddress(column, at) }])
    }
    this.#open = open
  }

  /** Ends the open record: what follows does not continue it. */
  pause(): void {
    if (this.#open !== null) this.#done.push(this.#record(this.#open))
    this.#open = null
  }

  /** All records, in the order of the sheet. */
  finish(): readonly FormRecord[] {
    this.pause()
    return this.#done
  }

  #begin(): void {
    this.pause()
    this.#open = { rows: [], parts: new Map() }
  }

  #begins(row: SheetRow, index: number): boolean {
    const { columns, form, merges } = this.#at
    for (const [column, field] of columns) {
      if (field !== form.anchor && !form.starts.includes(field)) continue
      if ((row.cells[column] ?? '') !== '' && merges.origin(index, column) === index) return true
    }
    return false
  }

  #record({ rows, parts }: Open): FormRecord {
    const values: Record<string, string> = {}
    const cells: Record<string, string> = {}
    for (const field of this.#at.columns.values()) {
      const said = parts.get(field) ?? this.#fromAbove(field)
      values[field] = joined(said.map(({ text }) => text))
      const [first] = said
      if (first === undefined) continue
      cells[field] = first.cell
      this.#carried.set(field, said[said.length - 1] ?? first)
    }
    const numbers = rows.map(({ row }) => row)
    return { sheet: this.#at.sheet.name, row: numbers[0] ?? 0, rows: numbers, values, cells }
  }

  #fromAbove(field: string): readonly Part[] {
    const above = this.#carried.get(field)
    return above !== undefined && this.#at.form.carry?.includes(field) === true ? [above] : []
  }
}

/** Texts of one field over a record's rows: once when they all say the same, else one below the other. */
function joined(texts: readonly string[]): string {
  return new Set(texts).size === 1 ? (texts[0] ?? '') : texts.join('\n')
}
