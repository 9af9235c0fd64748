import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { factsOf, normaliseJournal } from '../../../src/lib/drill/index.js'
import { journalOf, type PlayedDemo, playDemo, type Yard } from '../../support/e2e/county.js'
import { documentOf, hallkit, type Running, startHallkit } from '../../support/e2e/hallkit.js'
import { findRun, type KillPoint, killPoints, stages } from '../../support/e2e/kill-points.js'

/** How many points test:long kills at; npm test takes the first in the drill. */
const KILLS = 16
/** First events of objects that a step brings about; what the hall makes of itself has no key. */
const births = /^(?:case\.submitted|project\.submitted|article\.drafted|\w+\.asked|\w+\.filed)$/

/** Demos to compare with: one that was never broken, and the seed that it had. */
export interface ResumeSuite {
  readonly seed: number
  readonly yard: () => Yard
  readonly whole: () => PlayedDemo
}

/** Demos that were killed on their way, and went on with the seed of the whole one. */
export function resumeSuite({ seed, yard, whole }: ResumeSuite): void {
  const isLong = process.env['HALLKIT_LONG'] === '1'
  const points = killPoints(seed, KILLS)
  const kills = isLong ? points : points.filter(({ journal }) => journal > 0).slice(0, 1)

  if (!isLong) process.stdout.write('demo with another seed: left to npm run test:long\n')
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

  describe(`killed at ${kills.length} of ${KILLS} seeded points and run again`, () => {
    it.concurrent.each(kills)(
      'finishes, with nothing there twice: $name',
      async (point) => {
        await killAt(yard(), point, seed)
        const resumed = await playDemo(yard(), point.name, seed)
        expect(resumed.ended).toMatchObject({ code: 0, signal: null })
        expect(resumed.result.hall).toEqual(whole().result.hall)
        expect(bornTwice(resumed)).toEqual([])
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

/** Steps that brought more than one object of a kind into the hall. */
function bornTwice({ lines }: PlayedDemo): string[] {
  const born = lines.filter(
    ({ type, data }) => type === 'hall.seen' && births.test(`${data['event']}`),
  )
  const first = new Map<string, unknown>()
  return born.flatMap(({ key, data }) => {
    const act = `${key} ${data['event']}`
    if (!first.has(act)) first.set(act, data['id'])
    return first.get(act) === data['id'] ? [] : [act]
  })
}

/** Starts a demo and kills it at its point, so hard that it cannot say goodbye. */
async function killAt(yard: Yard, point: KillPoint, seed: number): Promise<void> {
  const { name, stage, journal, delay } = point
  const running = startHallkit(['demo', '--keep', name, '--seed', String(seed)], yard)
  const run = () => findRun(join(yard.cwd, name))
  await until(running, () => running.soFar().stderr.split('\n').length > stage)
  await until(
    running,
    async () => journal === 0 || (await sizeOf(join(run(), 'journal.jsonl'))) >= journal,
  )
  await pause(delay)
  running.child.kill('SIGKILL')
  const { signal, stderr } = await running.ended
  if (signal !== 'SIGKILL') throw new Error(`the demo ended before it was killed\n${stderr}`)
  // What is there is whole up to its last line end.
  if (journal > 0) expect(journalOf(run()).length).toBeGreaterThan(0)
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
