import type { NoticePack } from '../../../src/lib/notice/index.js'
import type {
  MappedItem,
  MappingSources,
  Person,
  RosterRules,
  StaffLine,
} from '../../../src/lib/roster/index.js'
import { emptyLock, personKey } from '../../../src/lib/roster/index.js'
import type { FormReading } from '../../../src/lib/sheets/index.js'
import type { StoredRecord } from '../../../src/lib/workspace/index.js'

export const UNIT = { code: 'U1', name: '勐海县测试局' }
export const OTHER = { code: 'U2', name: '勐海县样例局' }
export const OFFICE = { code: 'U0', name: '勐海县政务服务管理局' }

/** A staff sheet as the sheets room would read it: one record per row, from physical row 4 on. */
export function aReading(
  rows: readonly Readonly<Record<string, string>>[],
  sheet = '表2',
): FormReading {
  const records = rows.map((values, index) => ({
    sheet,
    row: index + 4,
    rows: [index + 4],
    values,
    cells: Object.fromEntries(Object.keys(values).map((key) => [key, `X${index + 4}`])),
  }))
  const skipped = { blank: 0, title: 2, header: 1, total: 0, note: 0 }
  return {
    form: 'node-staff',
    unit: null,
    header: [],
    headerRows: [3],
    records,
    rows: rows.length + 3,
    skipped,
    findings: [],
  }
}

/** What a staff sheet of the unit comes from. */
export function aSource(rules: RosterRules, unit = UNIT) {
  const findUnit = (text: string) => [UNIT, OTHER].find(({ name }) => name.includes(text)) ?? null
  return { file: '人员.xlsx', sha256: 'a1', unit, office: OFFICE.code, findUnit, rules }
}

export function aLine(change: Partial<StaffLine> = {}): StaffLine {
  return { item: null, node: null, post: null, ab: 'A', duty: null, limit: null, ...change }
}

/** A stored person; each line stands in its own row of 表2, from row 4 on. */
export function aPerson(name: string, change: Partial<Person> = {}): StoredRecord<Person> {
  const data: Person = {
    unit: UNIT.code,
    name,
    title: null,
    post: null,
    office: null,
    workNo: null,
    roles: [],
    phone: null,
    attends: null,
    lines: [],
    ...change,
  }
  const parts = data.lines.map((_, index) => ({ sheet: '表2', row: index + 4 }))
  const source = { file: '人员.xlsx', sha256: 'a1', sheet: '表2', row: 4, parts }
  return { kind: 'person', key: personKey(data), unit: data.unit, version: 1, data, source }
}

export function anItem(name: string, change: Partial<MappedItem> = {}): MappedItem {
  const source = { file: '事项.xlsx', sha256: 'b2', sheet: '附件2', row: 7 }
  return {
    key: `U1/${name}`,
    unit: UNIT,
    code: null,
    name,
    office: null,
    nodes: [],
    source,
    ...change,
  }
}

export function aPack(change: Partial<NoticePack> = {}): NoticePack {
  const listed = { short: '', aliases: [], batch: 'b1' }
  return {
    id: 'test',
    title: '',
    number: '',
    issuer: '',
    issued: '2015-04-03',
    region: { code: '532822', name: '勐海县' },
    place: '',
    office: { ...OFFICE, inferred: true },
    batches: [],
    units: [
      { ...UNIT, ...listed },
      { ...OTHER, ...listed },
    ],
    unitsSource: { clause: '', inferred: true },
    columns: [],
    themes: [],
    roles: [],
    participants: { min: 1, max: 4, clause: '四（二）' },
    requirements: [],
    targets: [],
    obligations: [],
    reports: [],
    choices: [],
    annexes: [],
    ...change,
  }
}

export function sources(rules: RosterRules, change: Partial<MappingSources> = {}): MappingSources {
  return { pack: aPack(), rules, people: [], items: [], lock: emptyLock, applicants: 0, ...change }
}
