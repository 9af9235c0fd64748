import { existsSync, readdirSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Running } from './hallkit.js'

/** Where a demo is killed: after so many stages were announced, then after so many bytes of journal, then so many ms. */
export interface KillPoint {
  readonly name: string
  readonly stage: number
  readonly journal: number
  readonly delay: number
}

/** The announced stages: 2 import, 3 mapping, 4 hall, 5 drill, 6 report. */
export const stages = { import: 2, hall: 4, drill: 5, report: 6 } as const
/** A journal of the shipped county is some 4.5 MB; its points lie in the part that every machine writes. */
const journalBytes = 3_500_000

/** `count` points, the same for the same seed: one in the import, one in the hall or the papers, the rest in the drill. */
export function killPoints(seed: number, count: number): KillPoint[] {
  const random = seeded(seed)
  return Array.from({ length: count }, (_, at) => {
    const delay = Math.floor(random() * 25)
    const name = `kill-${at + 1}`
    if (at === 0)
      return { name: `${name} import`, stage: stages.import, journal: 0, delay: delay * 20 }
    if (at % 5 === 4)
      return { name: `${name} hall`, stage: stages.hall, journal: 0, delay: delay * 4 }
    if (at % 7 === 6) return { name: `${name} report`, stage: stages.report, journal: 0, delay }
    const journal = 1 + Math.floor(random() * journalBytes)
    return { name: `${name} drill ${journal}`, stage: stages.drill, journal, delay }
  })
}

/** The one run folder of a demo's folder; a path that is not there while there is none. */
export function findRun(dir: string): string {
  const runs = join(dir, 'runs')
  const [run = 'none'] = existsSync(runs) ? readdirSync(runs) : []
  return join(runs, run)
}

/** Kills a demo that plays in `dir` at its point, so hard that it cannot say goodbye. */
export async function killDemo(running: Running, dir: string, point: KillPoint): Promise<void> {
  const { stage, journal, delay } = point
  await until(running, () => running.soFar().stderr.split('\n').length > stage)
  await until(
    running,
    async () => journal === 0 || (await sizeOf(join(findRun(dir), 'journal.jsonl'))) >= journal,
  )
  await pause(delay)
  running.child.kill('SIGKILL')
  const { signal, stderr } = await running.ended
  if (signal !== 'SIGKILL') throw new Error(`the demo ended before it was killed\n${stderr}`)
}

async function sizeOf(file: string): Promise<number> {
  return existsSync(file) ? (await stat(file)).size : 0
}

async function until(running: Running, isSo: () => boolean | Promise<boolean>): Promise<void> {
  let hasEnded = false
  const ended = running.ended.then(() => {
    hasEnded = true
  })
  while (!(await isSo())) {
    if (hasEnded) throw new Error(`the demo ended too early\n${running.soFar().stderr}`)
    await Promise.race([pause(4), ended])
  }
}

/** mulberry32: small, and the same everywhere. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
