import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { CFB } from '@e965/xlsx'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readBook } from '../../../src/lib/sheets/index.js'
import { tempFolder } from '../../support/temp-folder.js'
import { fileOf, workbook, xlsxOf, xlsxParts } from './books.js'

const rows = Array.from({ length: 50 }, (_, i) => [`事项${i}`, '行政许可', '20个工作日'])

function compound(stream: string): Uint8Array {
  const file = CFB.utils.cfb_new()
  CFB.utils.cfb_add(file, `/${stream}`, Buffer.alloc(5000, 7))
  return Buffer.from(CFB.write(file, { type: 'buffer' }) as Uint8Array)
}

/** A BIFF8 stream that begins, as protected ones do, with BOF and FILEPASS (RC4). */
function protectedXls(): Uint8Array {
  const file = CFB.utils.cfb_new()
  const bof = Buffer.from('0908100000060500f21bcd07c1000100060400004', 'hex')
  const pass = Buffer.concat([Buffer.from('2f003600010001000100', 'hex'), Buffer.alloc(48, 1)])
  CFB.utils.cfb_add(file, '/Workbook', Buffer.concat([bof, pass, Buffer.alloc(5000)]))
  return Buffer.from(CFB.write(file, { type: 'buffer' }) as Uint8Array)
}

const xlsx = workbook([{ rows }])
const xls = workbook([{ rows }], 'biff8')
const docx = zipSync({
  'word/document.xml': strToU8('<w:document/>'),
  '[Content_Types].xml': strToU8('<Types/>'),
})

test.each([
  ['空.xlsx', Buffer.alloc(0), 'HK-SHEET-004'],
  ['空表.xlsx', workbook([{ rows: [] }, { rows: [] }]), 'HK-SHEET-004'],
  ['空白.csv', Buffer.from('\r\n , \r\n'), 'HK-SHEET-004'],
  ['公文.xlsx', docx, 'HK-SHEET-005'],
  ['公文.xls', compound('WordDocument'), 'HK-SHEET-005'],
  ['扫描.xlsx', Buffer.from('%PDF-1.7\n'), 'HK-SHEET-005'],
  ['手机.xlsx', Buffer.from('000000186674797068656963', 'hex'), 'HK-SHEET-005'],
  ['录像.xls', Buffer.from('00000018667479706d703432', 'hex'), 'HK-SHEET-005'],
  ['截图.xlsx', Buffer.from('524946462400000057454250', 'hex'), 'HK-SHEET-005'],
  ['包.csv', Buffer.from('BZh91AY&SY'), 'HK-SHEET-005'],
  ['照片.csv', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10]), 'HK-SHEET-005'],
  ['程序.csv', Buffer.from([0x4d, 0x5a, 0, 1, 2, 3, 4, 5]), 'HK-SHEET-006'],
  ['断.xlsx', xlsx.subarray(0, xlsx.length - 200), 'HK-SHEET-007'],
  ['断.xls', xls.subarray(0, xls.length - 2048), 'HK-SHEET-007'],
  ['加密.xlsx', compound('EncryptedPackage'), 'HK-SHEET-016'],
  ['加密.xls', protectedXls(), 'HK-SHEET-016'],
  ['引号.csv', Buffer.from('名称,时限\n"甲,20\n乙,30\n'), 'HK-SHEET-015'],
])('%s is refused by name', async (name, bytes, code) => {
  await expect(readBook(await fileOf(name, bytes))).rejects.toMatchObject({
    code,
    params: { file: name },
  })
})

test('one flipped byte in an archive is damage, not other text', async () => {
  const broken = Buffer.from(zipSync(xlsxParts('<sheetData/>'), { level: 0 }))
  const at = broken.indexOf('sheetData')
  broken[at] = (broken[at] ?? 0) ^ 1

  await expect(readBook(await fileOf('改.xlsx', broken))).rejects.toMatchObject({
    code: 'HK-SHEET-007',
  })
})

test('a zip bomb is named before anything parses it', async () => {
  const bomb = zipSync({ ...xlsxParts('<sheetData/>'), 'xl/big.xml': new Uint8Array(64 * 2 ** 20) })

  await expect(readBook(await fileOf('弹.xlsx', bomb))).rejects.toMatchObject({
    code: 'HK-SHEET-009',
    params: { entry: 'xl/big.xml' },
  })
})

test('many entries that are each allowed are too large together', async () => {
  const part = new Uint8Array(3 * 2 ** 20)
  const parts = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`xl/p${i}.bin`, part]))
  const file = await fileOf('叠.xlsx', zipSync({ ...xlsxParts('<sheetData/>'), ...parts }))

  await expect(readBook(file, { limits: { inflatedBytes: 20 * 2 ** 20 } })).rejects.toMatchObject({
    code: 'HK-SHEET-008',
    params: { what: 'inflated' },
  })
})

test('a file, and the cells in it, have a limit', async () => {
  const file = await fileOf('大.xlsx', xlsx)
  const csv = await fileOf('大.csv', 'a,b\n'.repeat(100))

  await expect(readBook(file, { limits: { fileBytes: 100 } })).rejects.toMatchObject({
    code: 'HK-SHEET-008',
  })
  await expect(readBook(file, { limits: { cells: 100 } })).rejects.toMatchObject({
    code: 'HK-SHEET-008',
    params: { what: 'cells' },
  })
  await expect(readBook(csv, { limits: { cells: 100 } })).rejects.toMatchObject({
    code: 'HK-SHEET-008',
  })
})

