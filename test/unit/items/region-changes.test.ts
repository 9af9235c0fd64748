import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import { loadRegions, loadRegionYears, REGION_EDITION } from '../../../src/lib/items/index.js'

const folder = join(templatesDir(), 'profiles')
const file = join(folder, 'region-changes.csv')
const regions = await loadRegions(join(folder, 'regions.csv'))
const years = await loadRegionYears(file, regions)

test('every code that ended leads to one of today, or says why nobody can tell', async () => {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => /^\d/.test(line))
  const codes = lines.map((line) => line.slice(0, 6))
  expect(codes).toEqual([...new Set(codes)].sort())
  const astray = codes.filter((code) => {
    const found = years.in(code, REGION_EDITION)
    return 'code' in found ? !regions.has(found.code) : found.fault === 'unknown'
  })
  expect(astray).toEqual([])
})

test('in the year before its end a code stands, from that year on its successor does', () => {
  expect(years.in('110228', 2014)).toEqual({ code: '110228' })
  expect(years.in('110228', 2015)).toEqual({ code: '110118' })
  expect(years.in('110118', 2014)).toEqual({ fault: 'later' })
})

test('a code that two divisions bore one after the other is never taken for either', () => {
  expect(years.in('440203', 2002)).toEqual({ fault: 'reused' })
  expect(years.in('440203', 2020)).toEqual({ fault: 'reused' })
})
