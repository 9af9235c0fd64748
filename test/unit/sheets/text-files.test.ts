import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { readBytes } from '../../../src/lib/sheets/index.js'

async function rowsOf(bytes: Uint8Array, encoding?: string) {
  const book = await readBytes(bytes, '表.txt', encoding === undefined ? {} : { encoding })
  return book.sheets[0]?.rows.map(({ cells }) => cells)
}

describe('the delimiter of a text file', () => {
  test.each([
    [
      'semicolons beside decimal commas',
      'a;b\n1,5;2,5\n',
      [
        ['a', 'b'],
        ['1,5', '2,5'],
      ],
    ],
    [
      'tabs beside commas of sentences',
      '名\t说明\n甲\t一，二，三\n',
      [
        ['名', '说明'],
        ['甲', '一，二，三'],
      ],
    ],
    [
      'tabs beside commas of numbers',
      'a\tb\n1,2,3\t4,5\n',
      [
        ['a', 'b'],
        ['1,2,3', '4,5'],
      ],
    ],
    [
      'commas of Chinese text',
      '序号，名称\n1，甲\n',
      [
        ['序号', '名称'],
        ['1', '甲'],
      ],
    ],
    ['none in a single column', '名称\n甲\n乙，丙\n', [['名称'], ['甲'], ['乙，丙']]],
    [
      'bars',
      'a|b\n1|2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['the one that the first line orders', 'sep=;\na;b\n', [['a', 'b']]],
    [
      'tabs below a title with commas',
      '通知，请，看\n序号\t名称\n1\t甲\n',
      [['通知，请，看'], ['序号', '名称'], ['1', '甲']],
    ],
  ])('is the one that lines agree on: %s', async (_, text, rows) => {
    expect(await rowsOf(Buffer.from(text))).toEqual(rows)
  })
})

describe('text that GB18030 decodes and that it hardly is', () => {
  const traditional = '序號,事項名稱\r\n1,林木採伐許可\r\n2,戶籍遷移登記\r\n'

  test.each([
    ['Big5', iconv.encode(traditional, 'big5'), 'big5'],
    ['Shift JIS', iconv.encode('番号,手続名\r\n1,営業許可\r\n', 'shiftjis'), 'shift_jis'],
    ['UTF-16 without its mark', Buffer.from(traditional, 'utf16le'), 'utf-16le'],
  ])('is asked about: %s', async (_, bytes, likely) => {
    await expect(rowsOf(bytes)).rejects.toMatchObject({ code: 'HK-SHEET-012', params: { likely } })
    expect((await rowsOf(bytes, likely))?.length).toBeGreaterThan(1)
  })

  test.each([
    ['traditional characters', traditional],
    ['rare names', '姓名,部门\n䶮某,𠮷野㐂\n①②,勐海\n'],
    ['a short sheet', '姓名,部门\n张三,教育局\n'],
  ])('is not asked about when it is GB18030: %s', async (_, text) => {
    const rows = await rowsOf(iconv.encode(text, 'gb18030'))
    expect(rows?.map((cells) => cells.join(','))).toEqual(text.trim().split(/\r?\n/))
  })
})
