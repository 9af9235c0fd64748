// A province rehearsed county by county: `node bench/province.mjs [counties]` after a build (137 for a whole one).
// Each county has its own plan and a hall that is gone afterwards; memory must not grow with the number of counties.
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const BUDGET_MB = 600
const counties = Number(process.argv[2] ?? 3)
const root = fileURLToPath(new URL('..', import.meta.url))
const lib = new URL(process.env['HALLKIT_DIST'] ?? '../dist/', import.meta.url)
const { rehearseEach } = await import(new URL('lib/demo/index.js', lib))
const { loadCatalogue } = await import(new URL('lib/i18n/index.js', lib))
const folder = mkdtempSync(join(tmpdir(), 'province-bench-'))
process.env['XDG_CONFIG_HOME'] = join(folder, 'config')

/** A county of 28 units with everything that it owes, copied as often as there are counties. */
function furnish() {
  const hallkit = (...argv) =>
    spawnSync(process.execPath, [join(root, 'bin/run.js'), ...argv], { stdio: 'ignore' })
  const first = join(folder, 'counties', '县1')
  hallkit('init', first, '--notice', 'menghai-2015')
  hallkit('inbox', join(root, 'fixtures/menghai/inbox'), '--workspace', first)
  for (let n = 2; n <= counties; n += 1)
    cpSync(first, join(folder, 'counties', `县${n}`), { recursive: true })
}

const megabytes = () => Math.round(process.memoryUsage().rss / 1024 / 1024)

try {
  furnish()
  const words = await loadCatalogue('zh-CN')
  const signal = new AbortController().signal
  const outside = { now: Date.now, newId: randomUUID, signal, words }
  const province = rehearseEach(join(folder, 'counties'), { seed: 1, ...outside })
  const peaks = []
  const started = performance.now()
  let next = await province.next()
  for (; !next.done; next = await province.next()) {
    const { no } = next.value
    peaks[no - 1] = Math.max(peaks[no - 1] ?? 0, megabytes())
  }
  const seconds = (performance.now() - started) / 1000
  const done = next.value.filter(({ rehearsal }) => rehearsal !== null)
  for (const { county, problem } of next.value) if (problem) console.log(county, problem.message)
  const steps = done.reduce((sum, { rehearsal }) => sum + rehearsal.score.steps.done, 0)
  console.log(`counties ${done.length}/${counties}, steps ${steps}, ${seconds.toFixed(0)} s`)
  console.log(`peak memory by county ${peaks.join(' ')} MB  (budget ${BUDGET_MB} MB)`)
  process.exitCode = Math.max(...peaks) > BUDGET_MB || done.length < counties ? 1 : 0
} finally {
  rmSync(folder, { recursive: true, force: true })
}
