import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test, vi } from 'vitest'
import { found } from '../../../src/lib/errors/index.js'
import {
  type Draft,
  findRecord,
  history,
  type IntakeFile,
  importsOf,
  intake,
  listQuarantine,
  listRecords,
  openStore,
  type Store,
} from '../../../src/lib/workspace/index.js'
import { officeFolder } from './folder.js'

interface Thing {
  readonly name: string
  readonly limit?: { readonly value: number }
}

function aStore(): Store {
  const store = openStore(join(officeFolder(), 'store.sqlite'))
  onTestFinished(() => store.close())
  return store
}

function aFile(change: Partial<IntakeFile> = {}): IntakeFile {
  return {
    kind: 'item',
    file: '公安局.xlsx',
    sha256: 'a1',
    form: 'items',
    unit: 'U1',
    at: '2015-03-30T10:00:00+08:00',
    ...change,
  }
}

function aDraft(key: string, row: number, change: Partial<Draft<Thing>> = {}): Draft<Thing> {
  const source = { file: '公安局.xlsx', sha256: 'a1', sheet: '表', row }
  return { key, unit: 'U1', data: { name: key }, source, findings: [], ...change }
}

const bad = [found('HK-WORK-101', { key: 'x', row: 1 })]

test('a first file is stored, the same file again is unchanged and leaves the store as it was', () => {
  const store = aStore()
  const drafts = [aDraft('甲', 3), aDraft('乙', 4)]

  const first = intake(store, aFile(), drafts)
  const before = dump(store)
  const second = intake(store, aFile({ at: '2015-03-31T10:00:00+08:00' }), drafts)

  expect(first.counts).toEqual({ read: 2, stored: 2, unchanged: 0, quarantined: 0 })
  expect(second.counts).toEqual({ read: 2, stored: 0, unchanged: 2, quarantined: 0 })
  expect(dump(store)).toEqual(before)
})

test('a corrected file shows field by field what changed and keeps the older version', () => {
  const store = aStore()
  intake(store, aFile(), [aDraft('甲', 3, { data: { name: '甲', limit: { value: 20 } } })])

  const again = intake(store, aFile({ sha256: 'b2', at: '2015-04-01T10:00:00+08:00' }), [
    aDraft('甲', 5, { data: { name: '甲', limit: { value: 15 } } }),
  ])

  expect(again.changes).toEqual([
    {
      key: '甲',
      unit: 'U1',
      version: 2,
      fields: [{ field: 'limit.value', before: 20, after: 15 }],
    },
  ])
  const versions = history<Thing>(store, 'item', '甲')
  expect(
    versions.map(({ version, data, source }) => [version, data.limit?.value, source.row]),
  ).toEqual([
    [1, 20, 3],
    [2, 15, 5],
  ])
  expect(versions[1]?.changes).toHaveLength(1)
})

test('a record with an error is kept out with its findings and leaves once it is corrected', () => {
  const store = aStore()
  const warned = aDraft('乙', 4, {
    findings: [found('HK-WORK-102', { wanted: 'a', written: 'b' })],
  })

  const first = intake(store, aFile(), [aDraft('甲', 3, { findings: bad }), warned])
  expect(first.counts).toEqual({ read: 2, stored: 1, unchanged: 0, quarantined: 1 })
  expect(listQuarantine(store)[0]).toMatchObject({
    key: '甲',
    source: { row: 3 },
    findings: [{ code: 'HK-WORK-101' }],
  })

  intake(store, aFile({ file: '公安局（退回修改）.xlsx', sha256: 'c3' }), [aDraft('甲', 3)])
  expect(listQuarantine(store)).toEqual([])
  expect(
    listRecords(store, 'item')
      .map(({ key }) => key)
      .sort(),
  ).toEqual(['乙', '甲'])
})

test('a mistake whose key was mistaken too leaves with the next version of its file', () => {
  const store = aStore()
  intake(store, aFile(), [aDraft('甲（错名）', 3, { findings: bad })])

  intake(store, aFile({ sha256: 'b2' }), [aDraft('甲', 3)])

  expect(listQuarantine(store)).toEqual([])
})

test('a second record of the same key in one file is kept aside, not laid over the first', () => {
  const store = aStore()

  const result = intake(store, aFile(), [
    aDraft('甲', 3),
    aDraft('甲', 9, { data: { name: '另一个' } }),
    aDraft('乙', 4, { findings: bad }),
    aDraft('乙', 5),
  ])

  expect(result.counts).toEqual({ read: 4, stored: 2, unchanged: 0, quarantined: 2 })
  expect(findRecord<Thing>(store, 'item', '甲')?.data.name).toBe('甲')
  expect(listQuarantine<Thing>(store).map(({ data }) => data.name)).toEqual(['另一个', '乙'])
})

