import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import iconv from 'iconv-lite'
import {
  everything,
  inMigration,
  loadMapping,
  type Mapping,
  type Migration,
  reconcile,
  runMigration,
} from '../../src/lib/migrate/index.js'
import { tempFolder } from './temp-folder.js'

/** People and cases of an old system: lines of CSV without their headers. */
export interface OldSystem {
  readonly people: readonly string[]
  readonly cases: readonly string[]
  readonly mapping?: (text: string) => string
}

const MAPPING = `version: 1
system: lsp-2014
source: { driver: csv, path: data }
target: { driver: sqlite, path: hall.sqlite }
entities:
  person:
    title: 申请人
    from: { table: 人员, key: [编号] }
    to: { table: persons, unique: id_no, on_duplicate: merge, same: [name] }
    fields:
      id_no: [{ get: 证件号 }, { id18: { check_digit: ignore } }, required]
      name: [{ get: 姓名 }, name_cn, intact, required]
      phone: [{ get: 电话 }, phone_cn]
  case:
    title: 办件
    from: { table: 办件, key: [案号], ignore: [备注] }
    needs: [person]
    exclude:
      - { id: E01, when: 'r["备注"] == "测试"', reason: 测试数据, approved_by: 科室甲 }
    interface:
      - { id: I01, when: 'r["备注"] == "国垂"', system: 国垂系统, reason: 上级系统未开放 }
    manual:
      - { id: M01, when: 'r["状态"] == "在办"', due: same_day }
    to: { table: cases, unique: legacy_key }
    fields:
      legacy_key: { key: true }
      case_no: 案号
      applicant: [{ get: 申请人 }, { lookup: person }]
      unit: [{ get: 单位 }, trim, required]
      status: [{ get: 状态 }, { code: status_map }]
      accepted_on: [{ get: 受理 }, date_cn, required]
      fee_fen: [{ get: 收费 }, money_fen]
    assert:
      - { id: A01, that: 't.fee_fen == null || t.fee_fen >= 0' }
    measure: { group: [unit, year(accepted_on), status], sum: [fee_fen], distinct: [applicant] }
codes:
  status_map: { 受理: accepted, 办结: closed }
`

/** Writes an old system (GB18030) and its mapping into a folder; gives the path of the mapping. */
export async function oldSystem(folder: string, { people, cases, mapping }: OldSystem) {
  await mkdir(join(folder, 'data'), { recursive: true })
  await writeTable(folder, '人员', ['编号,姓名,证件号,电话', ...people])
  await writeTable(folder, '办件', ['案号,申请人,单位,状态,受理,收费,备注', ...cases])
  const file = join(folder, 'lsp.yaml')
  await writeFile(file, mapping === undefined ? MAPPING : mapping(MAPPING))
  return file
}

/** Writes a table of the old system anew. */
export async function writeTable(folder: string, name: string, lines: readonly string[]) {
  const bytes = iconv.encode(`${lines.join('\r\n')}\r\n`, 'gb18030')
  await writeFile(join(folder, 'data', `${name}.csv`), bytes)
}

/** The people that most tests need: three, of which the last is the first once more. */
export const people = [
  '1,张㐂娜,532822185001010010,13800000001',
  '2,王 伟,532822185101010020,0691-5122345',
  '3,张㐂娜,532822185001010010,',
]

/** A case in the old system. */
export const oldCase = (
  no: string,
  more: Partial<Record<'by' | 'unit' | 'state' | 'on' | 'fee' | 'note', string>> = {},
) =>
  [
    no,
    more.by ?? '1',
    more.unit ?? '民政局',
    more.state ?? '办结',
    more.on ?? '2014-3-5',
    more.fee ?? '10.50',
    more.note ?? '',
  ].join(',')

/** The columns of the old system's cases. */
export const header = '案号,申请人,单位,状态,受理,收费,备注'

/** An old system with those people, in a folder of its own that goes with the test. */
export async function folderWith(cases: readonly string[], mapping = (text: string) => text) {
  const folder = await tempFolder()
  return { folder, file: await oldSystem(folder, { people, cases, mapping }) }
}

const NOW = '2026-11-22T10:00:00+08:00'

/** What every run is given, at a moment of wall time. */
export const request = (at = NOW) => ({
  ...{ scope: everything, now: () => at, clock: Date.now, resume: () => 'again' },
  signal: new AbortController().signal,
})

/** Runs a mapping in this process; `scope` takes a part of it. */
export const run = (
  mapping: string | Mapping,
  { at = NOW, ...more }: Partial<Parameters<typeof runMigration>[0]> & { at?: string } = {},
) => opened(mapping, (migration) => runMigration({ ...request(at), ...more, migration }))

/** Works on a migration that is open for writing. */
export async function opened<T>(
  mapping: string | Mapping,
  work: (migration: Migration) => T | Promise<T>,
): Promise<T> {
  const loaded = typeof mapping === 'string' ? await loadMapping(mapping) : mapping
  return inMigration(loaded, { clock: Date.now }, work)
}

/** Reconciles a mapping in this process. */
export const reconciled = (mapping: string | Mapping, today = NOW.slice(0, 10)) =>
  opened(mapping, (migration) =>
    reconcile({ migration, today, signal: new AbortController().signal }),
  )

/** Reads or changes the target with SQL. */
export function inTarget<T>(folder: string, work: (database: Sqlite.Database) => T): T {
  const database = new Sqlite(join(folder, 'hall.sqlite'))
  try {
    return work(database)
  } finally {
    database.close()
  }
}

/** Counts of an entity without the zeros. */
export function nonZero({ name: _, ...counts }: { readonly name: string }) {
  return Object.fromEntries(Object.entries(counts).filter(([, n]) => n !== 0 && n !== null))
}
