import { describe, expect, test } from 'vitest'
import { rowHash } from '../../../src/lib/migrate/mapping/hash.js'
import { keyAt, RowPacker, valuesAt } from '../../../src/lib/migrate/run/packed.js'
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
      expect(keyAt(packed, index)).toBe(key)
      expect(valuesAt(packed, index)).toStrictEqual(values)
      expect(packed.hashes[index]).toBe(rowHash(values))
    },
  )
})
