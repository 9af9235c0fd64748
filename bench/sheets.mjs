// Reading a 5,000-row item sheet of 20 columns, parsed in a worker, header found and rows gathered, against the time that
// @e965/xlsx alone takes to parse the same bytes (DESIGN §15: 1.5x at 100k rows, checked and stored). Needs `npm run build`.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as XLSX from '@e965/xlsx'
import { parse } from 'csv-parse/sync'
import iconv from 'iconv-lite'
import { loadForm, readBook, readForm } from '../dist/lib/sheets/index.js'

const ROWS = Number(process.env.HALLKIT_BENCH_ROWS ?? 5000)
const RUNS = ROWS > 20_000 ? 1 : 5
const folder = mkdtempSync(join(tmpdir(), 'hallkit-bench-'))
const form = await loadForm('items')

try {
  const rows = sheetRows()
  const xlsx = join(folder, '事项.xlsx')
  const csv = join(folder, '事项.csv')
  const text = rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\r\n')
  writeFileSync(xlsx, workbookOf(rows))
  writeFileSync(csv, iconv.encode(text, 'gb18030'))
  await compare('.xlsx', xlsx, readByLibrary, 1.5)
  await compare('.csv GB18030', csv, readByCsvParse, 3)
} finally {
  rmSync(folder, { recursive: true })
}

async function compare(name, file, library, budget) {
  const alone = []
  const ours = []
  await readOurs(file)
  for (let run = 0; run < RUNS; run += 1) {
    alone.push(await millisecondsOf(() => library(file)))
    ours.push(await millisecondsOf(() => readOurs(file)))
  }
  const ratio = median(ours) / median(alone)
  const times = `${median(ours).toFixed(0)} ms against ${median(alone).toFixed(0)} ms`
  process.stdout.write(
    `${name.padEnd(16)}${ROWS} rows  ${times}  ${ratio.toFixed(2)}x (budget ${budget}x)\n`,
  )
  if (ratio > budget) process.exitCode = 1
}

async function readOurs(file) {
  const book = await readBook(file)
  const reading = readForm(book, book.sheets[0], form)
  if (reading.records.length !== ROWS) throw new Error(`${reading.records.length} records`)
}

async function readByLibrary(file) {
  const book = XLSX.read(await readFile(file), { dense: true })
  if (book.SheetNames.length !== 1) throw new Error('no sheet')
}

async function readByCsvParse(file) {
  const text = new TextDecoder('gb18030').decode(await readFile(file))
  if (parse(text, { relax_column_count: true }).length < ROWS) throw new Error('rows are missing')
}

function sheetRows() {
  const header = form.fields.slice(0, 20).map((field) => field.header)
  const title = ['审批（服务）事项信息梳理表']
  const texts = [
    '《中华人民共和国森林法》第三十二条',
    '20个工作日',
    '行政许可',
    '申请表；身份证；权属证明',
  ]
  const body = Array.from({ length: ROWS }, (_, row) =>
    header.map((_, column) => (column === 0 ? `${row + 1}` : `${texts[column % 4]}${row}`)),
  )
  return [title, header, ...body]
}

function workbookOf(rows) {
  const sheet = XLSX.utils.aoa_to_sheet(rows)
  const book = { SheetNames: ['表'], Sheets: { 表: sheet } }
  return XLSX.write(book, { type: 'buffer', bookType: 'xlsx', compression: true, bookSST: true })
}

async function millisecondsOf(work) {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}
