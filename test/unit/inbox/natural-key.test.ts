import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { collectFiles } from '../../../src/lib/inbox/index.js'
import { type Item, listItems } from '../../../src/lib/items/index.js'
import { history, listQuarantine, type Store } from '../../../src/lib/workspace/index.js'
import { tempFolder } from '../../support/temp-folder.js'
import { freshStore, take } from './menghai.js'

const HEADER = '事项名称,实施编码,事项类型,设定依据,法定期限,承诺期限,承办科室'
const WATER = '11532822999700052M'
const CODE = `${WATER}4530100001000`
const OTHER = `${WATER}4530100002000`

const row = (code: string, office = '水政股', name = '取水许可审批') =>
  `${name},${code},行政许可,《水法》第七条,20个工作日,10个工作日,${office}`

/** Takes sheets in one after the other, each a file of its own. */
async function report(store: Store, ...sheets: readonly (readonly string[])[]) {
  const folder = await tempFolder()
  const results = []
  for (const [index, rows] of sheets.entries()) {
    const file = join(folder, `县水务局${index}.csv`)
    await writeFile(file, [HEADER, ...rows].join('\r\n'))
    results.push(await take(store, await collectFiles([file], folder)))
  }
  return results.map(({ totals }) => totals.item)
}

const stored = { read: 1, stored: 1, unchanged: 0, quarantined: 0 }
const unchanged = { read: 1, stored: 0, unchanged: 1, quarantined: 0 }

test('a code that turns up on an item without one is a change of that item', async () => {
  const store = await freshStore()

  const counts = await report(store, [row('')], [row(CODE)], [row(CODE)])

  expect(counts).toEqual([stored, stored, unchanged])
  const items = listItems(store)
  expect(items).toMatchObject([{ code: CODE, name: '取水许可审批', version: 2 }])
  const versions = history<Item>(store, 'item', items[0]?.key ?? '')
  expect(versions.map(({ changes }) => changes)).toEqual([
    [],
    [{ field: 'code', before: null, after: CODE }],
  ])
})

test('from then on the item is known by that code, whatever its name', async () => {
  const store = await freshStore()

  await report(store, [row('')], [row(CODE)], [row(CODE, '水政股', '取水许可')])

  expect(listItems(store)).toMatchObject([{ code: CODE, name: '取水许可', version: 3 }])
})

test('a row that leaves the code out is the item of its name, and the code stays', async () => {
  const store = await freshStore()

  const counts = await report(store, [row(CODE)], [row('')], [row('', '法规股')])

  expect(counts).toEqual([stored, unchanged, stored])
  const [only, ...more] = listItems(store)
  expect(more).toEqual([])
  expect(only).toMatchObject({ code: CODE, office: '法规股', version: 2 })
})

test('a code that was miswritten and is put right is a change, too', async () => {
  const store = await freshStore()

  await report(store, [row(`${CODE.slice(0, 17)}X${CODE.slice(18)}`)], [row(CODE)])

  expect(listItems(store)).toMatchObject([{ code: CODE, version: 2 }])
})

test('a row without a code among namesakes is sent back, for nobody can tell which it is', async () => {
  const store = await freshStore()

  const counts = await report(store, [row(CODE), row(OTHER)], [row('')])

  expect(counts[1]).toEqual({ read: 1, stored: 0, unchanged: 0, quarantined: 1 })
  expect(listItems(store)).toHaveLength(2)
  const [returned] = listQuarantine(store, 'item')
  expect(returned?.findings.map(({ code }) => code)).toContain('HK-ITEM-058')
})

test('what was returned is released when it comes right, with its code or without', async () => {
  const wrong = (code: string) => row(code).replace('10个工作日', '30个工作日')
  const [first, second] = [await freshStore(), await freshStore()]

  await report(first, [wrong('')], [row(CODE)])
  await report(second, [wrong(CODE)], [row('')])

  for (const store of [first, second]) {
    expect(listQuarantine(store, 'item')).toEqual([])
    expect(listItems(store)).toMatchObject([{ code: CODE, version: 1 }])
  }
})
