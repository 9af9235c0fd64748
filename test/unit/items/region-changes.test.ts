import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import { loadRegions, loadRegionYears, REGION_EDITION } from '../../../src/lib/items/index.js'
import { tempFolder } from '../../support/temp-folder.js'

const folder = join(templatesDir(), 'profiles')
const file = join(folder, 'region-changes.csv')
const regions = await loadRegions(join(folder, 'regions.csv'))
const years = await loadRegionYears(file, regions)

interface Life {
  readonly code: string
  readonly name: string
  readonly begun: number
  readonly ended: number
  readonly to: readonly string[]
}

const lives: readonly Life[] = (await readFile(file, 'utf8'))
  .split('\n')
  .filter((line) => /^\d/.test(line))
  .map((line) => line.split(','))
  .map(([code = '', name = '', begun, ended, to]) => ({
    code,
    name,
    begun: Number(begun || 0),
    ended: Number(ended || Infinity),
    to: to ? to.split(' ') : [],
  }))

const of = new Map<string, Life[]>()
for (const life of lives) of.set(life.code, [...(of.get(life.code) ?? []), life])

test('every code leads to codes of today, or says why nobody can tell', () => {
  const astray = lives.flatMap(({ code }) => {
    const found = years.in(code, REGION_EDITION)
    const ends = 'code' in found ? [found.code] : found.fault === 'divided' ? found.among : [code]
    return ends.filter((end) => !regions.has(end) && !of.has(end)).map((end) => [code, end])
  })
  expect(astray).toEqual([])
})

test('a code that ended is not one of today, unless a second line says that it was given away again', () => {
  const today = (code: string) => regions.nameOf(code) !== null || /00$/.test(code)
  const both = lives.filter(
    ({ code, ended }) => ended < Infinity && today(code) && regions.has(code),
  )
  expect(both.filter(({ code }) => of.get(code)?.length === 1)).toEqual([])
  const standing = lives.filter(({ ended }) => ended === Infinity)
  expect(standing.filter(({ code }) => !regions.has(code))).toEqual([])
})

test('the land of a code that ended is under codes that stood that year, none of them its own', () => {
  const wrong = lives.flatMap(({ code, ended, to }) =>
    to
      .filter((next) => {
        if (next === code && to.length === 1) return true
        const known = of.get(next)
        if (known === undefined) return !regions.has(next)
        return known.filter((one) => one.begun <= ended && ended < one.ended).length !== 1
      })
      .map((next) => [code, next]),
  )
  expect(wrong).toEqual([])
})

test('a code that another one led to began in that year, or stood before', () => {
  const fresh = lives.filter(({ code, begun }) => begun > 0 && of.get(code)?.length === 1)
  const late = fresh.filter(({ code, begun }) => {
    const before = lives.filter(({ to }) => to.includes(code))
    return before.length > 0 && !before.some(({ ended }) => ended === begun)
  })
  // 汇川区 began with parts of 红花岗区 and 遵义县; when 遵义县 ended, it took another part.
  expect(late.map(({ code, name }) => code + name)).toEqual(['520303汇川区'])
})

test('a division that kept its name, or became 区 or 市, is found under it', () => {
  const began = new Map<string, Life[]>()
  const key = (code: string, year: number) => `${code.slice(0, 2)} ${year} ${/00$/.test(code)}`
  for (const life of lives) {
    const at = key(life.code, life.begun)
    began.set(at, [...(began.get(at) ?? []), life])
  }
  const stem = (name: string) => name.replace(/(?:[市区旗盟]|县|地区|特区)$/u, '')
  const lost = lives.flatMap((life) => {
    const here = began.get(key(life.code, life.ended)) ?? []
    const namesakes = here.filter(({ name }) => name === life.name)
    const alike = here.filter(
      ({ name }) =>
        stem(name) === stem(life.name) &&
        stem(name).length > 1 &&
        !lives.some((other) => other.ended === life.ended && other.name === name),
    )
    const expected = namesakes.length > 0 ? namesakes : alike
    return expected
      .filter(({ code }) => !life.to.includes(code))
      .map(({ code, name }) => [life.code, life.name, code, name])
  })
  expect(lost).toEqual([])
})

test('lines stand in the order of their codes, and of one code in the order of years, none of them twice', () => {
  const order = lives.map(({ code, begun }) => code + String(begun).padStart(4, '0'))
  expect(order).toEqual([...order].sort())
  expect(new Set(lives.map(({ code, name }) => code + name)).size).toBe(lives.length)
  expect(lives.filter(({ begun, ended }) => begun === 0 && ended === Infinity)).toEqual([])
  expect(lives.filter(({ begun, ended }) => begun >= ended)).toEqual([])
  const twice = [...of.values()].filter(({ length }) => length > 1)
  expect(twice.filter(({ length }) => length > 2)).toEqual([])
})

test('in the year before its end a code stands, from that year on its successor does', () => {
  expect(years.in('110228', 2014)).toEqual({ code: '110228' })
  expect(years.in('110228', 2015)).toEqual({ code: '110118' })
  expect(years.in('110118', 2014)).toEqual({ fault: 'later' })
})

test('a code whose land went to several names them', () => {
  expect(years.in('533221', 2020)).toEqual({ fault: 'divided', among: ['530702', '530721'] })
  expect(years.in('533221', 2001)).toEqual({ code: '533221' })
})

test.each([
  '110228,密云县,,2015',
  '110228,密云县,,2015,',
  '110228,密云县,,15,110118',
  '密云县,,2015,110118',
])('a line that says something else is refused by its number: %s', async (line) => {
  const table = join(await tempFolder(), 'changes.csv')
  await writeFile(table, `# notes\n${line}\n`)
  await expect(loadRegionYears(table, regions)).rejects.toMatchObject({
    code: 'HK-ITEM-009',
    params: { line: 2 },
  })
})
