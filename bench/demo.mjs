// The whole demo as a process of its own: seconds and peak memory (DESIGN 15: <= 400 MB), and the report set alone (<= 5 s).
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const run = join(root, 'bin', 'run.js')
const yard = mkdtempSync(join(tmpdir(), 'hallkit-bench-'))
const budgets = { megabytes: 400, reportSeconds: 5 }
const env = { ...process.env, XDG_CONFIG_HOME: join(yard, 'config') }

try {
  const dir = join(yard, 'demo')
  const demo = await measure(['demo', '--keep', dir, '--json'])
  print('demo', demo.seconds, demo.megabytes, demo.megabytes <= budgets.megabytes)
  const report = await measure(['report', 'build', '--workspace', dir, '--json'])
  const isQuick = report.seconds <= budgets.reportSeconds
  print('report build', report.seconds, report.megabytes, isQuick)
} finally {
  rmSync(yard, { recursive: true, force: true })
}

function print(name, seconds, megabytes, isWithin) {
  const verdict = isWithin ? 'within budget' : 'OVER BUDGET'
  const peak = megabytes === null ? 'not measured here' : `${megabytes.toFixed(0)} MB`
  process.stdout.write(
    `${name.padEnd(14)}${seconds.toFixed(1).padStart(6)} s  peak ${peak}  ${verdict}\n`,
  )
  if (!isWithin) process.exitCode = 1
}

/** Linux keeps the peak of a living process in /proc; its last reading before the end is the peak. */
async function measure(args) {
  const start = process.hrtime.bigint()
  const child = spawn(process.execPath, [run, ...args], { env, stdio: 'ignore' })
  let megabytes = null
  const reading = setInterval(() => {
    megabytes = peakOf(child.pid) ?? megabytes
  }, 20)
  const code = await new Promise((resolve) => child.on('exit', resolve))
  clearInterval(reading)
  if (code !== 0) throw new Error(`hallkit ${args[0]} ended with ${code}`)
  return { seconds: Number(process.hrtime.bigint() - start) / 1e9, megabytes }
}

function peakOf(pid) {
  try {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? null : Number(kilobytes) / 1024
  } catch {
    return null // it has just ended, or this is no Linux
  }
}