test('one merge over the whole sheet costs nothing', async () => {
  const cell = '<c r="A1" t="inlineStr"><is><t>题</t></is></c>'
  const xml = `<sheetData><row r="1">${cell}</row><row r="3"><c r="B3"><v>3</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>`
  const book = await readBook(await fileOf('合.xlsx', xlsxOf(xml)))

  expect(book.sheets[0]?.rows.map(({ cells }) => cells)).toEqual([['题'], ['题'], ['题', '3']])
})

const merged = (range: string, times: number): string =>
  `<mergeCells>${`<mergeCell ref="${range}"/>`.repeat(times)}</mergeCells>`

test.each([
  ['over the whole head', merged('A1:XFD120', 200), ''],
  [
    'one over the other down the sheet',
    merged('A1:B1000000', 3_000),
    Array.from({ length: 3_000 }, (_, at) => `<row r="${at + 1}"><c><v>1</v></c></row>`).join(''),
  ],
])('merges laid %s end the reading by name', async (_, merges, more) => {
  const rows = more === '' ? '<row r="1"><c r="XFD1"><v>1</v></c></row>' : more
  const file = await fileOf('叠.xlsx', xlsxOf(`<sheetData>${rows}</sheetData>${merges}`))

  await expect(readBook(file)).rejects.toMatchObject({
    code: 'HK-SHEET-008',
    params: { what: 'merges' },
  })
})

test('what an .xlsx holds beside its rows has a limit of its own', async () => {
  const parts = Object.fromEntries(
    Array.from({ length: 4 }, (_, at) => [`xl/p${at}.xml`, new Uint8Array(2 ** 20).fill(32)]),
  )
  const file = await fileOf('壳.xlsx', zipSync({ ...xlsxParts('<sheetData/>'), ...parts }))

  await expect(readBook(file, { limits: { shellBytes: 3 * 2 ** 20 } })).rejects.toMatchObject({
    code: 'HK-SHEET-008',
    params: { what: 'shell' },
  })
})

const two = [
  { name: '甲', rows: Array.from({ length: 40 }, (_, at) => [`第${at}项`, at]) },
  { name: '乙', rows: [['丙']] },
]

test.each([
  ['xlsx', 'xl/worksheets/sheet2.xml'],
  ['xlsx', 'xl/workbook.xml'],
  ['xlsx', 'xl/sharedStrings.xml'],
  ['xlsb', 'xl/worksheets/sheet1.bin'],
  ['ods', 'content.xml'],
] as const)(
  'an .%s whose %s was cut off anywhere is told, though the archive is sound',
  async (kind, part) => {
    const parts = unzipSync(workbook(two, kind))
    const content = parts[part] ?? new Uint8Array()
    for (let cut = 0; cut < 10; cut += 1) {
      const shorter = content.subarray(0, Math.floor((content.length * cut) / 10))
      const file = await fileOf(`断.${kind}`, zipSync({ ...parts, [part]: shorter }, { level: 0 }))
      await expect(readBook(file)).rejects.toMatchObject({ code: 'HK-SHEET-007' })
    }
  },
)

test('a file that takes too long or too much memory ends alone; the next one reads', async () => {
  const many = Array.from({ length: 20_000 }, (_, i) => [`${i}`, `事项${i}`, `依据${i}`])
  const file = await fileOf('久.xlsx', workbook([{ rows: many }]))

  const slow = { parseMs: 20, parseMsPerMegabyte: 0 }
  await expect(readBook(file, { limits: slow })).rejects.toMatchObject({ code: 'HK-SHEET-010' })
  await expect(readBook(file, { limits: { heapMegabytes: 10 } })).rejects.toMatchObject({
    code: 'HK-SHEET-011',
  })
  expect((await readBook(await fileOf('下一份.xlsx', xlsx))).sheets[0]?.rows).toHaveLength(50)
})

test('files asked for at once are all read', async () => {
  const files = await Promise.all(Array.from({ length: 6 }, (_, i) => fileOf(`${i}.xlsx`, xlsx)))
  const books = await Promise.all(files.map((file) => readBook(file)))

  expect(books.map(({ file }) => file)).toEqual(files.map((_, i) => `${i}.xlsx`))
})

test('a missing file, a folder, a socket and a path that the system refuses are told apart', async () => {
  const folder = join(await tempFolder(), '文件夹.xlsx')
  await mkdir(folder)
  await expect(readBook(join(folder, '无.xlsx'))).rejects.toMatchObject({ code: 'HK-SHEET-001' })
  await expect(readBook(folder)).rejects.toMatchObject({ code: 'HK-SHEET-002' })

  const socket = join(folder, 's')
  const server = createServer().listen(socket)
  await new Promise((resolve) => server.once('listening', resolve))
  await expect(readBook(socket)).rejects.toMatchObject({ code: 'HK-SHEET-003' })
  server.close()

  const file = await fileOf('表.xlsx', xlsx)
  await expect(readBook(join(file, '下级.xlsx'))).rejects.toMatchObject({ code: 'HK-SHEET-003' })
})
