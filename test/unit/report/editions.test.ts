import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { strFromU8, unzipSync, zipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildReport, type ReportFile } from '../../../src/lib/report/index.js'
import { showMetric } from '../../../src/lib/report/metric.js'
import { stableZip } from '../../../src/lib/report/stable-zip.js'
import { readBook } from '../../../src/lib/sheets/index.js'
import { reportFacts } from '../../support/report.js'
import { tempFolder } from '../../support/temp-folder.js'

const HOSTILE = '=cmd|calc</script><b>'

let files: readonly ReportFile[]
const fileOf = (end: string) => {
  const file = files.find((one) => one.name.endsWith(end))
  if (file === undefined) throw new Error(`no ${end}`)
  return file
}

const abilities = {
  ...{ hall: '某县大厅', url: 'http://127.0.0.1:8822', connector: 'yunnan-style' },
  at: '2015-04-07T15:20:00+08:00',
  capabilities: [
    { id: 'case.accept', capability: '受理', result: '能', evidence: '已受理' },
    { id: 'refuse.role', capability: '拒绝无权的人办理', result: '未强制', evidence: '' },
  ],
}

async function hostileFacts() {
  const facts = await reportFacts({ abilities })
  const items = facts.items.map((item) => ({ ...item, name: HOSTILE }))
  return { ...facts, items }
}

beforeAll(async () => {
  files = (await buildReport(await hostileFacts())).files
}, 30_000)

describe('the four editions', () => {
  test('are the same bytes for the same facts', async () => {
    const again = await buildReport(await hostileFacts())

    expect(again.files.map((one) => one.name)).toEqual(files.map((one) => one.name))
    for (const [index, file] of again.files.entries()) {
      expect(
        Buffer.from(file.bytes).equals(Buffer.from(files[index]?.bytes ?? [])),
        file.name,
      ).toBe(true)
    }
  }, 30_000)

  test('bookmark every figure of the .docx', () => {
    const xml = strFromU8(unzipSync(fileOf('.docx').bytes)['word/document.xml'] ?? new Uint8Array())

    expect(xml).toContain('w:name="fig_req_R1_1"')
    expect(xml.match(/w:name="fig_[^"]+"/g)?.length).toBe(
      new Set(xml.match(/w:name="fig_[^"]+"/g)).size,
    )
  })

  test('show a hostile item name as text in .xlsx and never as a formula', async () => {
    const path = join(await tempFolder(), 'r.xlsx')
    await writeFile(path, fileOf('.xlsx').bytes)
    const book = await readBook(path)
    const cases = book.sheets.find((sheet) => sheet.name === '办件')

    expect(book.sheets.map((sheet) => sheet.name)).toEqual([
      '单位',
      '办件',
      '达标',
      '问题台账',
      '记事',
      '性能',
      '大厅能力',
      '口径',
      '演练日志',
    ])
    expect(cases?.rows.some((row) => row.cells.includes(HOSTILE))).toBe(true)
    const sheets = Object.entries(unzipSync(fileOf('.xlsx').bytes)).filter(([name]) =>
      name.includes('worksheets/'),
    )
    for (const [name, bytes] of sheets) expect(strFromU8(bytes), name).not.toContain('<f>')
  })

  test('show in each what the hall was found able to do, when, and which hall', async () => {
    const path = join(await tempFolder(), 'r.xlsx')
    await writeFile(path, fileOf('.xlsx').bytes)
    const sheet = (await readBook(path)).sheets.find(({ name }) => name === '大厅能力')
    const xml = strFromU8(unzipSync(fileOf('.docx').bytes)['word/document.xml'] ?? new Uint8Array())
    const html = new TextDecoder().decode(fileOf('.html').bytes)
    const json = JSON.parse(new TextDecoder().decode(fileOf('.json').bytes))
    const unchecked = (await buildReport(await reportFacts())).files[0]?.bytes ?? new Uint8Array()

    for (const text of ['大厅能力核验表', '2015年4月7日15:20', '某县大厅', '未强制']) {
      expect(xml).toContain(text)
      expect(html).toContain(text)
    }
    expect(json.abilities).toEqual(abilities)
    expect(sheet?.rows.at(-1)?.cells.slice(1)).toEqual([
      ...['拒绝无权的人办理', '未强制', '', abilities.hall, abilities.url, '2015-04-07 15:20:00'],
    ])
    expect(strFromU8(unzipSync(unchecked)['word/document.xml'] ?? unchecked)).not.toContain('核验')
  }, 30_000)

  test('keep the .html in one file that loads nothing and lets no text end its script', () => {
    const html = new TextDecoder().decode(fileOf('.html').bytes)

    expect(html).not.toMatch(/(?:src|href)=/)
    expect(html).toContain("default-src 'none'")
    expect(html.match(/<\/script>/g)).toHaveLength(2)
    expect(html.match(/<svg/g)?.length).toBeGreaterThanOrEqual(2)
  })

  test('give machines the metrics with their evidence', () => {
    const json = JSON.parse(new TextDecoder().decode(fileOf('.json').bytes))

    expect(json.conclusion).toBe('具备')
    expect(json.metrics.find((one: { id: string }) => one.id === 'cases')).toMatchObject({
      numerator: 1,
      evidence: [1],
    })
  })
})

describe('figures', () => {
  const metric = {
    id: 'x',
    name: 'x',
    unit: '件',
    asOf: '',
    formula: '',
    clause: null,
    na: 0,
    evidence: [],
  }

  test('tell not measured from zero', () => {
    expect(showMetric({ ...metric, numerator: null, denominator: 5 }, 'percent')).toBe('—')
    expect(showMetric({ ...metric, numerator: 0, denominator: 0 }, 'percent')).toBe('—')
    expect(showMetric({ ...metric, numerator: 0, denominator: 5 }, 'percent')).toBe('0.0%')
    expect(showMetric({ ...metric, numerator: 0, denominator: null }, 'count')).toBe('0')
    expect(showMetric({ ...metric, numerator: 26, denominator: 28 }, 'fraction')).toBe('26/28')
  })
})

describe('a packed Office file', () => {
  test('forgets when it was packed and in which order', () => {
    const [a, b] = [new Uint8Array([1]), new Uint8Array([2])]
    const early = zipSync({ a: [a, { mtime: '1990-01-01' }], b: [b, { mtime: '1991-01-01' }] })
    const late = zipSync({ b: [b, { mtime: '2020-01-01' }], a: [a, { mtime: '2021-01-01' }] })

    expect(stableZip(early, '2015-04-09')).toEqual(stableZip(late, '2015-04-09'))
  })
})
