import { expect, test } from 'vitest'
import { createDuplicateIndex } from '../../../src/lib/items/index.js'

const water = { code: '11532822999700052M', name: '勐海县水务局' }
const forest = { code: '11532822999700060G', name: '勐海县林业局' }
const code = '11532822999700052M4530100001000'

function index() {
  const duplicates = createDuplicateIndex([])
  return (
    file: string,
    row: number,
    item: { unit?: typeof water; code?: string | null; name?: string } = {},
  ) =>
    duplicates
      .meet(
        {
          item: { unit: water, code, name: '取水许可审批', ...item },
          ...{ file, sheet: '梳理表', row },
        },
        () => ({}),
      )
      .map((finding) => [finding.code, 'row' in finding.params ? finding.params.row : null])
}

test('an item in a later file is no repeat, twice in that file it is, and the row is of that file', () => {
  const meet = index()

  expect(meet('一.xlsx', 5)).toEqual([])
  expect(meet('二.xlsx', 8)).toEqual([])
  expect(meet('二.xlsx', 9)).toEqual([['HK-ITEM-020', 8]])
  expect(meet('二.xlsx', 10)).toEqual([['HK-ITEM-020', 8]])
})

test('a name repeats within its unit, though another unit used it first', () => {
  const meet = index()
  const bare = { unit: forest, code: null }

  expect(meet('一.xlsx', 5, { code: null })).toEqual([])
  expect(meet('一.xlsx', 6, bare)).toEqual([['HK-ITEM-021', null]])
  expect(meet('一.xlsx', 7, bare)).toEqual([['HK-ITEM-020', 6]])
  expect(meet('一.xlsx', 8, { code: null })).toEqual([['HK-ITEM-020', 5]])
})
