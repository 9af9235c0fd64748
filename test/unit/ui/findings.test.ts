import { describe, expect, test } from 'vitest'
import { type Finding, found } from '../../../src/lib/errors/index.js'
import { loadCatalogue } from '../../../src/lib/i18n/index.js'
import { formatFindings } from '../../../src/lib/ui/findings.js'
import { createPalette } from '../../../src/lib/ui/palette.js'

const plain = createPalette(false)
const place = { file: '民政局.xlsx', sheet: '事项', row: 7, cell: 'F7' }
const tooLong = found('HK-ITEM-012', { promised: '30个工作日', statutory: '20个工作日' }, place)
const sameName = found('HK-ITEM-021', { name: '殡葬许可', unit: '乙局' }, { ...place, row: 9 })

describe('findings on the screen', () => {
  test('name place, code and what to do', async () => {
    const text = formatFindings([tooLong], await loadCatalogue('zh-CN'), plain)

    expect(text).toMatch(/^错误 HK-ITEM-012 {2}民政局\.xlsx 「事项」 F7 单元格 {2}\S/)
    expect(text).toContain('30个工作日')
    expect(text).toContain('\n  改法: ')
  })

  test('put the worst last, nearest the prompt', async () => {
    const text = formatFindings([tooLong, sameName], await loadCatalogue('zh-CN'), plain)

    expect(text.indexOf('HK-ITEM-021')).toBeLessThan(text.indexOf('HK-ITEM-012'))
  })

  test('count what repeats instead of listing it', async () => {
    const many: readonly Finding[] = Array.from({ length: 217 }, () => tooLong)

    const text = formatFindings(many, await loadCatalogue('zh-CN'), plain)

    expect(text.match(/HK-ITEM-012/g)).toHaveLength(3)
    expect(text).toContain('另有 214 处同样的问题')
  })

  test('speak English', async () => {
    const text = formatFindings([tooLong], await loadCatalogue('en'), plain)

    expect(text).toMatch(/^error HK-ITEM-012 {2}民政局\.xlsx "事项" cell F7/)
  })
})
