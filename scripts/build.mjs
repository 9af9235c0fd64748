// Builds dist/ beside the old one and swaps it in, so that a running hallkit never sees half a build.
import { spawnSync } from 'node:child_process'
import { existsSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle } from './bundle.mjs'
import { parseTemplates } from './parsed.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const dist = join(root, 'dist')
const fresh = join(root, `dist.new-${process.pid}`)
const old = join(root, `dist.old-${process.pid}`)

// Taken before the compiler reads: a file saved meanwhile must count as newer than this build.
const startedAt = new Date()
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
if (!node([tsc, '-p', join(root, 'tsconfig.build.json')])) process.exit(1)
try {
  await bundle(fresh)
  await parseTemplates(fresh)
} catch (error) {
  rmSync(fresh, { recursive: true, force: true })
  throw error
}
const stamp = join(fresh, '.built')
writeFileSync(stamp, '')
utimesSync(stamp, startedAt, startedAt)
if (existsSync(dist)) renameSync(dist, old)
renameSync(fresh, dist)
rmSync(old, { recursive: true, force: true })
process.exit(node([join(root, 'scripts', 'manifest.mjs')]) ? 0 : 1)

function node(args) {
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status === 0
}
