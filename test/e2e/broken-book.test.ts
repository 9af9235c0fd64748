import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openYard, type Yard } from '../support/e2e/county.js'
import { documentOf, type Ended, hallkit } from '../support/e2e/hallkit.js'
import { countyPath, sampleText, unitCount, unitFiles } from '../support/few-units.js'

const broken = '附件2 国土资源局事项梳理表20150410.xlsx'
const UNITS = 28

/** Units sent their books; one of them arrived cut in half. */
describe(`an inbox with a truncated workbook (${sampleText})`, () => {
  let yard: Yard
  let ended: Ended
  // biome-ignore lint/suspicious/noExplicitAny: the tests say what the document must hold
  let result: any
  beforeAll(async () => {
    yard = await openYard()
    const dir = join(yard.cwd, '县')
    await hallkit(['init', dir, '--notice', 'menghai-2015'], yard)
    for (const file of unitFiles) await copyFile(countyPath(file), join(dir, 'inbox', file))
    const whole = await readFile(countyPath(broken))
    await writeFile(join(dir, 'inbox', broken), whole.subarray(0, whole.length / 2))
    ended = await hallkit(['inbox', '--json', '--workspace', dir], yard)
    result = documentOf(ended).result
  }, 120_000)
  afterAll(() => yard.remove())

  it('ends with 1, one document on stdout and nothing beside it', () => {
    expect(ended).toMatchObject({ code: 1, stderr: '' })
  })

  it('names the file and says what is wrong with it', () => {
    const spoilt = JSON.stringify(result)
    expect(spoilt).toContain(broken)
    const [one, ...more] = result.files.filter(({ error }: { error: unknown }) => error !== null)
    expect(more).toEqual([])
    expect(one.file).toContain(broken)
    expect(one.error.code).toMatch(/^HK-SHEET-\d{3}$/)
    expect(one.error.message).toContain(broken)
  })

  it('takes in every other file, so that its unit alone is missing of those that sent', () => {
    const taken = result.files.filter(({ error }: { error: unknown }) => error === null)
    const names = new Set(taken.map(({ file }: { file: string }) => basename(file)))
    expect([...names].sort()).toEqual(unitFiles.filter((file) => file !== broken).sort())
    const without = result.units.filter(({ forms }: { forms: { state: string }[] }) =>
      forms.every(({ state }) => state === 'missing'),
    )
    expect(without).toHaveLength(UNITS - unitCount + 1)
    expect(without.map(({ unit }: { unit: { name: string } }) => unit.name)).toContain(
      '勐海县国土资源局',
    )
  })

  it('is mended by the right file, without doing anything twice', async () => {
    const dir = join(yard.cwd, '县')
    await copyFile(countyPath(broken), join(dir, 'inbox', broken))
    const mended = documentOf(await hallkit(['inbox', '--json', '--workspace', dir], yard)).result
    expect(mended.files.filter(({ error }: { error: unknown }) => error !== null)).toEqual([])
    const { item } = mended.totals
    expect(item.read).toBe(item.stored + item.unchanged + item.quarantined)
    expect(item.stored).toBeGreaterThan(0)
    expect(item.unchanged).toBe(result.totals.item.stored)
  })
})
