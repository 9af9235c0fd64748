import { describe, expect, test } from 'vitest'
import { rowHash, WAY } from '../../../src/lib/migrate/mapping/hash.js'
import { PackedRow, RowPacker } from '../../../src/lib/migrate/run/packed.js'
import type { Cell } from '../../../src/lib/migrate/sources/index.js'

const rows: readonly (readonly [string, readonly Cell[]])[] = [
  ['a', ['𠮷', '', null, 0.1]],
  ['b|c', ['\u001f', '\u0000', '12', 12]],
  ['scan', [new Uint8Array([0, 31, 255]), null, 'x', -1]],
  ['', ['\ud800', 'long '.repeat(30_000), 1e21, null]],
]

describe('rows on their way between threads', () => {
  const packer = new RowPacker(4, 10)
  for (const [key, values] of rows) packer.add(key, values)
  const packed = structuredClone(packer.packed())

  test.each(rows.map(([key, values], index) => [index, key, values] as const))(
    'row %i comes out as it went in, whatever stands in it',
    (index, key, values) => {
      const row = new PackedRow(packed, index)
      expect(row.key).toBe(key)
      expect(row.values).toStrictEqual(values)
      expect(values.map((_, at) => row.value(at))).toStrictEqual(values)
      expect(row.hash).toBe(rowHash(values))
    },
  )
})

describe('the number that tells a changed row', () => {
  test('is another one for every other row, and stays what it is as long as its way has this name', () => {
    const alike: readonly (readonly Cell[])[] = [
      [null],
      [''],
      [null, null],
      ['', ''],
      ['a', ''],
      ['', 'a'],
      ['ab'],
      ['a', 'b'],
      ['b', 'a'],
      [null, 'ab'],
      ['ab', null],
    ]
    const hashes = alike.map(rowHash)
    expect(new Set(hashes).size).toBe(alike.length)
    expect(rowHash([12, '𠮷'])).toBe(rowHash(['12', '𠮷']))
    expect({ way: WAY, number: rowHash(['𠮷', null, '', 12]) }).toEqual({
      way: 'joined-2',
      number: 586200693574416,
    })
  })
})
