// Runs every bench/*.mjs in turn; each prints its ratios and exits non-zero over its budget.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './drift.mjs'

const wanted = process.argv.slice(2)
const benches = readdirSync(join(root, 'bench'))
  .filter((name) => name.endsWith('.mjs'))
  .filter((name) => wanted.length === 0 || wanted.some((word) => name.startsWith(word)))
let failed = 0
for (const name of benches.sort()) {
  process.stdout.write(`\n== ${name}\n`)
  const { status } = spawnSync(process.execPath, [join(root, 'bench', name)], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) failed += 1
}
process.stdout.write(`\n${benches.length - failed} within budget, ${failed} over\n`)
process.exitCode = failed === 0 ? 0 : 1
