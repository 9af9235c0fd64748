// Exporting the item form to 28 units, blank and with 100 rows each, against exceljs writing workbooks of the same cells
// with no style, list, check or note. Needs `npm run build`.
import Excel from 'exceljs'
import { loadForm, writeForm } from '../dist/lib/sheets/index.js'

const UNITS = 28
const ROWS = 100
const RUNS = 3
/** A person waits for this at a desk. */
const SECONDS = 10
const form = await loadForm('items')
const at = new Date('2015-04-03T00:00:00Z')
const filled = Array.from({ length: ROWS }, (_, row) =>
  Object.fromEntries(form.fields.map(({ key }) => [key, `${key}的内容${row}`])),
)

await compare('blank', [])
await compare(`${ROWS} rows each`, filled)

async function compare(name, rows) {
  const ours = []
  const plain = []
  await writeForm(form, { unit: '勐海县林业局', rows, at })
  for (let run = 0; run < RUNS; run += 1) {
    ours.push(await secondsOf(() => writeForm(form, { unit: '勐海县林业局', rows, at })))
    plain.push(await secondsOf(() => writePlain(rows)))
  }
  const ratio = median(ours) / median(plain)
  process.stdout.write(
    `${name.padEnd(16)}${UNITS} units  ${median(ours).toFixed(2)} s (budget ${SECONDS} s)  ${ratio.toFixed(1)}x of plain cells\n`,
  )
  if (median(ours) > SECONDS) process.exitCode = 1
}

async function writePlain(rows) {
  const workbook = new Excel.Workbook()
  const sheet = workbook.addWorksheet('表')
  sheet.addRow(form.fields.map(({ header }) => header))
  for (const row of rows) sheet.addRow(form.fields.map(({ key }) => row[key]))
  await workbook.xlsx.writeBuffer()
}

async function secondsOf(work) {
  const start = performance.now()
  for (let unit = 0; unit < UNITS; unit += 1) await work()
  return (performance.now() - start) / 1000
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}
