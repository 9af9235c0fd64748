// A province rehearsed county by county: `node bench/province.mjs [counties] [units]` after a build (137 50 for a whole one).
// Each county has its own plan and a hall that is gone afterwards; memory must not grow with the number of counties.
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const BUDGET_MB = 600
const counties = Number(process.argv[2] ?? 3)
const units = Number(process.argv[3] ?? 50)
const root = fileURLToPath(new URL('..', import.meta.url))
const lib = new URL(process.env['HALLKIT_DIST'] ?? '../dist/', import.meta.url)
const { rehearseEach } = await import(new URL('lib/demo/index.js', lib))
const { loadCatalogue } = await import(new URL('lib/i18n/index.js', lib))
const folder = mkdtempSync(join(tmpdir(), 'province-bench-'))
process.env['XDG_CONFIG_HOME'] = join(folder, 'config')

const inbox = join(root, 'fixtures/menghai/inbox')
const MODEL = { name: '勐海县司法局', short: '司法局', code: '11532822999700212W' }

function hallkit(...argv) {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'bin/run.js'), ...argv])
  if (status > 1) throw new Error(`hallkit ${argv.join(' ')}\n${stderr}`)
}

/** The county of the demo with as many units as were asked for, everything that they owe, copied as often as there are counties. */
function furnish() {
  const first = join(folder, 'counties', '县1')
  hallkit('init', first, '--notice', 'menghai-2015')
  hallkit('inbox', inbox, '--workspace', first)
  const more = Array.from({ length: Math.max(0, units - 28) }, (_, n) => {
    const no = String(n + 1).padStart(2, '0')
    return { name: `勐海县演练${no}局`, short: `演练${no}局`, code: `115328229998000${no}W` }
  })
  if (more.length > 0) addUnits(first, more)
  for (let n = 2; n <= counties; n += 1)
    cpSync(first, join(folder, 'counties', `县${n}`), { recursive: true })
}

/** Units that report what the model reports, half of them in each batch. */
function addUnits(workspace, more) {
  const reports = join(folder, 'reports')
  mkdirSync(reports)
  const forms = readdirSync(inbox).filter((name) => name.startsWith(MODEL.name))
  for (const form of forms) {
    const text = new TextDecoder('gb18030').decode(readFileSync(join(inbox, form)))
    for (const { name, short, code } of more) {
      const own = text.replaceAll(MODEL.name, name).replaceAll(MODEL.short, short)
      writeFileSync(
        join(reports, form.replace(MODEL.name, name)),
        `\ufeff${own.replaceAll(MODEL.code, code)}`,
      )
    }
  }
  const listed = more.map(({ name, code }) => `  - { code: ${code}, name: ${name} }\n`).join('')
  writeFileSync(join(workspace, 'units.yaml'), `hallkit: 1\nunits:\n${listed}`)
  hallkit('inbox', reports, '--workspace', workspace)
  hallkit('drill', 'new', '--workspace', workspace)
  const batches = more.map(({ name }, n) => `  - { unit: ${name}, batch: b${1 + (n % 2)} }\n`)
  appendFileSync(join(workspace, 'drills', 'plan.yaml'), `\nunits:\n${batches.join('')}`)
}

/** A long run says on stderr how far it is. */
const tell = (peaks) =>
  process.stderr.write(`county ${peaks.length + 1}, peak of the last ${peaks.at(-1) ?? '-'} MB\n`)

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
    if (peaks[no - 1] === undefined) tell(peaks)
    peaks[no - 1] = Math.max(peaks[no - 1] ?? 0, megabytes())
  }
  const seconds = (performance.now() - started) / 1000
  const { userCPUTime, systemCPUTime } = process.resourceUsage()
  const cpu = (userCPUTime + systemCPUTime) / 1e6
  const done = next.value.filter(({ problem }) => problem === null)
  for (const { county, problem } of next.value) if (problem) console.log(county, problem.message)
  const steps = done.reduce((sum, { steps }) => sum + steps.done, 0)
  console.log(
    `counties ${done.length}/${counties} of ${units} units, steps ${steps}, ${seconds.toFixed(0)} s, ${cpu.toFixed(0)} s of processor`,
  )
  console.log(`peak memory by county ${peaks.join(' ')} MB  (budget ${BUDGET_MB} MB)`)
  process.exitCode = Math.max(...peaks) > BUDGET_MB || done.length < counties ? 1 : 0
} finally {
  rmSync(folder, { recursive: true, force: true })
}
