// DESIGN §15: `hallkit migrate run` of a case file in GB18030 into SQLite, with mapping, dispositions, quarantine and
// checkpoints, first and again, beside `sqlite3 .import` of the same rows (UTF-8, no mapping) where it is installed.
// HALLKIT_BENCH_ROWS says how many rows. Wall times of a busy machine lie; processor times are told too.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { MAPPING, writeCases } from './support/old-cases.mjs'

const ROWS = Number(process.env.HALLKIT_BENCH_ROWS ?? 1_000_000)
const BUDGET = { first: 100_000, again: 150_000, megabytes: 400 }
const cli = join(fileURLToPath(new URL('..', import.meta.url)), 'bin/run.js')
const folder = mkdtempSync(join(tmpdir(), 'hallkit-bench-'))

try {
  await writeCases(join(folder, '办件.csv'), ROWS, 1000)
  writeFileSync(join(folder, 'lsp.yaml'), MAPPING)
  const kept = Math.floor(ROWS / 1000)
  const first = measured({ created: ROWS - kept, quarantined: kept })
  const again = measured({ same: ROWS - kept, quarantined: kept })
  report('first run', first, BUDGET.first)
  report('run again', again, BUDGET.again)
  baseline()
} finally {
  rmSync(folder, { recursive: true })
}

/** One run as a process of its own; its counts must be these. */
function measured(expected) {
  const hook = join(folder, 'tell.cjs')
  writeFileSync(
    hook,
    `process.on('exit', () => { const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
    require('node:fs').writeSync(3, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 })) })`,
  )
  const start = performance.now()
  const args = ['--require', hook, cli, 'migrate', 'run', join(folder, 'lsp.yaml'), '--json']
  const run = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  const wall = (performance.now() - start) / 1000
  if (run.status !== 1) throw new Error(run.stderr || run.stdout)
  const [counts] = JSON.parse(run.stdout).result.entities
  for (const [name, n] of Object.entries(expected)) {
    if (counts[name] !== n) throw new Error(`${name}: ${counts[name]} instead of ${n}`)
  }
  return { wall, ...JSON.parse(run.output[3].match(/\{[^{}]*\}/)[0]) }
}

function report(what, { wall, cpu, megabytes }, budget) {
  const rate = Math.round(ROWS / wall)
  process.stdout.write(
    `${what.padEnd(12)}${ROWS} rows  ${wall.toFixed(1)} s (${cpu.toFixed(1)} s cpu)  ${rate} rows/s (budget ${budget})  ${megabytes.toFixed(0)} MB (budget ${BUDGET.megabytes})\n`,
  )
  if (rate < budget || megabytes > BUDGET.megabytes) process.exitCode = 1
}

/** What the database's own shell takes for the bare rows. */
function baseline() {
  const text = new TextDecoder('gb18030').decode(readFileSync(join(folder, '办件.csv')))
  writeFileSync(join(folder, 'utf8.csv'), text)
  const start = performance.now()
  const run = spawnSync('sqlite3', [join(folder, 'bare.sqlite')], {
    input: `.mode csv\n.import ${join(folder, 'utf8.csv')} cases\nSELECT count(*) FROM cases;\n`,
    encoding: 'utf8',
  })
  if (run.error) {
    process.stdout.write('sqlite3 is not installed: no baseline\n')
    return
  }
  const wall = (performance.now() - start) / 1000
  if (Number(run.stdout.trim()) !== ROWS) throw new Error(run.stderr)
  process.stdout.write(`sqlite3 .import ${wall.toFixed(1)} s  ${Math.round(ROWS / wall)} rows/s\n`)
}
