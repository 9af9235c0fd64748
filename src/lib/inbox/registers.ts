import { type ItemProfile, nameKey, placesOf } from '../items/index.js'
import type { Form, FormRecord, FormStream } from '../sheets/index.js'
import type { Draft } from '../workspace/index.js'
import { checkFields } from './field-checks.js'
import type { UnitName } from './model.js'
import type { UnitFinder } from './units.js'

/** A line of a register (系统登记表、调度表、设备表、事项目录): the texts of its fields as the unit wrote them. */
export interface RegisterEntry {
  readonly unit: string
  readonly form: string
  readonly values: Readonly<Record<string, string>>
}

/** What a register does not say about itself. */
export interface RegisterSource {
  readonly file: string
  readonly sha256: string
  readonly form: Form
  readonly unit: UnitName
  readonly findUnit: UnitFinder
  readonly profile: ItemProfile
}

/** The rows of a register, checked by its form alone, each under its name and what it stands under; the same name again is a line of its own. */
export function draftEntries(
  reading: Pick<FormStream, 'header' | 'records'>,
  source: RegisterSource,
): readonly Draft<RegisterEntry>[] {
  const { form, file, sha256, profile } = source
  const places = placesOf(reading, form, file)
  const met = new Map<string, number>()
  return Array.from(reading.records, (record) => {
    const unit = (source.findUnit(record.values['unit'] ?? '') ?? source.unit).code
    const name = entryName(record, form)
    const times = (met.get(name) ?? 0) + 1
    met.set(name, times)
    return {
      key: `${unit}/${form.id}/${name}${times > 1 ? `#${times}` : ''}`,
      unit,
      data: { unit, form: form.id, values: told(record) },
      source: { file, sha256, sheet: record.sheet, row: record.row },
      findings: checkFields(record, form, places, profile),
    }
  })
}

/** True for the key of an entry of that form. */
export function isEntryOf(key: string, form: string): boolean {
  return key.split('/')[1] === form
}

function entryName({ values }: FormRecord, { anchor, carry = [] }: Form): string {
  const fields = [...carry.filter((field) => field !== 'unit'), anchor]
  return [...new Set(fields)].map((field) => nameKey(values[field] ?? '')).join('/')
}

/** What the row says; its running number is the sheet's, not the entry's. */
function told({ values }: FormRecord): Readonly<Record<string, string>> {
  const texts = Object.entries(values).filter(([key, text]) => key !== 'seq' && text !== '')
  return Object.fromEntries(texts)
}
