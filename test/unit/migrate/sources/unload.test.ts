import { mkdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, describe, expect, test } from 'vitest'
import MigrateUnloadOracle from '../../../../src/commands/migrate/unload/oracle.js'
import MigrateUnloadSqlserver from '../../../../src/commands/migrate/unload/sqlserver.js'
import { sourcesOf } from '../../../../src/lib/migrate/index.js'
import { openSource } from '../../../../src/lib/migrate/sources/index.js'
import { keptFolder } from '../../../support/kept-folder.js'
import { allRows, keepsTheContract, placeIn } from '../../../support/migrate-source.js'
import { inTarget, nonZero, reconciled, run } from '../../../support/migration.js'
import { runCommand } from '../../../support/run-command.js'
import { tempFolder } from '../../../support/temp-folder.js'

type Value = string | null
type Rows = readonly (readonly Value[])[]

/** Texts that break weaker formats: line breaks, quotes, commas, rare names, blanks at the end, signs of the format itself. */
const cases: Rows = [
  ['A1', '张㐂娜', '同意\r\n"特批"，见附件,第1页', '办结', '2014-03-05 09:30:00.000', '10.5000'],
  ['A2', '𠮷田 ', null, '办结', '2014-03-06 00:00:00.000', null],
  ['A3', '岩温', '', '受理', '2014-03-07 00:00:00.000', '0.0000'],
  ['A4', 'x\\n\u001f', '\t末尾有空格  ', '办结', '2014-03-08 00:00:00.000', '99999999.9900'],
]
const names = ['AJBH', 'SQR', 'YJ', 'ZT', 'SLSJ', 'SFJE']

/** What bcp -w writes: UTF-16LE without a mark, nothing for NULL, one NUL for an empty text. */
function bcpFile(rows: Rows): Buffer {
  const field = (value: Value) => (value === null ? '' : value === '' ? '\u0000' : value)
  const text = rows.map((row) => `${row.map(field).join('@~@')}@~#\r\n`).join('')
  return Buffer.from(text, 'utf16le')
}

/** What the script makes sqlplus write: its own escapes, lines broken where they are full, blanks at their ends trimmed. */
function sqlplusFile(rows: Rows, { encoding = 'utf-8', width = 40 } = {}): Buffer {
  const signs: Record<string, string> = {
    '\\': '\\\\',
    '\n': '\\n',
    '\r': '\\r',
    ' ': '\\s',
    '\u001f': '\\f',
    '\u001e': '\\g',
  }
  const field = (value: Value) =>
    value === null || value === '' ? '\\N' : [...value].map((one) => signs[one] ?? one).join('')
  const lines = rows.flatMap((row) => {
    const line = [...`${row.map(field).join('\u001f')}\u001e`]
    return Array.from({ length: Math.ceil(line.length / width) }, (_, at) =>
      line
        .slice(at * width, (at + 1) * width)
        .join('')
        .trimEnd(),
    )
  })
  return iconv.encode(lines.map((line) => `${line}\n`).join(''), encoding)
}

async function unloaded(folder: string, write: (rows: Rows) => Buffer, rows: Rows, schema: string) {
  const out = join(folder, 'out')
  await mkdir(out, { recursive: true })
  const list = [...names, 'TP'].map((name) => [
    schema,
    'BJ',
    name,
    'varchar',
    name === 'TP' ? '0' : '1',
  ])
  await writeFile(join(out, 'columns.dat'), write(list))
  await writeFile(join(out, 'keys.dat'), write([[schema, 'BJ', 'AJBH']]))
  await writeFile(join(out, 'counts.dat'), write([[schema, 'BJ', String(rows.length)]]))
  await writeFile(join(out, `${schema}.BJ.dat`), write(rows))
  return out
}

const MAPPING = `version: 1
system: old
source: { driver: unload, path: out }
target: { driver: sqlite, path: hall.sqlite }
entities:
  case:
    from: { table: BJ, key: [AJBH] }
    to: { table: cases, unique: legacy_key }
    fields:
      legacy_key: { key: true }
      name: [{ get: SQR }, required]
      opinion: YJ
      status: [{ get: ZT }, { code: status }]
      accepted_at: [{ get: SLSJ }, time_cn]
      fee_fen: [{ get: SFJE }, money_fen]
    measure: { group: [status], sum: [fee_fen] }
codes:
  status: { 办结: closed, 受理: accepted }
`

