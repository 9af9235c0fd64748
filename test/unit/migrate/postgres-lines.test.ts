import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
  afterAll(() => server.drop())

  test('arrive as they were, whatever signs stand in them and whatever stands beside them', async () => {
    const rows = fc.sample(fc.tuple(value, value, value), { seed: 20_261_122, numRuns: 400 })
    const folder = await tempFolder()
    const old = new Sqlite(join(folder, 'old.sqlite'))
    old.exec('CREATE TABLE old (id INTEGER PRIMARY KEY, a, b, c)')
    const insert = old.prepare('INSERT INTO old (a, b, c) VALUES (?, ?, ?)')
    for (const row of [['x', 'b\nc\u001fd', 'y'], ['\\.', null, null], ...rows]) insert.run(...row)
    const all = old.prepare('SELECT id, a, b, c FROM old ORDER BY id').all()
    old.close()
    const { hostname, port, username } = new URL(server.url)
    const file = join(folder, 'lines.yaml')
    await writeFile(
      file,
      `version: 1
system: lines
source: { driver: sqlite, path: old.sqlite }
target: { driver: postgres, host: ${hostname}, port: ${port}, database: ${server.name}, user: ${username} }
entities:
  line:
    from: { table: old, key: [id] }
    to: { table: lines, unique: id }
    fields: { id: id, a: a, empty: { const: '' }, b: b, c: c }
`,
    )
    const { entities } = await run(file)
    expect(entities.map(nonZero)).toEqual([{ read: all.length, created: all.length }])
    const there = await server.run('SELECT id::int, a, b, c, empty FROM lines ORDER BY id::int')
    expect(there).toEqual(all.map((row) => ({ ...(row as object), empty: '' })))
    expect((await reconciled(file)).differences).toEqual([])
    expect((await run(file)).entities.map(nonZero)).toEqual([
      { read: all.length, same: all.length },
    ])
  })
})
