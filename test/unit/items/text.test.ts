import { describe, expect, test } from 'vitest'
import { orNull, splitList, splitNames, tidy } from '../../../src/lib/items/index.js'

describe('a cell with several values', () => {
  test.each([
    ['申请书、身份证、户口簿', ['申请书', '身份证', '户口簿']],
    ['1.申请书 2.身份证（原件、复印件）', ['申请书', '身份证（原件、复印件）']],
    ['1、申请书；2、身份证；', ['申请书', '身份证']],
    ['①申请书②身份证', ['申请书', '身份证']],
    ['（一）申请书\n（二）身份证', ['申请书', '身份证']],
    ['申请书\n身份证、户口簿', ['申请书', '身份证、户口簿']],
    ['3年内审计报告', ['3年内审计报告']],
    ['无', ['无']],
    ['——', []],
    ['', []],
  ])('%j', (text, values) => {
    expect(splitList(text)).toEqual(values)
  })

  test('people come without titles and without the space that lines names up', () => {
    expect(splitNames('张三（股长）、李 四；王五')).toEqual(['张三', '李四', '王五'])
    expect(splitNames('')).toEqual([])
  })
})

test('cells that say nothing are null', () => {
  for (const text of ['', ' ', '/', '——', '-', '\u3000', undefined]) expect(orNull(text)).toBeNull()
  expect(orNull('无')).toBe('无')
})

test('tidying keeps line breaks', () => {
  expect(tidy('  a  b \r\n c ')).toBe('a b\nc')
})
