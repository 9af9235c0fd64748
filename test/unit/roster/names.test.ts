import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { masked } from '../../../src/lib/roster/mask.js'
import { readNames } from '../../../src/lib/roster/names.js'
import { readPhones } from '../../../src/lib/roster/phones.js'

const people = (text: string) =>
  readNames(text).people.map(({ name, title, ab }) => [name, title, ab].filter(Boolean).join(' '))

describe('the people of a cell', () => {
  test.each([
    ['张三、李四', ['张三', '李四']],
    ['张三\n李四', ['张三', '李四']],
    ['张三 李四 王五', ['张三', '李四', '王五']],
    ['1.张三 2.李四', ['张三', '李四']],
    ['1、张三 2、李四', ['张三', '李四']],
    ['王 伟', ['王伟']],
    ['张　三', ['张三']],
    ['张 三   李 四', ['张三', '李四']],
    ['欧阳 娜娜', ['欧阳娜娜']],
    ['诸葛 亮', ['诸葛亮']],
    ['艾力·买买提、岩 温', ['艾力·买买提', '岩温']],
    ['买买提.艾力', ['买买提·艾力']],
    ['嚴鳳英', ['嚴鳳英']],
    ['張三（股長）', ['張三 股長']],
    ['张三（股长、党组成员）、李四(女)', ['张三 股长、党组成员', '李四']],
    ['张三 副股长', ['张三 副股长']],
    ['张三 李四 科员', ['张三', '李四 科员']],
    ['局长 张三', ['张三 局长']],
    ['副局长：张三', ['张三 副局长']],
    ['张三股长', ['张三 股长']],
    ['A岗：张三；B岗：李四', ['张三 A', '李四 B']],
    ['A岗 张三 B岗 李四', ['张三 A', '李四 B']],
    ['张三（主办）/李四（协办）', ['张三 A', '李四 B']],
    ['张三(Ａ岗)、李四Ｂ岗', ['张三 A', '李四 B']],
  ])('%j are %j', (text, wanted) => {
    expect(people(text)).toEqual(wanted)
  })

  test('telephones in a name cell are telephones, and 等 says that somebody is missing', () => {
    const cell = readNames('张三（13800138000）、李四等5人')

    expect(cell.people.map(({ name, phones }) => [name, phones])).toEqual([
      ['张三', ['13800138000']],
      ['李四', []],
    ])
    expect(cell.others).toBe(true)
  })

  test('names written one behind the other are read back, whatever stands between them', () => {
    const name = fc.stringMatching(/^[王李张刘陈杨黄赵吴周][伟芳娜敏静丽强磊军洋艳勇]{1,2}$/u)
    const between = fc.constantFrom('、', '，', ',', '；', '\n', '/', ' 、 ')
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), between, (names, separator) => {
        expect(people(names.join(separator))).toEqual(names)
      }),
    )
  })
})

describe('telephones', () => {
  test.each([
    ['13800138000.0', ['13800138000']],
    ['138-0013-8000', ['13800138000']],
    ['138 0013 8000', ['13800138000']],
    ['+86 13800138000', ['13800138000']],
    ['１３８００１３８０００', ['13800138000']],
    ['(0691)5120000', ['0691-5120000']],
    ['0691 5120000', ['0691-5120000']],
    ['0691—5120000—8012', ['0691-5120000转8012']],
    ['5120000 13800138000', ['5120000', '13800138000']],
    ['13800138000/13900139000', ['13800138000', '13900139000']],
    ['1.3800138001E+10', ['13800138001']],
  ])('%j is %j', (text, list) => {
    expect(readPhones(text)).toEqual({ list, damaged: [] })
  })

  test('a number whose last figures a table program dropped is told, never filled up with noughts', () => {
    expect(readPhones('1.38E+10')).toEqual({ list: [], damaged: ['1.38E+10'] })
  })

  test('no telephone and no ID number is shown whole', () => {
    const long = fc.stringMatching(/^1[3-9]\d{9}$|^0691-\d{7}$|^53\d{15}[\dX]$/u)
    fc.assert(
      fc.property(long, (number) => {
        expect(masked(`电话「${number}」不符`)).not.toContain(number.slice(3, -2))
      }),
    )
  })
})
