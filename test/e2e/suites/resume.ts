import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { factsOf, normaliseJournal } from '../../../src/lib/drill/index.js'
import {
  bornTwice,
  journalOf,
  type PlayedDemo,
  playDemo,
  type Yard,
} from '../../support/e2e/county.js'
import { documentOf, hallkit, startHallkit } from '../../support/e2e/hallkit.js'
import {
  findRun,
  type KillPoint,
  killDemo,
  killPoints,
  stages,
} from '../../support/e2e/kill-points.js'

/** How many points test:long kills at; npm test kills the demo that the manual's reader types, in its drill. */
const KILLS = 16
const LEFT = `demo with another seed, killed at ${KILLS} points: left to npm run test:long\n`

/** Demos to compare with: one that was never broken, and the seed that it had. */
export interface ResumeSuite {
  readonly seed: number
  readonly yard: () => Yard
  readonly whole: () => PlayedDemo
}

/** Demos that were killed on their way, and went on with the seed of the whole one. */
export function resumeSuite({ seed, yard, whole }: ResumeSuite): void {
  const isLong = process.env['HALLKIT_LONG'] === '1'
  if (!isLong) process.stdout.write(LEFT)
  it.runIf(isLong).concurrent(
    'plays another journal to the same end with another seed',
    async () => {
      const other = await playDemo(yard(), '别的种子', 7)
      expect(other.ended.code).toBe(0)
      expect(other.result.drill.requirements).toEqual(whole().result.drill.requirements)
      expect(normaliseJournal(other.lines)).not.toEqual(normaliseJournal(whole().lines))
    },
    240_000,
  )

  describe.runIf(isLong)(`killed at ${KILLS} seeded points and run again`, () => {
    it.concurrent.each(killPoints(seed, KILLS))(
      'finishes, with nothing there twice: $name',
      async (point) => {
        await killAt(yard(), point, seed)
        const resumed = await playDemo(yard(), point.name, seed)
        expect(resumed.ended).toMatchObject({ code: 0, signal: null })
        expect(resumed.result.hall).toEqual(whole().result.hall)
        expect(bornTwice(resumed.lines)).toEqual([])
        expect(factsOf(resumed.lines)).toEqual(factsOf(whole().lines))
        // What was killed before its drill began plays the very journal of its seed.
        if (point.stage < stages.drill && point.journal === 0)
          expect(normaliseJournal(resumed.lines)).toEqual(normaliseJournal(whole().lines))
        const verified = await hallkit(['drill', 'verify', '--json'], {
          ...yard(),
          cwd: resumed.dir,
        })
        expect(verified.code).toBe(0)
        expect(documentOf(verified).result).toMatchObject({ lines: resumed.lines.length })
      },
      240_000,
    )
  })
}

/** Starts a demo and kills it at its point. */
async function killAt(yard: Yard, point: KillPoint, seed: number): Promise<void> {
  const running = startHallkit(['demo', '--keep', point.name, '--seed', String(seed)], yard)
  const dir = join(yard.cwd, point.name)
  await killDemo(running, dir, point)
  // What is there is whole up to its last line end.
  if (point.journal > 0) expect(journalOf(findRun(dir)).length).toBeGreaterThan(0)
}
