import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readBytes } from '../../../src/lib/sheets/index.js'
import { tempFolder } from '../../support/temp-folder.js'

const NAMESPACES = ['office', 'table', 'text', 'style', 'number']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .concat('xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"')
  .join(' ')

/** As LibreOffice writes it: a format with conditions, rows and columns repeated to the end of the sheet. */
function openDocument(rows: readonly string[]): Uint8Array {
  const content = `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${NAMESPACES} office:version="1.3"><office:automatic-styles>
<number:number-style style:name="N1P0"><number:number number:min-integer-digits="1"/></number:number-style>
<number:number-style style:name="N1"><number:text>-</number:text><number:number number:min-integer-digits="1"/><style:map style:condition="value()&gt;=0" style:apply-style-name="N1P0"/></number:number-style>
<number:date-style style:name="N2"><number:year number:style="long"/><number:text>年</number:text><number:month/><number:text>月</number:text><number:day number:style="short"/><number:text>日</number:text></number:date-style>
<number:date-style style:name="N3"><number:year number:style="long"/><number:text>年</number:text><number:month/><number:text>月</number:text><number:day/><number:text>日</number:text></number:date-style>
<style:style style:name="ce3" style:family="table-cell" style:data-style-name="N3"/><style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/><style:style style:name="ce2" style:family="table-cell" style:data-style-name="N2"/>
</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="事项表">
<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/><table:table-column table:number-columns-repeated="16381"/>
${rows.map((row) => (row.startsWith('<table:table-row') ? row : `<table:table-row>${row}</table:table-row>`)).join('\n')}
<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>`
  const mimetype = strToU8('application/vnd.oasis.opendocument.spreadsheet')
  const manifest = strToU8(
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
  )
  const styles = strToU8(`<office:document-styles ${NAMESPACES}/>`)
  const parts = {
    'META-INF/manifest.xml': manifest,
    'styles.xml': styles,
    'content.xml': strToU8(content),
  }
  return zipSync({ mimetype: [mimetype, { level: 0 }], ...parts })
}

const word = (text: string, more = '') =>
  `<table:table-cell office:value-type="string"${more}><text:p>${text}</text:p></table:table-cell>`
const covered = '<table:covered-table-cell/>'

test('an .ods is read as it is seen: merged, repeated and hidden parts, dates, formulas, lines', async () => {
  const file = openDocument([
    word('事项名称') + word('类型') + word('法定期限') + word('实施日期'),
    word('取水许可', ' table:number-rows-spanned="2"') +
      word('行政许可') +
      '<table:table-cell office:value-type="float" office:value="20" table:style-name="ce1" table:formula="of:=10*2"><text:p>20</text:p></table:table-cell>' +
      '<table:table-cell office:value-type="date" office:date-value="2015-04-03" table:style-name="ce2"><text:p>2015年4月3日</text:p></table:table-cell>',
    `<table:table-row table:visibility="collapse">${covered}${word('<text:span>行政</text:span>确认')}</table:table-row>`,
    `<table:table-row table:number-rows-repeated="2">${word('同名事项')}${word('是', ' table:number-columns-repeated="2"')}</table:table-row>`,
    '<table:table-cell table:number-columns-repeated="2"/>' +
      '<table:table-cell office:value-type="string"><text:p>第一行</text:p><text:p>第二行</text:p></table:table-cell>',
  ])

  const { format, sheets } = await readBytes(file, '表.ods')
  const [sheet] = sheets

  expect(format).toBe('ods')
  expect(sheet?.rows.map(({ cells }) => cells)).toEqual([
    ['事项名称', '类型', '法定期限', '实施日期'],
    ['取水许可', '行政许可', '20', '2015年4月3日'],
    ['取水许可', '行政确认'],
    ['同名事项', '是', '是'],
    ['同名事项', '是', '是'],
    ['', '', '第一行\n第二行'],
  ])
  expect(sheet?.rows.filter(({ hidden }) => hidden).map(({ row }) => row)).toEqual([3])
  expect(sheet?.hiddenColumns).toEqual(['C'])
  expect(sheet?.merges).toEqual(['A2:A3'])
})

test('of an .ods nothing is lost that is written in another way: values without text, formulas without values, spaces, short days', async () => {
  const day = (style: string) =>
    `<table:table-cell office:value-type="date" office:date-value="2015-04-01" table:style-name="${style}"><text:p>2015年4月1日</text:p></table:table-cell>`
  const file = openDocument([
    word('事项名称') + word('期限') + word('合计') + word('日期'),
    `${word('甲 <text:s/>乙')}<table:table-cell office:value-type="float" office:value="20"/><table:table-cell table:formula="of:=SUM([.B2])"/>${day('ce3')}`,
    `${word('甲 <text:s text:c="2"></text:s>乙')}${word('<text:s />丙')}<table:table-cell table:formula="of:=TODAY()" table:style-name="ce2"></table:table-cell>${day('ce2')}`,
  ])

  const { sheets } = await readBytes(file, '表.ods')

  expect(sheets[0]?.rows.slice(1).map(({ cells }) => cells)).toEqual([
    ['甲  乙', '20', '', '2015年4月1日'],
    ['甲   乙', '丙', '', '2015年4月1日'],
  ])
  expect(sheets[0]?.suspicious.map(({ code, cell }) => [code, cell])).toEqual([
    ['HK-SHEET-102', 'C2'],
    ['HK-SHEET-102', 'C3'],
  ])
})

test('a library that talks to the console of formats it does not know keeps no process alive', async () => {
  const path = join(await tempFolder(), '表.ods')
  await writeFile(path, openDocument([word('事项名称'), word('取水许可')]))
  const run = fileURLToPath(new URL('../../../bin/run.js', import.meta.url))

  const { status } = spawnSync(process.execPath, [run, 'sheet', 'inspect', path], {
    timeout: 30_000,
  })

  expect(status).toBe(0)
}, 40_000)
