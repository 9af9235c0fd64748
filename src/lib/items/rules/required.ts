import { type Finding, found } from '../../errors/index.js'
import type { Subject } from '../subject.js'
import { orNull } from '../text.js'

/** Fields that the profile demands for the item's type, or wherever a sheet has the column, and that are empty. */
export function requiredFields(subject: Subject): readonly Finding[] {
  const { item, profile, fields: columns } = subject
  const duties = profile.required.filter(
    ({ types }) => types.includes('*') || types.includes(item.type.code ?? ''),
  )
  const empty = duties.flatMap(({ fields, level }) =>
    fields.filter((field) => isEmpty(subject, field)).map((field) => ({ field, level })),
  )
  const errors = new Set(empty.filter(({ level }) => level === 'error').map(({ field }) => field))
  const guide = profile.guide.filled.filter(
    (field) => columns.has(field) && isEmpty(subject, field),
  )
  const told = empty
    .filter(({ field, level }) => level === 'error' || !errors.has(field))
    .filter(({ field, level }) => level === 'error' || columns.has(field))
    .map(({ field, level }) => emptyField(subject, field, level === 'error'))
  return [...told, ...guide.map((field) => emptyField(subject, field, false))]
}

function isEmpty(subject: Subject, field: string): boolean {
  return orNull(subject.raw(field)) === null
}

function emptyField(subject: Subject, field: string, isError: boolean): Finding {
  const code = isError ? 'HK-ITEM-010' : 'HK-ITEM-030'
  return found(code, { field: subject.header(field) }, subject.place(field))
}
