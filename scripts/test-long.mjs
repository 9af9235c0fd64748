// The suite with full kill and fuzz counts: `npm test` runs a seeded sample of the same tests.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './drift.mjs'

const env = { ...process.env, HALLKIT_LONG: '1' }
const steps = [
  [join('scripts', 'prepare.mjs')],
  [join('node_modules', 'vitest', 'vitest.mjs'), 'run', ...process.argv.slice(2)],
]
for (const args of steps) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, env, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
