import { dayOf, timeOf } from '../../../calendar/index.js'
import { type Finding, type FindingParams, found } from '../../../errors/index.js'
import { findUnit, type NoticePack } from '../../../notice/index.js'
import type { Form, FormRecord } from '../../../sheets/index.js'
import { nearest } from '../../../text/index.js'
import { readMoment } from '../../watch/written-moment.js'
import type { PlanNames } from './forms.js'

type Flaw = FindingParams<'HK-DRILL-141'>['what']

/** What cells are read with. */
export interface CellWords {
  readonly form: Form
  readonly names: PlanNames
  readonly pack: NoticePack
  readonly findings: Finding[]
}

/** The cells of one row, read one by one. What cannot be taken is null and told with its place. */
export class Cells {
  readonly #record: FormRecord
  readonly #words: CellWords

  constructor(record: FormRecord, words: CellWords) {
    this.#record = record
    this.#words = words
  }

  /** A text; empty is undefined. */
  text(key: string): string | undefined {
    const text = (this.#record.values[key] ?? '').trim()
    return text === '' ? undefined : text
  }

  /** What is read from a cell that must not be empty. */
  owed<T>(key: string, read: (key: string) => T | null | undefined): T | null {
    const value = read(key)
    return value === undefined ? this.flaw('empty', key) : value
  }

  /** The id or code that a name stands for. */
  named(key: keyof PlanNames): string | null | undefined {
    const text = this.text(key)
    if (text === undefined) return undefined
    const { names, pack } = this.#words
    const known = [...names[key]]
    const hit = known.find((pair) => pair.includes(text))?.[0]
    if (hit !== undefined) return hit
    const unit = key === 'unit' ? findUnit(pack, text) : null
    if (unit !== null && unit.match !== 'none') return unit.unit.code
    const options = known.map(([, name]) => name)
    const near = nearest(text, options)
    return this.flaw('unknown', key, near.length > 0 ? near : options)
  }

  /** A day, `2015-04-08`. */
  day(key: string): string | null | undefined {
    return this.#as(key, 'day', (text) => {
      const moment = readMoment(text)
      return moment?.precision === 'day' ? dayOf(moment.at) : null
    })
  }

  /** A time of the day, `08:30`. */
  time(key: string): string | null | undefined {
    return this.#as(key, 'time', (text) => {
      const moment = readMoment(`2000-01-01 ${text}`)
      return moment && moment.precision === undefined ? timeOf(moment.at).slice(0, 5) : null
    })
  }

  /** A whole number. */
  count(key: string): number | null | undefined {
    return this.#as(key, 'number', (text) => (/^\d{1,3}$/.test(text) ? Number(text) : null))
  }

  /** A span as plans write it, from `2小时`, `30 分钟`, `2h`. */
  span(key: string): string | null | undefined {
    return this.#as(key, 'span', (text) => {
      const [, n = '', unit = ''] = /^([1-9]\d{0,3})\s*(个?小时|h|分钟?|m)$/iu.exec(text) ?? []
      return n === '' ? null : `${n}${/时|h/iu.test(unit) ? 'h' : 'm'}`
    })
  }

  /** Tells what is wrong with a cell. */
  flaw(what: Flaw, key: string, expected: readonly string[] = []): null {
    const { form, findings } = this.#words
    const { sheet, row, cells } = this.#record
    const field = form.fields.find((one) => one.key === key)?.header ?? key
    const [text, cell] = [this.text(key) ?? '', cells[key]]
    const place = { sheet, row, column: field, ...(cell !== undefined && { cell }), value: text }
    findings.push(found('HK-DRILL-141', { what, field, text, expected }, place))
    return null
  }

  #as<T>(key: string, what: Flaw, read: (text: string) => T | null): T | null | undefined {
    const text = this.text(key)
    return text === undefined ? undefined : (read(text.normalize('NFKC')) ?? this.flaw(what, key))
  }
}
