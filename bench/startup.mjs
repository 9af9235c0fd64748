// Startup against a bare Node, in one run on one machine (DESIGN §15): --version <= 3x, --help <= 5x `node -e 0`.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const runs = 15
const bin = fileURLToPath(new URL('../bin/run.js', import.meta.url))
const cases = [
  { name: 'node -e 0', args: ['-e', '0'], budget: null },
  { name: 'hallkit --version', args: [bin, '--version'], budget: 3 },
  { name: 'hallkit --help', args: [bin, '--help'], budget: 5 },
  { name: 'hallkit --lang en --help', args: [bin, '--lang', 'en', '--help'], budget: 5 },
]

const times = cases.map(() => [])
// Interleaved, so that a busy moment of the machine hits all alike.
for (let run = 0; run < runs; run += 1) {
  for (const [at, { args }] of cases.entries()) times[at].push(millisecondsOf(args))
}

const baseline = median(times[0])
for (const [at, { name, budget }] of cases.entries()) report(name, median(times[at]), budget)

function report(name, time, budget) {
  const ratio = time / baseline
  const verdict = budget === null ? 'baseline' : `${ratio.toFixed(2)}x (budget ${budget}x)`
  process.stdout.write(`${name.padEnd(26)}${time.toFixed(0).padStart(6)} ms  ${verdict}\n`)
  if (budget !== null && ratio > budget) process.exitCode = 1
}

function millisecondsOf(args) {
  const start = process.hrtime.bigint()
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' })
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`)
  return Number(process.hrtime.bigint() - start) / 1e6
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}
