import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JournalLine } from '../../src/lib/drill/index.js'
import { bornTwice, journalOf, openYard, type Yard } from '../support/e2e/county.js'
import { findRun } from '../support/e2e/kill-points.js'
import { type ManualReader, manualPages, manualReader } from '../support/e2e/manual-reader.js'
import { firstDifference, transcriptsOf } from '../support/e2e/transcript.js'

/** The folder in which the first chapter plays its demo. */
const DEMO = '示例'
const chapters = await manualPages()

/** Every chapter is typed, in order, by one reader in one folder: what the manual shows is what people see. */
describe('the manual', () => {
  let yard: Yard
  let reader: ManualReader
  /** The demo's journal, as it was before other chapters went on with its folder. */
  let lines: readonly JournalLine[] = []
  beforeAll(async () => {
    yard = await openYard()
    reader = manualReader(yard)
  })
  afterAll(() => yard.remove())

  it.each(chapters)('shows what happens: $name', { timeout: 300_000 }, async ({ text }) => {
    for (const transcript of transcriptsOf(text)) await reader.follow(transcript)
    if (lines.length === 0) lines = journalOf(findRun(join(yard.cwd, DEMO)))
  })

  it('has played a demo that was killed in its drill, with nothing there twice', () => {
    expect(lines.length).toBeGreaterThan(0)
    expect(bornTwice(lines)).toEqual([])
  })

  it('leaves programs running that stop in order when asked', async () => {
    const codes = await reader.closeWindows()
    expect(codes.length).toBeGreaterThan(0)
    expect(codes.filter((code) => code !== 0)).toEqual([])
  })

  it('types more than a few commands', () => {
    const typed = chapters.flatMap(({ text }) => transcriptsOf(text).flatMap(({ steps }) => steps))
    expect(typed.length).toBeGreaterThan(20)
  })
})

describe('a transcript', () => {
  const shown = 'a  b\n---  --\n1  2\n3  4\n共 2 项\n'

  it.each([
    [['a\tb', '1\t2', '3\t4', '共 2 项'], null],
    [['...', '共 <N> 项'], null],
    [['a  b', '...', '3  4', '...'], null],
    [['a  b', '1  2', '3  4'], '(the end)\n  instead of: 共 2 项'],
    [['...', '共 3 项'], '共 3 项\n  instead of: a\tb'],
    [['a  b', '3  4', '...'], '3\t4\n  instead of: 1\t2'],
  ])('%j is held against the screen', (expected, difference) => {
    expect(firstDifference(expected, shown)).toBe(difference)
  })
})
