// DESIGN §15: the whole command `hallkit items import` on an item sheet of 20 columns, read, checked and stored, against
// @e965/xlsx or csv-parse reading the same file in a process of its own. Sheets are made by a seed (support/item-sheets.mjs); a row
// with faults would add the paper that goes back, which has a bench of its own size: HALLKIT_BENCH_FAULTS=0.02 shows it.
// HALLKIT_BENCH_ROWS=5000,100000 says how many rows. Wall times of a busy machine lie; processor times are told too.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { csvBytes, itemRows, xlsxBytes } from './support/item-sheets.mjs'

const SIZES = (process.env.HALLKIT_BENCH_ROWS ?? '5000,100000').split(',').map(Number)
const late = Number(process.env.HALLKIT_BENCH_FAULTS ?? 0)
const RUNS = Number(process.env.HALLKIT_BENCH_RUNS ?? 3)
const BUDGETS = {
  xlsx: { ratio: 1.5, megabytes: 800 },
  csv: { ratio: 3, megabytes: 250 },
}
const SMALL = { rows: 5000, seconds: 2 }
const root = fileURLToPath(new URL('..', import.meta.url))
const cli = join(root, 'bin/run.js')
const folder = mkdtempSync(join(tmpdir(), 'hallkit-bench-'))

const ALONE = {
  xlsx: `const XLSX = require('@e965/xlsx')
    const book = XLSX.read(require('node:fs').readFileSync(file), { dense: true })
    if (book.SheetNames.length !== 1) throw new Error('no sheet')`,
  csv: `const { parse } = require('csv-parse/sync')
    const text = new TextDecoder('gb18030').decode(require('node:fs').readFileSync(file))
    if (parse(text, { relax_column_count: true }).length < 100) throw new Error('rows are missing')`,
}

try {
  for (const rows of SIZES) for (const kind of ['xlsx', 'csv']) compare(kind, rows)
} finally {
  rmSync(folder, { recursive: true })
}

/** Both sides by turns, so that whatever else the machine does falls on both. */
function compare(kind, rows) {
  const file = join(folder, `勐海县林业局${rows}.${kind}`)
  const sheet = itemRows(rows, { late })
  writeFileSync(file, kind === 'csv' ? csvBytes(sheet) : xlsxBytes(sheet))
  const alone = []
  const ours = []
  for (let run = 0; run < RUNS; run += 1) {
    alone.push(
      measured([
        '--input-type=commonjs',
        '-e',
        `const file = ${JSON.stringify(file)}\n${ALONE[kind]}`,
      ]),
    )
    ours.push(importOnce(file, rows))
  }
  report(kind, rows, alone, ours)
}

function importOnce(file, rows) {
  const workspace = mkdtempSync(join(folder, 'w'))
  const asked = ['--notice', 'menghai-2015', '--invest-batches', 'b1,b2', '--json']
  const made = spawnSync(process.execPath, [cli, 'init', join(workspace, 'w'), ...asked])
  if (made.status !== 0) throw new Error(String(made.stderr))
  const run = measured([
    cli,
    'items',
    'import',
    file,
    '--workspace',
    join(workspace, 'w'),
    '--json',
  ])
  const { totals } = JSON.parse(run.stdout).result
  if (totals.read !== rows) throw new Error(JSON.stringify(totals))
  rmSync(workspace, { recursive: true })
  return run
}

/** Wall and processor time in seconds and the largest memory in MB of one process, as the process itself tells. */
function measured(args) {
  const tell = `process.on('exit', () => { const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
    require('node:fs').writeSync(3, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 })) })`
  const hook = join(folder, 'tell.cjs')
  writeFileSync(hook, tell)
  const start = performance.now()
  const run = spawnSync(process.execPath, ['--require', hook, ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  const wall = (performance.now() - start) / 1000
  if (run.status !== 0 && run.status !== 1) throw new Error(run.stderr)
  return { wall, stdout: run.stdout, ...JSON.parse(run.output[3]) }
}

function report(kind, rows, alone, ours) {
  const of = (runs, field) => median(runs.map((run) => run[field]))
  const ratio = of(ours, 'wall') / of(alone, 'wall')
  const megabytes = Math.max(...ours.map((run) => run.megabytes))
  const side = (runs) => `${of(runs, 'wall').toFixed(1)} s (${of(runs, 'cpu').toFixed(1)} s cpu)`
  const isSmall = rows <= SMALL.rows
  const budget = isSmall
    ? `${SMALL.seconds} s`
    : `${BUDGETS[kind].ratio}x, ${BUDGETS[kind].megabytes} MB`
  process.stdout.write(
    `${`.${kind} ${rows} rows`.padEnd(20)}${side(ours)} against ${side(alone)}  ${ratio.toFixed(2)}x  ${megabytes.toFixed(0)} MB (budget ${budget})\n`,
  )
  const isOver = isSmall
    ? of(ours, 'wall') > SMALL.seconds
    : ratio > BUDGETS[kind].ratio || megabytes > BUDGETS[kind].megabytes
  if (isOver) process.exitCode = 1
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}
