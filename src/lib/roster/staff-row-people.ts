import { type Finding, found } from '../errors/index.js'
import { type NamedPerson, readAb, readNames } from './names.js'
import { type StaffRow, splitWords } from './staff-row.js'

interface ReadList {
  readonly list: readonly (string | null)[]
  readonly findings: readonly Finding[]
}

/** One person of a row with the number and the telephone that belong to the name. */
export interface RowPerson extends NamedPerson {
  readonly workNo: string | null
  readonly phone: string | null
}

/** The people of a row in order; one without a name, and the finding, when it names nobody. */
export function readPeople(row: StaffRow): {
  list: readonly RowPerson[]
  findings: readonly Finding[]
} {
  const { rules } = row.source
  const names = readNames(row.text('name') ?? '').filter(
    ({ name }) => rules.noName.exact(name).length === 0,
  )
  if (names.length === 0) {
    const nobody = { name: '', title: null, ab: null, workNo: null, phone: null }
    return {
      list: [nobody],
      findings: [
        found(
          'HK-ROST-101',
          { role: row.text('roles') ?? row.text('node') ?? row.text('post') ?? '' },
          row.place('name'),
        ),
      ],
    }
  }
  const numbers = readNumbers(row, names.length)
  const phones = readPhones(row, names.length)
  const posts = splitWords(row.text('ab') ?? '').map(readAb)
  const list = names.map((person, index) => ({
    ...person,
    ab: person.ab ?? (posts.length > 1 ? posts[index] : posts[0]) ?? null,
    workNo: numbers.list[index] ?? null,
    phone: phones.list[index] ?? null,
  }))
  return { list, findings: [...numbers.findings, ...phones.findings] }
}

/** Telephones in the order of the names; one person may have several, which stay together. */
function readPhones(row: StaffRow, names: number): ReadList {
  const text = row.text('phone')
  if (text === null) return { list: [], findings: [] }
  const parts = names === 1 ? [text] : splitWords(text)
  if (parts.length === names) return { list: parts, findings: [] }
  return { list: [], findings: [found('HK-ROST-108', { text }, row.place('phone'))] }
}

/** Work numbers in the order of the names. An ID number is never taken as one. */
function readNumbers(row: StaffRow, names: number): ReadList {
  const texts = splitWords(row.text('work_no') ?? '').map((part) =>
    part.normalize('NFKC').replace(/\s+/gu, '').toUpperCase(),
  )
  const place = row.place('work_no')
  if (texts.length > 0 && texts.length !== names) {
    return { list: [], findings: [found('HK-ROST-109', { names, numbers: texts.length }, place)] }
  }
  const isIdNumber = (part: string) => /^\d{17}[\dX]$/u.test(part) || /^\d{15}$/u.test(part)
  const findings = texts.filter(isIdNumber).map((part) => {
    const masked = `${part.slice(0, 6)}********`
    return found('HK-ROST-106', { masked }, { ...place, value: masked })
  })
  return { list: texts.map((part) => (isIdNumber(part) ? null : part)), findings }
}
