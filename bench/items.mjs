// Item records read into one shape, checked by every rule and against each other, and the whole guide compared, against
// what csv-parse alone takes to parse the same rows. Processor time, so that a busy machine does not tell lies; no row of
// DESIGN §15 is for this part alone: the budgets keep it from growing unseen. Needs `npm run build`.
import { parse } from 'csv-parse/sync'
import {
  compareSources,
  createDuplicateIndex,
  draftItems,
  loadItemProfile,
} from '../dist/lib/items/index.js'
import { loadForm } from '../dist/lib/sheets/index.js'

const ROWS = Number(process.env.HALLKIT_BENCH_ROWS ?? 20_000)
const RUNS = 3
const CHECK_BUDGET = 4
const COMPARE_BUDGET = 4
const unit = { code: '11532822999700052M', name: '勐海县水务局' }
const [form, profile] = await Promise.all([loadForm('items'), loadItemProfile()])
const FIELDS = ['code', 'name', 'type', 'caseType', 'basis', 'conditions', 'materials', 'fee']
const MORE = ['office', 'statutory', 'promised', 'depth', 'supervision', 'visits', 'online']
const keys = [...FIELDS, ...MORE, 'consult', 'hours', 'place', 'accept.limit', 'approve.limit']

const records = Array.from({ length: ROWS }, (_, index) => recordOf(index))
const text = records.map(({ values }) => keys.map((key) => `"${values[key]}"`).join(',')).join('\n')
const alone = median(() => {
  if (parse(text).length !== ROWS) throw new Error('rows are missing')
})
const items = draft().map(({ data }) => data)
report('read, checked', alone, median(draft), CHECK_BUDGET)
const sheet = { file: '指南.csv', items, fields: new Set(keys) }
const compared = median(() => {
  const { rate } = compareSources(items, { guide: sheet, flow: sheet })
  if (rate.numerator !== rate.denominator) throw new Error('the same items differ')
})
report('three sources', alone, compared, COMPARE_BUDGET)

function draft() {
  const duplicates = createDuplicateIndex([], profile)
  const header = keys.map((field, column) => {
    const address = `${String.fromCharCode(65 + column)}1`
    return { address, text: field, field, match: 'exact', score: 1 }
  })
  const skipped = { blank: 0, title: 0, header: 1, total: 0, note: 0 }
  const base = { form: 'items', unit: null, headerRows: [1], rows: ROWS + 1, skipped, findings: [] }
  const source = { file: '水务局.csv', sha256: '', form, unit, findUnit: () => unit, profile }
  const drafts = [...draftItems({ ...base, header, records }, { ...source, duplicates })]
  const errors = drafts.flatMap(({ findings }) => findings.filter(({ level }) => level === 'error'))
  if (drafts.length !== ROWS || errors.length > 0) throw new Error(JSON.stringify(errors[0]))
  return drafts
}

function recordOf(index) {
  const words = [...String(index)].map((digit) => '取水土地建设项目林木'[Number(digit)]).join('')
  const values = {
    ...{ code: '', name: `${words}许可（第${index}类）`, type: '行政许可', caseType: '承诺件' },
    ...{ basis: '《中华人民共和国水法》第七条、第四十八条', conditions: '有取水口，有计量设施' },
    ...{
      materials: '申请书、身份证、论证报告',
      fee: '不收费',
      office: '水政股',
      statutory: '20个工作日',
    },
    ...{ promised: '10个工作日', depth: '三级', supervision: '0691-5550001', visits: '1次' },
    ...{ online: '是', consult: '0691-5550002', hours: '工作日 8:30—12:00' },
    ...{ place: '政务中心5号窗口', 'accept.limit': '1个工作日', 'approve.limit': '3个工作日' },
  }
  return { sheet: '梳理表', row: index + 2, rows: [index + 2], values, cells: {} }
}

function median(work) {
  work()
  const times = Array.from({ length: RUNS }, () => {
    const start = process.cpuUsage()
    work()
    return process.cpuUsage(start).user / 1000
  })
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)]
}

function report(name, base, own, budget) {
  const ratio = own / base
  process.stdout.write(
    `${name.padEnd(16)}${ROWS} rows  ${own.toFixed(0)} ms against ${base.toFixed(0)} ms  ${ratio.toFixed(2)}x (budget ${budget}x)\n`,
  )
  if (ratio > budget) process.exitCode = 1
}
