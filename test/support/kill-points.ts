import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cli = fileURLToPath(new URL('../../bin/run.js', import.meta.url))

/**
 * Counts what must not be torn apart, in the main thread of the built program: commits of SQLite, files that are written
 * and put in their places, what is sent to a server, before and after. Kills the program with SIGKILL at the one that it is told.
 */
const HOOK = `const { isMainThread } = require('node:worker_threads')
const { createRequire, syncBuiltinESMExports } = require('node:module')
const fs = require('node:fs/promises')
if (isMainThread) {
  const at = Number(process.env.KILL_AT)
  let points = 0
  const point = () => {
    points += 1
    if (points === at) process.kill(process.pid, 'SIGKILL')
  }
  const around = (owner, name, isPoint) => {
    const real = owner[name]
    owner[name] = function (...args) {
      if (!isPoint(args, this)) return real.apply(this, args)
      point()
      const result = real.apply(this, args)
      if (!(result instanceof Promise)) point()
      return result instanceof Promise ? result.then((value) => (point(), value)) : result
    }
  }
  around(fs, 'rename', () => true)
  around(fs, 'writeFile', () => true)
  around(require('node:net').Socket.prototype, 'write', (_, socket) => socket.remotePort > 0)
  const Database = createRequire(process.argv[1])('better-sqlite3')
  around(Database.prototype, 'exec', ([sql]) => sql === 'COMMIT')
  process.on('exit', () => require('node:fs').writeSync(3, String(points)))
  syncBuiltinESMExports()
}
`

/** What a run of the built program came to. */
export interface KilledRun {
  /** Null when it was killed. */
  readonly code: number | null
  /** How many points it passed; 0 when it was killed. */
  readonly points: number
}

/** Runs the built program until it ends, or until it is killed at a point (1 is the first). */
export function runUntil(folder: string, args: readonly string[], killAt = 0): KilledRun {
  const hook = join(folder, 'kill.cjs')
  writeFileSync(hook, HOOK)
  const run = spawnSync(process.execPath, ['--require', hook, cli, ...args], {
    ...{ encoding: 'utf8', env: { ...process.env, KILL_AT: String(killAt) } },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  return { code: run.status, points: Number(run.output[3] ?? 0) }
}

/** Points to be killed at: every one of a long run, else so many, drawn by a seed, the first third first. */
export function sampledPoints(points: number, count: number, seed: number): readonly number[] {
  const all = Array.from({ length: points }, (_, at) => at + 1)
  if (process.env['HALLKIT_LONG'] === '1') return all
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff
    return state / 0x8000_0000
  }
  return Array.from(
    { length: count },
    (_, n) => all[Math.floor(((n + next()) / count) * points)] ?? 1,
  )
}
