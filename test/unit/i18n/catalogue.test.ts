import { describe, expect, test } from 'vitest'
import { findings, problems } from '../../../src/lib/errors/index.js'
import { words as en } from '../../../src/lib/i18n/en/index.js'
import { loadCatalogue } from '../../../src/lib/i18n/index.js'
import { words as zh } from '../../../src/lib/i18n/zh/index.js'

const codes = [...Object.keys(problems), ...Object.keys(findings)]
describe('the catalogues', () => {
  test('hold words for every code, and no words without a code', () => {
    expect(Object.keys(zh).sort()).toEqual([...codes].sort())
    expect(Object.keys(en).sort()).toEqual([...codes].sort())
  })

  test('no code stands in two rooms', () => {
    expect(new Set(codes).size).toBe(codes.length)
  })

  test('every code has the form HK-ROOM-NNN', () => {
    expect(codes.filter((code) => !/^HK-[A-Z]+-\d{3}$/.test(code))).toEqual([])
  })

  test('speak the language that was asked for', async () => {
    const { explain } = await loadCatalogue('en')
    const error = { code: 'HK-INT-001', params: { resume: 'hallkit drill run' } }

    expect(explain(error as Parameters<typeof explain>[0])).toEqual({
      message: expect.stringContaining('Interrupted'),
      fix: ['Continue with: hallkit drill run'],
    })
  })
})
