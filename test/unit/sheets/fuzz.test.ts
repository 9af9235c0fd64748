import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { AppError } from '../../../src/lib/errors/index.js'
import {
  type Form,
  type FormReading,
  loadForm,
  readBook,
  readForm,
  recogniseForm,
} from '../../../src/lib/sheets/index.js'
import { tempFolder } from '../../support/temp-folder.js'
import { workbook } from './books.js'

const cases = process.env['HALLKIT_LONG'] === '1' ? 5000 : 150
const SLOW_MS = 15_000

const rows = [
  ['审批（服务）事项信息梳理表'],
  ['填报单位：林业局（盖章）'],
  ['序号', '事项名称', '事项类型', '法定期限', '承诺期限', '申报材料', '备注'],
  [1, '林木采伐许可', '行政许可', '20个工作日', '10个工作日', '申请表、身份证', ''],
  [2, '木材运输证核发', '行政许可', '即办', '即办', '申请表', ''],
  [3, '林权登记', '行政确认', 20, 15, '申请表\n权属证明', ''],
  ['合计', '3项'],
]
const plan = [{ rows, merges: ['A1:G1', 'A2:G2'] }]
const text = rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\r\n')
const xls = workbook(plan, 'biff8')
const xml = workbook(plan, 'xlml')
type Random = (below: number) => number
type Damage = (random: Random) => Uint8Array
const html = `<html><body><table>${rows
  .map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
  .join('')}</table></body></html>`
const xlsx = workbook(plan, 'xlsx')
const docx = zipSync({
  'word/document.xml': strToU8(
    `<w:document><w:body><w:tbl>${rows
      .map(
        (row) =>
          `<w:tr>${row.map((cell) => `<w:tc><w:p><w:r><w:t>${cell}</w:t></w:r></w:p></w:tc>`).join('')}</w:tr>`,
      )
      .join('')}</w:tbl></w:body></w:document>`,
  ),
  '[Content_Types].xml': strToU8('<Types/>'),
})
const seeds: readonly (readonly [string, Damage])[] = [
  ['包.xlsx', (random) => mutate(xlsx, random)],
  ['部件.xlsx', damagedPart(xlsx)],
  ['a.xls', (random) => mutate(xls, random)],
  ['a.csv', (random) => mutate(Buffer.from(text), random)],
  ['部件.xlsb', damagedPart(workbook(plan, 'xlsb'))],
  ['a.xml', (random) => mutate(xml, random)],
  ['网页.xls', (random) => mutate(Buffer.from(html), random)],
  ['部件.xlsx', damagedPart(xlsx)],
  ['旧.xls', (random) => mutate(workbook(plan, 'biff5'), random)],
  ['部件.ods', damagedPart(workbook(plan, 'ods'))],
  ['部件.docx', damagedPart(docx)],
]

/** mulberry32: the same seed gives the same files on every machine. */
function randomOf(seed: number): Random {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  const copy = Buffer.from(bytes)
  const at = () => random(copy.length)
  switch (random(5)) {
    case 0:
      return copy.subarray(0, at())
    case 1: {
      const from = at()
      return Buffer.concat([copy.subarray(0, from), copy.subarray(from + random(64))])
    }
    case 2: {
      const from = at()
      return Buffer.concat([copy.subarray(0, from), copy.subarray(at(), from), copy.subarray(from)])
    }
    default:
      for (let i = 1 + random(12); i > 0; i -= 1) copy[at()] = random(256)
      return copy
  }
}

/** One part inside an archive damaged, with the archive itself sound. */
function damagedPart(archive: Uint8Array): Damage {
  const parts = unzipSync(archive)
  const names = Object.keys(parts)
  return (random) => {
    const name = names[random(names.length)] ?? ''
    return zipSync({ ...parts, [name]: mutate(parts[name] ?? new Uint8Array(), random) })
  }
}

async function outcomeOf(file: string, forms: readonly Form[]): Promise<string> {
  const start = performance.now()
  const outcome = await tryToRead(file, forms)
  return performance.now() - start > SLOW_MS ? 'slow' : outcome
}

async function tryToRead(file: string, forms: readonly Form[]): Promise<string> {
  try {
    const book = await readBook(file)
    for (const sheet of book.sheets) {
      const form = recogniseForm(sheet, forms)?.form
      if (form !== undefined) account(readForm(book, sheet, form))
    }
    return book.sheets.every((sheet) => sheet.rows.length === 0) ? 'empty' : 'read'
  } catch (error) {
    return error instanceof AppError ? 'refused' : String(error)
  }
}

function account({ rows: all, records, skipped }: FormReading): void {
  const taken = records.reduce((sum, record) => sum + record.rows.length, 0)
  const left = Object.values(skipped).reduce((sum, count) => sum + count, 0)
  if (taken + left !== all) throw new Error(`${taken} + ${left} rows of ${all}`)
}

test(`${cases} damaged files end as rows or as a named error, none hangs or comes out empty`, {
  timeout: cases * 1000,
}, async () => {
  const forms = await Promise.all(['items', 'node-staff', 'articles'].map((id) => loadForm(id)))
  const folder = await tempFolder()
  const random = randomOf(20150408)
  const outcomes = new Map<string, string[]>()
  for (let run = 0; run < cases; run += 1) {
    const [name, damage] = seeds[run % seeds.length] ?? ['', () => new Uint8Array()]
    const file = join(folder, `${run}-${name}`)
    await writeFile(file, damage(random))
    const outcome = await outcomeOf(file, forms)
    outcomes.set(outcome, [...(outcomes.get(outcome) ?? []), basename(file)])
  }
  const counts = [...outcomes].map(([outcome, files]) => `${outcome} ${files.length}`)
  console.log(`fuzz: ${cases} files: ${counts.join(', ')}`)

  const { read, refused, ...strange } = Object.fromEntries(outcomes)
  expect(strange).toEqual({})
  expect(read?.length).toBeGreaterThan(0)
  expect(refused?.length).toBeGreaterThan(0)
})
