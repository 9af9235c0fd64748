import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

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
