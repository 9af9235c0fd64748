import { describe, expect, test } from 'vitest'
import type { Flaw } from '../../../src/lib/migrate/flaw.js'
import { compileField } from '../../../src/lib/migrate/mapping/field.js'
import { noRows, type StepKit } from '../../../src/lib/migrate/mapping/steps/index.js'
import type { Cell, SourceRow } from '../../../src/lib/migrate/sources/index.js'

const kit: StepKit = {
  ...noRows,
  ...{ codes: () => new Map<string, Cell>([['受理', 'accepted']]), folder: '' },
  column: (name) => (row) => row[Number(name)] ?? null,
}
const field = (...steps: (string | object)[]) =>
  compileField('f', [{ get: '0' }, ...steps] as never, { kit, prefix: '' })

/** What a field makes of a row, and what it says when it makes nothing. */
function outcome(work: ReturnType<typeof field>, row: SourceRow) {
  const flaws: Flaw[] = []
  return { value: work.run(row, '', flaws), flaws }
}

describe('a field of one column', () => {
  const long = '0'.repeat(80)
  const odd: readonly Cell[] = [
    null,
    12,
    '',
    ' ',
    long,
    `${long}1`,
    '1O.5',
    '3.50',
    new Uint8Array([49]),
  ]
  // Enough different texts that none is kept any more, and the same ones over and over.
  const cells = [...odd, ...Array.from({ length: 20_000 }, (_, n) => String(n % 9000)), ...odd]
  const ways = {
    'texts that come again': (n: number) => cells[n % 40],
    'texts that do not': (n: number) => cells[n],
  }

  test.each(Object.entries(ways))('makes of %s what it makes of each alone', (_, cellOf) => {
    const steps = ['trim', { null_if: '7' }, 'money_fen', { default: 0 }]
    const work = field(...steps)
    for (let n = 0; n < cells.length; n += 1) {
      const row = [cellOf(n) ?? null]
      const alone = n % 97 === 0 || n < 60 ? outcome(field(...steps), row) : null
      const found = outcome(work, row)
      if (alone !== null) expect(found).toEqual(alone)
    }
  })

  test('that looks at other rows, or at more of its own, is asked each time', () => {
    let there = 'first'
    const looking: StepKit = { ...kit, lookup: () => () => there }
    const work = compileField('f', [{ get: '0' }, { lookup: 'person' }] as never, {
      ...{ kit: looking, prefix: '' },
    })
    expect(outcome(work, ['7']).value).toBe('first')
    there = 'second'
    expect(outcome(work, ['7']).value).toBe('second')
    const both = compileField('f', [{ first: ['0', '1'] }, 'trim'] as never, { kit, prefix: '' })
    expect(outcome(both, ['', 'a']).value).toBe('a')
    expect(outcome(both, ['', 'b']).value).toBe('b')
  })
})
