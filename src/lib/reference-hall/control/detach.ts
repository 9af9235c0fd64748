import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { packageRoot } from '../../assets/index.js'
import { AppError } from '../../errors/index.js'
import { type LocalHall, runningHall } from '../../hall/index.js'
import type { HallPlace } from './hall-place.js'

/** Who shall run the hall: node, the words of `hall start`, and the environment. */
export interface HallProgram {
  readonly node: string
  readonly words: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
}

const PATIENCE_MS = 30_000
const STEP_MS = 50
const failure = z.object({ error: z.object({ message: z.string() }) })

/**
 * Starts the hall of a place as a process of its own that outlives the terminal; ready when it comes back. What it
 * says goes to the place's log. HK-HALL-017 when one runs already, HK-HALL-022 with the reason when it did not come up.
 */
export async function startDetachedHall(
  place: HallPlace,
  program: HallProgram,
): Promise<LocalHall> {
  const running = runningHall(place)
  if (running !== null) throw new AppError('HK-HALL-017', { url: running.url })
  mkdirSync(dirname(place.log), { recursive: true })
  const log = openSync(place.log, 'w', 0o600)
  const child = spawn(program.node, argvOf(program), {
    detached: true,
    env: { ...program.env },
    stdio: ['ignore', log, log],
    windowsHide: true,
  })
  closeSync(log)
  let gone = false
  child.once('error', () => {
    gone = true
  })
  child.once('exit', () => {
    gone = true
  })
  for (let waited = 0; waited < PATIENCE_MS && !gone; waited += STEP_MS) {
    const hall = runningHall(place)
    if (hall !== null) {
      child.unref()
      return hall
    }
    await sleep(STEP_MS)
  }
  throw new AppError('HK-HALL-022', { log: place.log, detail: lastWords(place.log) })
}

/** The same command in the foreground, told to answer in JSON. */
function argvOf({ words }: HallProgram): readonly string[] {
  const rest = words.filter((word) => word !== '--detach' && word !== '--json')
  return [join(packageRoot(), 'bin', 'run.js'), 'hall', 'start', '--json', ...rest]
}

/** The reason in the child's JSON answer, else whatever it wrote last. */
function lastWords(log: string): string {
  const text = readFileSync(log, 'utf8').trim()
  try {
    return failure.parse(JSON.parse(text)).error.message
  } catch {
    return text.split('\n').at(-1) ?? '' // no answer of ours: a line says more than nothing
  }
}
