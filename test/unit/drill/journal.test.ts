import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readJournal } from '../../../src/lib/drill/index.js'
import { Journal } from '../../../src/lib/drill/journal/journal.js'
import type { JournalEntry } from '../../../src/lib/drill/journal/model.js'
import { steadyClock } from '../../support/drill.js'
import { tempFolder } from '../../support/temp-folder.js'

const entry = (n: number): JournalEntry => ({
  at: '2015-04-08T08:30:00+08:00',
  type: 'note.added',
  key: `步骤${n}`,
  by: { kind: 'engine', id: 'hallkit' },
  data: { n },
})

async function journalOf(count: number): Promise<string> {
  const file = join(await tempFolder(), 'journal.jsonl')
  const { journal } = Journal.open(file, steadyClock())
  for (let n = 1; n <= count; n += 1) journal.append([entry(n)])
  journal.close()
  return file
}

test('lines are numbered and chained, and a journal opened again goes on', async () => {
  const file = await journalOf(2)

  const { journal, lines } = Journal.open(file, steadyClock())
  expect(lines.map(({ data }) => data['n'])).toEqual([1, 2])
  expect(journal.next).toBe(3)
  journal.append([entry(3), entry(4)])
  const { head } = journal
  journal.close()

  const read = readJournal(file)
  expect(read.lines.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
  expect(read.lines[0]?.prev).toBeNull()
  expect(read.head).toBe(head)
})

test('a journal cut off anywhere keeps every whole line and puts the rest aside', async () => {
  const whole = readFileSync(await journalOf(4))

  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: whole.length }), async (length) => {
      const folder = await tempFolder()
      const file = join(folder, 'journal.jsonl')
      writeFileSync(file, whole.subarray(0, length))
      const kept = whole.subarray(0, length).lastIndexOf('\n') + 1

      const { journal, lines } = Journal.open(file, steadyClock())
      journal.append([entry(9)])
      journal.close()

      expect(readJournal(file).lines).toHaveLength(lines.length + 1)
      expect(readFileSync(file).subarray(0, kept)).toEqual(whole.subarray(0, kept))
      if (kept === length) return
      const torn = readFileSync(join(folder, 'journal.torn'))
      expect(torn).toEqual(Buffer.concat([whole.subarray(kept, length), Buffer.from('\n')]))
    }),
    { numRuns: 40 },
  )
})

test('damage in the middle is refused with its line, never skipped', async () => {
  const file = await journalOf(4)
  const text = readFileSync(file, 'utf8')
  const damaged = (from: string, to: string) => writeFileSync(file, text.replace(from, to))

  damaged('"n":2', '"n":5')
  expect(() => readJournal(file)).toThrow(
    expect.objectContaining({ code: 'HK-DRILL-003', params: { file, line: 3, what: 'chain' } }),
  )
  damaged('"seq":3', '"seq":3,"extra":1')
  expect(() => readJournal(file)).toThrow(
    expect.objectContaining({ params: { file, line: 3, what: 'line' } }),
  )
  damaged(`${text.split('\n')[1]}\n`, '')
  expect(() => readJournal(file)).toThrow(
    expect.objectContaining({ params: { file, line: 2, what: 'chain' } }),
  )
})

test('reading a live journal does not touch its unfinished line', async () => {
  const file = await journalOf(1)
  appendFileSync(file, '{"v":1,"seq"')

  expect(readJournal(file)).toMatchObject({ torn: '{"v":1,"seq"' })
  expect(readFileSync(file, 'utf8').endsWith('{"v":1,"seq"')).toBe(true)
})
