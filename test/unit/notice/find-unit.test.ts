import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { findUnit, loadPack, type NoticePack } from '../../../src/lib/notice/index.js'

let pack: NoticePack
beforeAll(async () => {
  pack = await loadPack('menghai-2015')
})

describe('whose sheet is it', () => {
  test.each([
    ['勐海县发展改革和工业信息化局', 'exact', '发改工信局'],
    ['县发改工信局', 'exact', '发改工信局'],
    ['　勐海县 公安局', 'exact', '公安局'],
    ['残联', 'exact', '残联'],
    ['11532822999700044t', 'exact', '环保局'],
    ['１１５３２８２２９９９７０００４４Ｔ', 'exact', '环保局'],
    ['填报单位：勐海县住建局', 'exact', '住建局'],
    ['填报单位（盖章）：勐海县住建局', 'contained', '住建局'],
    ['县发改工信局-事项梳理表(1).xlsx', 'contained', '发改工信局'],
    ['附件2 勐海县水务局（最终版）.xls', 'contained', '水务局'],
    ['附件2-县林业局.csv', 'contained', '林业局'],
  ])('%s is %s: %s', (text, match, short) => {
    expect(findUnit(pack, text)).toMatchObject({ match, unit: { short } })
  })

  test.each([
    ['县农业科技局', ['勐海县农业和科技局']],
    ['勐海县住房与城乡建设局', ['勐海县住房和城乡建设局']],
    ['国税局、地税局', expect.arrayContaining(['勐海县国家税务局'])],
    ['', []],
    ['县', []],
    ['事项梳理表.xlsx', []],
  ])('%s is nobody, near are %j', (text, nearest) => {
    expect(findUnit(pack, text)).toEqual({ match: 'none', nearest })
  })

  test.each(['景洪市住建局', '勐腊县财政局事项表.xls', '西双版纳州公安局', '州水务局'])(
    '%s is another place, not ours',
    (text) => {
      expect(findUnit(pack, text).match).toBe('none')
    },
  )

  test('every name, short name, alias and code finds its own unit, in a file name too', () => {
    for (const unit of pack.units) {
      for (const name of [unit.name, unit.short, unit.code, ...unit.aliases]) {
        expect(findUnit(pack, name), name).toEqual({ match: 'exact', unit })
        expect(findUnit(pack, `附件2：${name}-事项表（1）.xlsx`), name).toMatchObject({ unit })
      }
    }
  })

  test('no text breaks it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(['exact', 'contained', 'none']).toContain(findUnit(pack, text).match)
      }),
    )
  })
})
