import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { nonZero, reconciled, run } from '../../support/migration.js'
import { hasService, type ServiceDatabase, serviceDatabase } from '../../support/services.js'
import { tempFolder } from '../../support/temp-folder.js'

const isThere = await hasService('postgresql')

/** What means something on the way into PostgreSQL, or to the packing of rows. */
const signs = [
  '\n',
  '\r',
  '\t',
  '\\',
  '\\.',
  '\\N',
  '"',
  "'",
  ',',
  '\u0001',
  '\u001f',
  '𠮷',
  'a',
  ' ',
]
const cell = fc
  .array(fc.constantFrom(...signs), { minLength: 1, maxLength: 5 })
  .map((some) => some.join(''))
const value = fc.oneof(cell, cell, fc.constant(null), fc.constant('long '.repeat(5000)))

describe.skipIf(!isThere)('rows on their way into PostgreSQL', () => {
  let server: ServiceDatabase
  beforeAll(async () => {
    server = await serviceDatabase('postgresql')
  })
  beforeEach(() => server.run('DROP TABLE IF EXISTS lines'))
  afterAll(() => server.drop())

  /** Migrates rows of text by number, the fields as they are; gives what was counted and the mapping. */
  async function migrated(fields: string, rows: readonly (readonly unknown[])[]) {
    const folder = await tempFolder()
    const old = new Sqlite(join(folder, 'old.sqlite'))
    old.exec('CREATE TABLE old (id INTEGER PRIMARY KEY, a, b, c)')
    const insert = old.prepare('INSERT INTO old (a, b, c) VALUES (?, ?, ?)')
    for (const row of rows) insert.run(...row)
    old.close()
    const { hostname, port, username } = new URL(server.url)
    const target = `{ driver: postgres, host: ${hostname}, port: ${port}, database: ${server.name}, user: ${username} }`
    const file = join(folder, 'lines.yaml')
    await writeFile(
      file,
      `version: 1
system: lines
source: { driver: sqlite, path: old.sqlite }
target: ${target}
entities:
  line: { from: { table: old, key: [id], ignore: [a, b, c] }, to: { table: lines, unique: id }, fields: { id: id, ${fields} } }
`,
    )
    return { file, counts: (await run(file)).entities.map(nonZero) }
  }

  test('arrive as they were, whatever signs stand in them and whatever stands beside them', async () => {
    const rows = [
      ['\\.', null, null],
      ...fc.sample(fc.tuple(value, value, value), { seed: 20_261_122, numRuns: 400 }),
    ]
    const { file, counts } = await migrated("a: a, empty: { const: '' }, b: b, c: c", rows)
    expect(counts).toEqual([{ read: rows.length, created: rows.length }])
    const there = await server.run('SELECT id::int, a, b, c, empty FROM lines ORDER BY id::int')
    const expected = rows.map(([a, b, c], at) => ({ id: at + 1, a, b, c, empty: '' }))
    expect(there).toEqual(expected)
    expect((await reconciled(file)).differences).toEqual([])
    expect((await run(file)).entities.map(nonZero)).toEqual([
      { read: rows.length, same: rows.length },
    ])
  })

  test('are never two rows, though a value may look like the end of one and all of another', async () => {
    const rows = [
      ['x\n999\u001fnot a row', null, null],
      ['y', null, null],
    ]
    const { counts } = await migrated('a: a', rows)
    expect(counts).toEqual([{ read: 2, created: 2 }])
    const there = await server.run('SELECT id::int, a FROM lines ORDER BY id::int')
    expect(there).toEqual(rows.map(([a], at) => ({ id: at + 1, a })))
  })
})
