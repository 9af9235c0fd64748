import { type Finding, found } from '../errors/index.js'
import {
  type ItemProfile,
  orNull,
  type Places,
  readCaseType,
  readDuration,
  readType,
  readYesNo,
  splitList,
} from '../items/index.js'
import type { FieldType, Form, FormField, FormRecord } from '../sheets/index.js'
import { fold } from '../text/index.js'
import { readDay } from './dates.js'

/** Says of a text whether it is what a field of a type asks for. */
type Accepts = (text: string, field: FormField, profile: ItemProfile) => boolean

const COUNT = /^\d{1,9}(?:[台个件项次条人套起宗家]|人次)?$/u
const PHONE = /^[\d()+*#转分机、,;/-]*\d{5,}[\d()+*#转分机、,;/-]*$/u

/** What each type of field accepts; others take any text. */
const ACCEPTS: Readonly<Partial<Record<FieldType, Accepts>>> = {
  count: (text) => COUNT.test(fold(text).replace(/,(?=\d{3})/gu, '')),
  date: (text) => readDay(text) !== null || /^\d{4}[-./年]\d{1,2}月?$/u.test(fold(text)),
  duration: (text, _, { durations }) => readDuration(text, durations) !== null,
  yesno: (text, _, profile) => readYesNo(text, profile) !== null,
  choice: isChoice,
  choices: (text, field, profile) => splitList(text).every((one) => isChoice(one, field, profile)),
  phone: (text) => PHONE.test(fold(text).replace(/[—–－]/gu, '-')),
}

/**
 * What is wrong with a record by the form alone: a required field without a text (HK-INBOX-011), a text that is not what
 * the field's type asks for (HK-INBOX-018; of a phone only a warning, HK-INBOX-019).
 */
export function checkFields(
  record: FormRecord,
  form: Form,
  places: Places,
  profile: ItemProfile,
): readonly Finding[] {
  return form.fields.flatMap((field): readonly Finding[] => {
    const { key, required, type, choices } = field
    const text = orNull(record.values[key])
    const name = places.header(key)
    if (text === null)
      return required ? [found('HK-INBOX-011', { field: name }, places.at(record, key))] : []
    if (ACCEPTS[type]?.(text, field, profile) !== false || key === 'seq') return []
    const place = places.at(record, key)
    if (type === 'phone') return [found('HK-INBOX-019', { field: name, text }, place)]
    return [found('HK-INBOX-018', { field: name, text, wanted: type, known: choices }, place)]
  })
}

/** A choice as the form has it, or by another name that the profile knows (行政审批 for 行政许可). */
function isChoice(text: string, { choices }: FormField, profile: ItemProfile): boolean {
  if (choices.length === 0) return true
  const known = new Set(choices.map(fold))
  const names = [text, readType(text, profile).label, readCaseType(text, profile)]
  return names.some((name) => name !== null && known.has(fold(name)))
}