describe.each([
  ['bcp', bcpFile, 'dbo'],
  ['sqlplus', (rows: Rows) => sqlplusFile(rows), 'HALL'],
] as const)('what the script for %s writes', (kind, write, schema) => {
  test('is a source: values as the server held them, columns, key, and what could not be unloaded', async () => {
    const folder = await tempFolder()
    await unloaded(folder, write, cases, schema)
    const source = await openSource({ driver: 'unload', path: 'out' }, placeIn(folder))
    const [table] = await source.describe()

    expect(table).toMatchObject({ name: 'BJ', key: ['AJBH'], unread: [{ name: 'TP' }] })
    // To Oracle an empty text is NULL.
    const held = kind === 'bcp' ? cases : cases.map((row) => row.map((value) => value || null))
    expect((await allRows(source, 'BJ')).rows).toEqual(held)
    await source.close()
  })

  test('migrates, counts equal on both sides, and is known by what lies in its folder', async () => {
    const folder = await tempFolder()
    const out = await unloaded(folder, write, cases, schema)
    expect((await sourcesOf(out, {}, {})).sources).toMatchObject([{ driver: 'unload' }])
    const file = join(folder, 'old.yaml')
    await writeFile(file, MAPPING)
    const { entities, balanced } = await run(file)
    expect(nonZero(entities[0] ?? { name: '' })).toEqual({ read: 4, created: 4 })
    expect(balanced).toBe(true)
    expect(
      inTarget(folder, (db) =>
        db.prepare('SELECT name, opinion, fee_fen FROM cases ORDER BY 1').all(),
      ),
    ).toEqual(
      expect.arrayContaining([
        { name: '张㐂娜', opinion: '同意\r\n"特批"，见附件,第1页', fee_fen: 1050 },
        { name: '𠮷田 ', opinion: null, fee_fen: null },
      ]),
    )
    const { levels } = await reconciled(file)
    expect(levels.every(({ different }) => different === 0)).toBe(true)
  })

  test('a row too few is named with both counts; a file that was cut off is named with its place', async () => {
    const folder = await tempFolder()
    const out = await unloaded(folder, write, cases, schema)
    const data = join(out, `${schema}.BJ.dat`)
    await writeFile(data, write(cases.slice(1)))
    await expect(read(folder)).rejects.toMatchObject({
      code: 'HK-MIG-038',
      params: { counted: 4, found: 3 },
    })
    await writeFile(data, write(cases))
    await truncate(data, (await readFile(data)).length - 12)
    await expect(read(folder)).rejects.toMatchObject({ code: 'HK-MIG-039' })
  })
})

test('sqlplus with a Chinese NLS_LANG wrote GBK: the mapping says so', async () => {
  const folder = await tempFolder()
  const plain = cases.slice(2)
  await unloaded(folder, (rows) => sqlplusFile(rows, { encoding: 'gb18030' }), plain, 'HALL')
  const source = await openSource(
    { driver: 'unload', path: 'out', encoding: 'gbk' },
    placeIn(folder),
  )
  expect((await allRows(source, 'BJ')).rows[0]?.[1]).toBe('岩温')
})

describe('a source of many rows', async () => {
  const { path: folder, remove } = await keptFolder()
  afterAll(remove)
  const many = Array.from({ length: 3000 }, (_, n) => [
    `B${n}`,
    '岩温',
    `第${n}号\r\n${'意见'.repeat(n % 90)}`,
    '办结',
    '2014-03-05',
    '1',
  ])
  await unloaded(folder, bcpFile, many, 'dbo')
  keepsTheContract(() => openSource({ driver: 'unload', path: 'out' }, placeIn(folder)), {
    table: 'BJ',
    rows: 500,
  })
})

describe('the scripts', () => {
  test.each([
    [MigrateUnloadSqlserver, 'unload.cmd'],
    [MigrateUnloadOracle, 'unload.sql'],
  ] as const)(
    'are plain ASCII that only selects, with every quote closed',
    async (command, name) => {
      const folder = join(await tempFolder(), '脚本')
      const { json, exitCode } = await runCommand(command, ['--output', folder, '--json'])
      expect([exitCode, json?.result.files]).toEqual([0, [join(folder, name)]])
      expect((await runCommand(command, ['--output', folder])).stdout).toContain(
        'hallkit migrate profile',
      )

      const text = await readFile(join(folder, name), 'utf8')
      expect(text).toMatch(/^[\t\r\n -~]*$/)
      expect(text).not.toMatch(/\b(?:INSERT|UPDATE|DELETE|DROP|CREATE|ALTER TABLE|EXEC)\b/i)
      for (const line of text.split(/\r?\n/).filter((one) => !one.startsWith('--'))) {
        expect(line.split("'").length % 2, line).toBe(1)
        expect(line.length, line).toBeLessThan(2400)
      }
    },
  )
})

async function read(folder: string) {
  const source = await openSource({ driver: 'unload', path: 'out' }, placeIn(folder))
  return allRows(source, 'BJ')
}
