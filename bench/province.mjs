// A province rehearsed county by county: `node bench/province.mjs [counties] [units] [jobs]` after a build (137 50 for a whole one).
// Each county has its own plan and a hall that is gone afterwards; memory must not grow with the number of counties.
import { spawn, spawnSync } from 'node:child_process'
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
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const BUDGET_MB = 600
const counties = Number(process.argv[2] ?? 3)
const units = Number(process.argv[3] ?? 50)
const jobs = Number(process.argv[4] ?? 1)
const root = fileURLToPath(new URL('..', import.meta.url))
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

/** The province through the command, sampled every 100 ms: the command and its children together, as Linux counts them. */
async function rehearsed() {
  const argv = [join(root, 'bin/run.js'), 'drill', 'rehearse-each', join(folder, 'counties')]
  const child = spawn(process.execPath, [...argv, '--jobs', String(jobs), '--json'])
  child.stderr.pipe(process.stderr)
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, familyMegabytes(child.pid))
  }, 100)
  const out = await text(child.stdout)
  clearInterval(watch)
  return { peak, counties: JSON.parse(out).result.counties }
}

/** Resident memory of a process and its children. */
function familyMegabytes(pid) {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
    return [pid, ...children.filter(Boolean)].reduce((sum, one) => sum + megabytesOf(one), 0)
  } catch {
    return 0 // between two children
  }
}

function megabytesOf(pid) {
  const line = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Math.round(Number(line?.[1] ?? 0) / 1024)
}

try {
  furnish()
  const started = performance.now()
  const { peak, counties: all } = await rehearsed()
  const seconds = (performance.now() - started) / 1000
  const done = all.filter(({ problem }) => problem === null)
  for (const { county, problem } of all) if (problem) console.log(county, problem.message)
  const steps = done.reduce((sum, { steps }) => sum + steps.done, 0)
  console.log(
    `counties ${done.length}/${counties} of ${units} units, ${jobs} at once, steps ${steps}, ${seconds.toFixed(0)} s`,
  )
  console.log(
    `peak memory of all processes ${peak} MB  (budget ${BUDGET_MB} MB with one at a time)`,
  )
  process.exitCode = peak > BUDGET_MB || done.length < counties ? 1 : 0
} finally {
  rmSync(folder, { recursive: true, force: true })
}
