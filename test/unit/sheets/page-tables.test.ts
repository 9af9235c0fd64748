import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { readBytes } from '../../../src/lib/sheets/index.js'

async function sheetsOf(html: string, encoding = 'gb18030') {
  const book = await readBytes(iconv.encode(html, encoding), '导出.xls')
  return book.sheets.map(({ rows }) => rows.map(({ cells }) => cells))
}

describe('a web page saved as .xls', () => {
  test('gives its table with spans, whatever tags are left open', async () => {
    const html =
      '<html><head><meta charset="gb2312"></head><body><table border=1><tr><th colspan=2>题<th>三' +
      '<tr><td rowspan=2>001<td>林木采伐<br>许可&nbsp;&amp;<td>&#20013;&#x56fd;&ldquo;好&rdquo;' +
      '<tr><td>乙<td>丙</table>'

    expect(await sheetsOf(html)).toEqual([
      [
        ['题', '', '三'],
        ['001', '林木采伐\n许可 &', '中国“好”'],
        ['001', '乙', '丙'],
      ],
    ])
  })

  test('takes a table inside a cell as one of its own and loses no row after it', async () => {
    const html =
      '<table><tr><td>一</td><td><table><tr><td>内</td></tr></table></td><td>尾</td></tr><tr><td>二</td></tr></table>'

    expect(await sheetsOf(html)).toEqual([[['一', '', '尾'], ['二']], [['内']]])
  })

  test('leaves layout, scripts and comments aside and keeps the lines above the table', async () => {
    const html =
      '<?xml version="1.0"?><html><script>"<table><tr><td>x</td></tr></table>"</script><h1>梳理表</h1><p>填报单位：林业局</p>' +
      '<table><tr><td><table><!-- <tr><td>无</td></tr> --><tr><td>甲</td><td><p>一</p><p>二</p></td></tr></table></td></tr></table></html>'

    expect(await sheetsOf(html)).toEqual([[['甲', '一\n二']]])
    expect(await sheetsOf(html.replace('<table><tr><td><table>', '<table>'))).toEqual([
      [['梳理表'], ['填报单位：林业局'], ['甲', '一\n二']],
    ])
  })

  test('tells hidden rows and columns, numbers as they are shown, names of sheets', async () => {
    const html =
      '<xml><x:Name>事项</x:Name></xml><table><col><col style="display:none"><tr style="display:none"><td>藏<td>b</tr><tr><td x:num="0.5">50%<td>440524188001010014</table>'
    const { sheets } = await readBytes(Buffer.from(`<html>${html}`), '导出.xls')

    expect(sheets[0]).toMatchObject({ name: '事项', hiddenColumns: ['B'] })
    expect(sheets[0]?.rows.map(({ hidden, cells }) => [hidden, ...cells])).toEqual([
      [true, '藏', 'b'],
      [false, '50%', '440524188001010014'],
    ])
  })

  test('is decoded as it says of itself where it is neither UTF-8 nor GB18030', async () => {
    const html = '<html><meta charset="big5"><table><tr><td>事項名稱</td></tr></table></html>'

    expect(await sheetsOf(html, 'big5')).toEqual([[['事項名稱']]])
  })

  test.each([
    ['a page without a table', '<html><body><p>通知</p></body></html>', 'HTML'],
    ['a page packed for mail', 'MIME-Version: 1.0\n\n<html><table></table>', 'MHT'],
    ['XML that is no workbook', '<?xml version="1.0"?><data><a/></data>', 'XML'],
  ])('is refused by name when it is %s', async (_, text, kind) => {
    await expect(sheetsOf(text)).rejects.toMatchObject({
      code: 'HK-SHEET-005',
      params: { kind },
    })
  })
})
