// Runs every gate, also after one has failed, so that one run shows all there is to mend.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './drift.mjs'

const bin = (...parts) => join(root, 'node_modules', ...parts)
const gates = [
  ['biome', [bin('@biomejs', 'biome', 'bin', 'biome'), 'ci', '.']],
  ['types', [bin('typescript', 'bin', 'tsc'), '--noEmit']],
  ['knip', [bin('knip', 'bin', 'knip.js'), '--no-progress']],
  ['architecture', [bin('vitest', 'vitest.mjs'), 'run', 'test/repo/architecture.test.ts']],
  ['manifest', [join(root, 'scripts', 'manifest.mjs'), '--check']],
  ['command docs', [join(root, 'scripts', 'docs.mjs'), '--check']],
  ['schemas', [join(root, 'scripts', 'schemas.mjs'), '--check']],
]

const failed = gates.filter(([name, args]) => !passes(name, args)).map(([name]) => name)
process.stderr.write(
  failed.length === 0
    ? `check: all ${gates.length} gates passed\n`
    : `check: ${failed.length} of ${gates.length} gates failed: ${failed.join(', ')}\n`,
)
process.exitCode = failed.length === 0 ? 0 : 1

function passes(name, args) {
  process.stderr.write(`check: ${name}\n`)
  return spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] }).status === 0
}
