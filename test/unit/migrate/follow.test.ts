import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  folderWith,
  header,
  inTarget,
  nonZero,
  oldCase,
  oldSystem,
  people,
  run,
  writeTable,
} from '../../support/migration.js'
import { tempFolder } from '../../support/temp-folder.js'

/** Makes every row of the ledger look changed: whoever maps a row again writes it again. */
const blurHashes = (folder: string) =>
  inTarget(folder, (db) => db.exec('UPDATE hallkit_row SET hash = hash + 1'))

const caseCounts = async (file: string) =>
  nonZero((await run(file)).entities[1] ?? { name: 'none' })

test('a row that is what it was is passed over without being mapped again', async () => {
  const { folder, file } = await folderWith([
    ...[oldCase('A1'), oldCase('A2', { note: '测试' }), oldCase('A3', { note: '国垂' })],
    ...[oldCase('A4', { state: '在办' }), oldCase('A5'), oldCase('A6', { state: '废' })],
  ])
  await run(file)
  blurHashes(folder)

  expect(await caseCounts(file)).toEqual({
    ...{ read: 6, same: 2, excluded: 1, interfaced: 1, manual: 1, quarantined: 1 },
  })
})

test('a changed mapping looks at every row again', async () => {
  const { folder, file } = await folderWith([oldCase('A1'), oldCase('A2')])
  await run(file)
  await oldSystem(folder, {
    ...{ people, cases: [oldCase('A1'), oldCase('A2')] },
    mapping: (text) => text.replace('办结: closed', '办结: done'),
  })

  expect(await caseCounts(file)).toEqual({ read: 2, updated: 2 })
})

test('a row that did not change is mapped again when what it refers to did', async () => {
  const { folder, file } = await folderWith([oldCase('A1'), oldCase('A2', { by: '2' })])
  await run(file)
  await writeTable(folder, '人员', [
    '编号,姓名,证件号,电话',
    ...['1,张㐂娜,532822186001010010,', people[1] ?? '', '3,张㐂娜,532822185001010010,'],
  ])

  expect(await caseCounts(file)).toEqual({ read: 2, updated: 1, same: 1 })
})

test('an excluded row that went and came back has its disposition again', async () => {
  const { folder, file } = await folderWith([oldCase('A1'), oldCase('A2', { note: '测试' })])
  await run(file)
  await writeTable(folder, '办件', [header, oldCase('A1')])
  expect(await caseCounts(file)).toEqual({ read: 1, same: 1 })
  await writeTable(folder, '办件', [header, oldCase('A1'), oldCase('A2', { note: '测试' })])

  expect(await caseCounts(file)).toEqual({ read: 2, same: 1, excluded: 1 })
})

/** A row of the source, changed by chance: the same seed gives the same story. */
function story(seed: number) {
  let state = seed
  const chance = (n: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff
    return Math.floor((state / 0x7fff_ffff) * n) % n
  }
  let next = 0
  const fresh = () => {
    next += 1
    const note = ['', '', '测试', '国垂'][chance(4)] ?? ''
    return oldCase(`A${next}`, {
      note,
      fee: String(chance(9)),
      state: chance(9) === 0 ? '废' : '办结',
    })
  }
  const edits = [
    (rows: string[]) => rows.splice(chance(rows.length + 1), 0, fresh()),
    (rows: string[]) => rows.splice(chance(rows.length), 1),
    (rows: string[]) => rows.splice(chance(rows.length), 0, rows[chance(rows.length)] ?? fresh()),
    (rows: string[]) => rows.push(...rows.splice(chance(rows.length), 2)),
    (rows: string[]) => rows.splice(chance(rows.length), 1, fresh()),
    (rows: string[]) => {
      const at = chance(rows.length)
      rows[at] = (rows[at] ?? fresh()).replace(/,\d+,([^,]*)$/, `,${chance(99)},$1`)
    },
  ]
  const change = (rows: readonly string[]) => {
    const changed = [...rows]
    for (let n = 1 + chance(4); n > 0; n -= 1) edits[chance(edits.length)]?.(changed)
    return changed
  }
  return { first: Array.from({ length: 20 }, fresh), change }
}

const told = (folder: string) =>
  inTarget(folder, (db) => ({
    cases: db.prepare('SELECT * FROM cases ORDER BY 1').all(),
    rows: db
      .prepare('SELECT key, kind, dst, hash, rule FROM hallkit_row ORDER BY entity, key')
      .all(),
    kept: db.prepare('SELECT key, flaws, state FROM hallkit_quarantine ORDER BY key').all(),
  }))

const seeds = process.env['HALLKIT_LONG'] === '1' ? 200 : 4

test(`whatever came, went, moved, changed or came twice, it ends as if every row had been looked at (${seeds} stories)`, async () => {
  for (let seed = 1; seed <= seeds; seed += 1) {
    const { first, change } = story(seed)
    const { folder, file } = await folderWith(first)
    await run(file)
    let rows: readonly string[] = first
    for (let round = 0; round < 3; round += 1) {
      rows = change(rows)
      await writeTable(folder, '办件', [header, ...rows])
      const other = join(await tempFolder(), 'other')
      await cp(folder, other, { recursive: true })
      inTarget(other, (db) =>
        db.exec('UPDATE hallkit_arrival SET prints = zeroblob(length(prints))'),
      )
      const [followed, looked] = [await run(file), await run(join(other, 'lsp.yaml'))]

      expect({ seed, round, ...followed }).toEqual({ seed, round, ...looked })
      expect(followed.balanced).toBe(true)
      expect(told(folder)).toEqual(told(other))
    }
  }
})
