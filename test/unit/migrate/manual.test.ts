import { describe, expect, test } from 'vitest'
import {
  closeManually,
  loadMapping,
  manualQueue,
  openManually,
  reconcile,
} from '../../../src/lib/migrate/index.js'
import { burstsOf, type QueuedCase } from '../../../src/lib/migrate/manual/queue.js'
import {
  inTarget,
  nonZero,
  oldCase,
  oldSystem,
  opened,
  people,
  run,
} from '../../support/migration.js'
import { tempFolder } from '../../support/temp-folder.js'

const at = '2026-11-22T10:00:00+08:00'

describe('cases to be keyed by hand', () => {
  test('a row that no correction helps is keyed from the papers; it stays out of every later run, and in the equation', async () => {
    const folder = await tempFolder()
    const cases = [
      oldCase('A1'),
      oldCase('A2', { state: '作废' }),
      oldCase('A3', { state: '在办' }),
    ]
    const file = await oldSystem(folder, { people, cases })
    await run(file)
    await opened(file, async (migration) => {
      const order = { entity: 'case', key: 'A2', by: '科室甲', reason: '照档案录', now: at }
      await expect(openManually(migration, { ...order, key: 'A1' })).rejects.toMatchObject({
        code: 'HK-MIG-026',
      })
      await openManually(migration, order)
    })
    expect((await manualQueue(await loadMapping(file), '2026-11-22')).cases).toMatchObject([
      { key: 'A2', rule: 'by-hand', due: '2026-11-22', state: 'open' },
      { key: 'A3', rule: 'M01', state: 'open' },
    ])
    await opened(file, (migration) => {
      const closing = { entity: 'case', key: 'A2', hallKey: 'H-1', operator: '李某', now: at }
      closeManually(migration, closing)
      expect(closeManually(migration, { ...closing, now: '2026-11-23T10:00:00+08:00' }).keyed).toBe(
        at,
      )
      for (const [change, code] of [
        [{ hallKey: 'H-2' }, 'HK-MIG-035'],
        [{ key: 'A3' }, 'HK-MIG-036'],
        [{ key: 'A4' }, 'HK-MIG-034'],
      ] as const) {
        expect(() => closeManually(migration, { ...closing, ...change })).toThrow(
          expect.objectContaining({ code }),
        )
      }
    })
    // The old system goes on: both rows could be migrated now. What was keyed is not written a second time.
    await oldSystem(folder, { people, cases: [oldCase('A1'), oldCase('A2'), oldCase('A3')] })
    const again = await run(file)
    expect(nonZero(again.entities[1] ?? { name: '' })).toEqual({
      read: 3,
      same: 1,
      manual: 1,
      created: 1,
    })
    expect(again.balanced).toBe(true)
    expect(
      inTarget(folder, (db) => db.prepare('SELECT case_no FROM cases ORDER BY 1').pluck().all()),
    ).toEqual(['A1', 'A3'])
    await opened(file, async (migration) => {
      const { signal } = new AbortController()
      const { levels, entities } = await reconcile({ migration, today: '2026-11-22', signal })
      expect(levels.every(({ different }) => different === 0)).toBe(true)
      expect(entities[1]).toMatchObject({ source: 3, migrated: 2, manual: 1 })
    })
  })

  test('what is not keyed on its day is late', async () => {
    const folder = await tempFolder()
    const file = await oldSystem(folder, { people, cases: [oldCase('A3', { state: '在办' })] })
    await run(file)
    const queue = await manualQueue(await loadMapping(file), '2026-11-23')
    expect(queue.cases).toMatchObject([{ state: 'late' }])
    expect(queue.findings).toMatchObject([{ code: 'HK-MIG-505', params: { cases: 1 } }])
  })

  test('five late entries of one person within minutes look like back-entry in bulk; entries of the day do not', () => {
    const keyed = (n: number, more: Partial<QueuedCase> = {}): QueuedCase => ({
      ...{ entity: 'case', key: `A${n}`, rule: 'M01', opened: '2026-11-20', due: '2026-11-20' },
      ...{
        keyed: `2026-11-22T10:0${n}:00+08:00`,
        operator: '李某',
        hallKey: `H${n}`,
        state: 'keyed-late',
      },
      ...more,
    })
    const five = [1, 2, 3, 4, 5].map((n) => keyed(n))
    expect(burstsOf(five)).toMatchObject([
      { code: 'HK-MIG-504', params: { operator: '李某', cases: 5 } },
    ])
    expect(burstsOf(five.slice(1))).toEqual([])
    expect(burstsOf(five.map((one) => ({ ...one, state: 'keyed' as const })))).toEqual([])
    expect(burstsOf(five.map((one, n) => ({ ...one, operator: `第${n}人` })))).toEqual([])
    expect(
      burstsOf(five.map((one, n) => keyed(n, { ...one, keyed: `2026-11-22T1${n}:00:00+08:00` }))),
    ).toEqual([])
  })
})
