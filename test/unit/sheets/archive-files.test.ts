import { zipSync } from 'fflate'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { listArchive, openBook } from '../../../src/lib/sheets/index.js'
import { fileOf, workbook } from './books.js'

const sheet = workbook([{ rows: [['事项名称'], ['取水许可审批']] }])

/** An archive as packers on Chinese Windows write them: names in GBK, and nothing that says so. */
function gbkZip(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const names = Object.keys(files)
  const masked = names.map((name, at) => `${at}`.padEnd(iconv.encode(name, 'gbk').length, '-'))
  const bytes = Buffer.from(
    zipSync(
      Object.fromEntries(
        masked.map((mask, at) => [mask, files[names[at] ?? ''] ?? new Uint8Array()]),
      ),
    ),
  )
  for (const [at, mask] of masked.entries()) {
    for (let found = bytes.indexOf(mask); found >= 0; found = bytes.indexOf(mask, found + 1)) {
      iconv.encode(names[at] ?? '', 'gbk').copy(bytes, found)
    }
  }
  return bytes
}

test('files in an archive are listed by their own names, in GBK or UTF-8, without what programs leave behind', async () => {
  const files = {
    '报送/水务局.xlsx': sheet,
    '报送/~$水务局.xlsx': new Uint8Array(9),
    '..\\..\\越界.csv': Buffer.from('a,b\n'),
  }
  const gbk = await fileOf('材料.zip', gbkZip(files))
  const utf8 = await fileOf('材料2.zip', zipSync({ ...files, '__MACOSX/报送/水务局.xlsx': sheet }))

  for (const path of [gbk, utf8]) {
    expect((await listArchive(path))?.map(({ name }) => name)).toEqual(['水务局.xlsx', '越界.csv'])
  }
})

test('one of them opens by itself under its own name', async () => {
  const path = await fileOf('材料.zip', gbkZip({ '报送/水务局.xlsx': sheet }))
  const [inner] = (await listArchive(path)) ?? []
  const book = await openBook(path, { entry: inner?.entry ?? -1 })

  expect(book).toMatchObject({ file: '水务局.xlsx', format: 'xlsx' })
  expect([...(book.sheets[0]?.rows ?? [])].map(({ cells }) => cells)).toEqual([
    ['事项名称'],
    ['取水许可审批'],
  ])
  book.close()
})

test('a workbook and a text are no archives', async () => {
  expect(await listArchive(await fileOf('表.xlsx', sheet))).toBeNull()
  expect(await listArchive(await fileOf('表.csv', 'a,b\n'))).toBeNull()
})

test('a bomb inside is named and nothing of it is kept', async () => {
  const path = await fileOf('弹.zip', zipSync({ '表.csv': new Uint8Array(64 * 2 ** 20) }))
  const [inner] = (await listArchive(path)) ?? []

  await expect(openBook(path, { entry: inner?.entry ?? -1 })).rejects.toMatchObject({
    code: 'HK-SHEET-009',
  })
})
