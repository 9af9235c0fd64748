import type { Form, FormField } from './model.js'
import type { FormColumn, FormLayout } from './write-layout.js'

/**
 * The checks that a blank sheet makes while it is filled, as plain formulas known to Excel, WPS and LibreOffice
 * (no array entry, no names of new functions). A row begins a record as the reader sees it: its anchor or a field of
 * `starts` is filled, or it is filled and nothing stands right above it; only such rows owe their required cells.
 */
export class FormChecks {
  readonly #form: Form
  readonly #layout: FormLayout

  constructor(form: Form, layout: FormLayout) {
    this.#form = form
    this.#layout = layout
  }

  /** How many rows are filled. */
  used(): string {
    return `SUMPRODUCT(--((${this.#lengths(0)})>0))`
  }

  /** How many required cells of begun records are empty. */
  missing(): string {
    const owed = this.owed().map(({ letter }) => `(LEN(TRIM(${this.#range(letter)}))=0)`)
    const rows = this.#range('A')
    const { first } = this.#layout
    const above = `((${this.#lengths(-1)})>0)*(ROW(${rows})>${first})`
    const begun = `((${this.#begun()})+((${this.#lengths(0)})>0)*((${above})=0)>0)`
    const counted = owed.length === 0 ? '0' : `SUMPRODUCT(${begun}*(${owed.join('+')}))`
    const once = this.owedOnce().map(
      ({ letter }) => `+IF(AND(${this.#counta(first)}>0,LEN(TRIM($${letter}$${first}))=0),1,0)`,
    )
    return `${counted}${once.join('')}`
  }

  /** How many limits are longer than they may be; only plain whole workdays on both sides are compared. */
  tooLong(): string {
    const pairs = this.pairs().map(
      ({ shorter, longer }) =>
        `SUMPRODUCT(${longerFormula(this.#range(shorter.letter), this.#range(longer.letter))})`,
    )
    return pairs.length === 0 ? '0' : pairs.join('+')
  }

  /** True in the first row to be filled for an empty required cell of the column; relative to that row. */
  missingHere({ letter }: FormColumn): string {
    const { first } = this.#layout
    const starts = this.#starters().map((column) => `LEN($${column.letter}${first})`)
    const orphan = `AND(${this.#counta(first, '')}>0,OR(ROW()=${first},${this.#counta(first - 1, '')}=0))`
    return `AND(LEN(TRIM($${letter}${first}))=0,OR(${starts.join('+')}>0,${orphan}))`
  }

  /** True in the first row for an empty cell whose value would hold for the rows below. */
  missingAtTop({ letter }: FormColumn): string {
    const { first } = this.#layout
    return `AND(LEN(TRIM($${letter}${first}))=0,${this.#counta(first, '')}>0)`
  }

  /** True for a limit that is longer than it may be; relative to the first row. */
  tooLongHere({ shorter, longer }: LimitPair): string {
    const { first } = this.#layout
    return `${longerFormula(`$${shorter.letter}${first}`, `$${longer.letter}${first}`)}=1`
  }

  /** True for a row with content below the prepared ones; relative to the first of those. */
  filledBelow(): string {
    return `${this.#counta(this.#layout.ready + 1, '')}>0`
  }

  /** Columns whose cell every record owes. */
  owed(): readonly FormColumn[] {
    return this.#required().filter(({ field }) => !this.#isCarried(field))
  }

  /** Required columns whose blank cell means the value above: owed by the first row only. */
  owedOnce(): readonly FormColumn[] {
    return this.#required().filter(({ field }) => this.#isCarried(field))
  }

  /** The limits that are compared. */
  pairs(): readonly LimitPair[] {
    return (this.#form.checks ?? []).flatMap(({ notLonger, than }) => {
      const shorter = this.#column(notLonger)
      const longer = this.#column(than)
      return shorter === undefined || longer === undefined ? [] : [{ shorter, longer }]
    })
  }

  #required(): readonly FormColumn[] {
    return this.#layout.columns.filter(({ field }) => field.required)
  }

  #isCarried({ key }: FormField): boolean {
    return this.#form.carry?.includes(key) === true
  }

  #starters(): readonly FormColumn[] {
    const { anchor, starts } = this.#form
    return this.#layout.columns.filter(
      ({ field: { key } }) => key === anchor || starts.includes(key),
    )
  }

  #column(key: string): FormColumn | undefined {
    return this.#layout.columns.find(({ field }) => field.key === key)
  }

  #begun(): string {
    const lengths = this.#starters().map(({ letter }) => `LEN(${this.#range(letter)})`)
    return `(${lengths.join('+')})>0`
  }

  #lengths(shift: number): string {
    return this.#layout.columns.map(({ letter }) => `LEN(${this.#range(letter, shift)})`).join('+')
  }

  #range(letter: string, shift = 0): string {
    const { first, last } = this.#layout
    return `$${letter}$${first + shift}:$${letter}$${last + shift}`
  }

  #counta(row: number, fix: '$' | '' = '$'): string {
    const letter = this.#layout.columns.at(-1)?.letter ?? 'A'
    return `COUNTA($A${fix}${row}:$${letter}${fix}${row})`
  }
}

/** Two columns of limits: the first must not be longer than the second. */
export interface LimitPair {
  readonly shorter: FormColumn
  readonly longer: FormColumn
}

const UNIT = '工作日'
const MEASURE = `个${UNIT}`

/**
 * 1 when both cells hold one to three digits and 个工作日 (or 工作日) and the first is more, else 0. Digits are looked at
 * one by one and compared as padded texts: VALUE would take 1-3 for a date, and one error would spoil the whole count.
 */
function longerFormula(shorter: string, longer: string): string {
  const plain = [shorter, longer].map(isPlain).join('*')
  return `${plain}*(${padded(shorter)}>${padded(longer)})`
}

function isPlain(cell: string): string {
  const digits = [1, 2, 3].map((at) => `ISNUMBER(FIND(MID(${padded(cell)},${at},1),"0123456789"))`)
  const length = `LEN(${bare(cell)})`
  return `(RIGHT(TRIM(${cell}),3)="${UNIT}")*(${length}>0)*(${length}<4)*${digits.join('*')}`
}

function padded(cell: string): string {
  return `RIGHT("000"&${bare(cell)},3)`
}

function bare(cell: string): string {
  return `SUBSTITUTE(SUBSTITUTE(TRIM(${cell}),"${MEASURE}",""),"${UNIT}","")`
}
