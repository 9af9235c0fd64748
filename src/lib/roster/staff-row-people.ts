import { type Finding, found } from '../errors/index.js'
import { masked } from './mask.js'
import { type NamedPerson, readAb, readNames } from './names.js'
import { readPhones } from './phones.js'
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
  const cell = readNames(row.lines('name') ?? '')
  const names = cell.people.filter(({ name }) => rules.noName.exact(name).length === 0)
  if (names.length === 0) return nobody(row)
  const numbers = readNumbers(row, names.length)
  const phones = readTelephones(row, names)
  const posts = splitWords(row.lines('ab') ?? '').map(readAb)
  const list = names.map((person, index) => ({
    ...person,
    ab: person.ab ?? (posts.length > 1 ? posts[index] : posts[0]) ?? null,
    workNo: numbers.list[index] ?? null,
    phone: phones.list[index] ?? null,
  }))
  const others = cell.others
    ? [found('HK-ROST-113', { text: row.text('name') ?? '' }, row.place('name'))]
    : []
  const findings = [...others, ...miscounted(row, names.length), ...numbers.findings]
  return { list, findings: [...findings, ...phones.findings] }
}

/** A number of people that the names do not come to. */
function miscounted(row: StaffRow, names: number): readonly Finding[] {
  const said = row.text('count')
  const number = Number(/\d+/u.exec(said?.normalize('NFKC') ?? '')?.[0] ?? Number.NaN)
  if (said === null || Number.isNaN(number) || number === names) return []
  return [found('HK-ROST-114', { said, names }, row.place('count'))]
}

function nobody(row: StaffRow): { list: readonly RowPerson[]; findings: readonly Finding[] } {
  const role = row.text('roles') ?? row.text('node') ?? row.text('post') ?? ''
  return {
    list: [{ name: '', title: null, ab: null, phones: [], workNo: null, phone: null }],
    findings: [found('HK-ROST-101', { role }, row.place('name'))],
  }
}

/** Telephones in the order of the names; one person may have several, which stay together. */
function readTelephones(row: StaffRow, names: readonly NamedPerson[]): ReadList {
  const cells = ['phone', 'mobile'].map((field) => readPhones(row.lines(field) ?? ''))
  const damaged = cells.flatMap((cell) => cell.damaged)
  const spoilt = damaged.map((text) => found('HK-ROST-112', { text }, row.place('phone')))
  const dealt = cells.flatMap(({ list }) => deal(list, names.length))
  const uneven = dealt.length < cells.filter(({ list }) => list.length > 0).length
  const text = masked(cells.flatMap(({ list }) => list).join('、'))
  const short = uneven ? [found('HK-ROST-108', { text }, row.place('phone'))] : []
  const list = names.map(({ phones }, index) => {
    const own = [...new Set([...phones, ...dealt.flatMap((one) => one[index] ?? [])])]
    return own.length === 0 ? null : own.join('、')
  })
  return { list, findings: [...spoilt, ...short] }
}

/** One column's telephones by person; nothing when they do not come out even. */
function deal(list: readonly string[], names: number): readonly (readonly (readonly string[])[])[] {
  if (list.length === 0) return []
  if (names === 1) return [[list]]
  return list.length === names ? [list.map((one) => [one])] : []
}

/** Work numbers in the order of the names. An ID number is never taken as one. */
function readNumbers(row: StaffRow, names: number): ReadList {
  const texts = numberWords(row.lines('work_no') ?? '', names)
  const place = row.place('work_no')
  if (texts.length > 0 && texts.length !== names) {
    return { list: [], findings: [found('HK-ROST-109', { names, numbers: texts.length }, place)] }
  }
  const findings = texts.filter(isIdNumber).map((part) => {
    const shown = `${part.slice(0, 6)}********`
    return found('HK-ROST-106', { masked: shown }, { ...place, value: shown })
  })
  return { list: texts.map((part) => (isIdNumber(part) ? null : part)), findings }
}

/** Blanks part numbers only where there are as many names. */
function numberWords(cell: string, names: number): readonly string[] {
  const parts = splitWords(cell).flatMap((part) => {
    const words = part.split(/\s+/u)
    return names > 1 && words.length === names ? words : [part]
  })
  return parts.map((part) =>
    part
      .normalize('NFKC')
      .replace(/[\s'’]+/gu, '')
      .replace(/^(\d+)\.0+$/u, '$1')
      .toUpperCase(),
  )
}

/** Also one that a table program has spoilt (5.32822E+17). */
function isIdNumber(part: string): boolean {
  return (
    /^\d{17}[\dX]$/u.test(part) || /^\d{15}$/u.test(part) || /^\d(?:\.\d+)?E\+?1[4-7]$/u.test(part)
  )
}