test('two units may name their files alike without touching what the other has to correct', () => {
  const store = aStore()
  intake(store, aFile(), [aDraft('甲', 3, { findings: bad })])

  intake(store, aFile({ unit: 'U2', sha256: 'b2' }), [
    aDraft('乙', 3, { unit: 'U2', findings: bad }),
  ])

  expect(listQuarantine(store).map(({ unit }) => unit)).toEqual(['U1', 'U2'])
})

test('a record gathered from many rows remembers them all', () => {
  const store = aStore()
  const parts = [
    { sheet: '表', row: 3 },
    { sheet: '表', row: 9 },
  ]
  const source = { file: '公安局.xlsx', sha256: 'a1', sheet: '表', row: 3, parts }

  intake(store, aFile(), [aDraft('甲', 3, { source })])

  expect(findRecord(store, 'item', '甲')?.source).toEqual(source)
})

test('what a unit no longer reports is named and stays', () => {
  const store = aStore()
  intake(store, aFile(), [aDraft('甲', 3), aDraft('乙', 4)])

  const result = intake(store, aFile({ sha256: 'b2' }), [aDraft('乙', 3)])

  expect(result.absent).toEqual(['甲'])
  expect(listRecords(store, 'item')).toHaveLength(2)
})

test('an intake that breaks off leaves nothing behind', () => {
  const store = aStore()
  function* broken(): Generator<Draft<Thing>> {
    yield aDraft('甲', 3)
    throw new Error('broke off')
  }

  expect(() => intake(store, aFile(), broken())).toThrow('broke off')
  expect([listRecords(store, 'item'), importsOf(store)]).toEqual([[], []])
})

test('whatever comes in, totals add up and nothing is lost', () => {
  const store = aStore()
  const drafts = fc.array(
    fc.record({
      key: fc.constantFrom('甲', '乙', '丙', '丁'),
      name: fc.string({ maxLength: 3 }),
      isBad: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  let run = 0
  fc.assert(
    fc.property(drafts, (records) => {
      run += 1
      const file = aFile({ file: `${run}.xlsx`, sha256: String(run) })
      const { counts } = intake(
        store,
        file,
        records.map(({ key, name, isBad }, row) =>
          aDraft(key, row + 1, { data: { name }, findings: isBad ? bad : [] }),
        ),
      )
      expect(counts.read).toBe(records.length)
      expect(counts.stored + counts.unchanged + counts.quarantined).toBe(counts.read)
      const kept = listQuarantine(store).filter(({ source }) => source.file === file.file)
      expect(kept).toHaveLength(counts.quarantined)
    }),
    { numRuns: 60, seed: 20150408 },
  )
})

test('a new record costs one statement, a known one three, and none of them looks through a table', () => {
  const store = aStore()
  const asked = watchStatements(store)
  const drafts = Array.from({ length: 1_000 }, (_, row) => aDraft(`事项${row}`, row))
  const costOf = (file: IntakeFile): number => {
    const before = asked.times
    intake(store, file, drafts)
    return asked.times - before
  }
  const FOR_THE_FILE = 20

  const [first, again, other] = [aFile(), aFile(), aFile({ file: '乙.xlsx', sha256: 'b2' })].map(
    costOf,
  )

  expect(first).toBeGreaterThanOrEqual(1_000)
  expect(first).toBeLessThan(1_000 + FOR_THE_FILE)
  expect(again).toBeLessThan(3_000 + FOR_THE_FILE)
  expect(other).toBeLessThan(3_000 + FOR_THE_FILE)
  const steps = [...asked.texts].flatMap((text) => planOf(store, text))
  expect(steps.length).toBeGreaterThan(10)
  expect(steps.filter((step) => step.startsWith('SCAN'))).toEqual([])
})

interface Asked {
  times: number
  readonly texts: Set<string>
}

/** Counts the statements that a store is asked from now on, and keeps their texts. */
function watchStatements({ database }: Store): Asked {
  const asked: Asked = { times: 0, texts: new Set() }
  const prepare = database.prepare.bind(database)
  vi.spyOn(database, 'prepare').mockImplementation((text: string) => {
    const statement = prepare(text)
    for (const verb of ['run', 'get', 'all'] as const) {
      const own = statement[verb].bind(statement)
      vi.spyOn(statement, verb).mockImplementation((...values: unknown[]) => {
        asked.times += 1
        asked.texts.add(text)
        return own(...values)
      })
    }
    return statement
  })
  return asked
}

function planOf({ database }: Store, text: string): readonly string[] {
  const blanks = Array.from({ length: text.split('?').length - 1 }, () => null)
  vi.restoreAllMocks()
  const steps = database.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...blanks)
  return (steps as { detail: string }[]).map(({ detail }) => detail)
}

function dump(store: Store): unknown {
  return [
    importsOf(store),
    listRecords(store, 'item'),
    listQuarantine(store),
    store.database.prepare('SELECT * FROM record_history').all(),
  ]
}
