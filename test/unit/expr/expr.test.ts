// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts with ${CEL} are what is tested here
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { AppError } from '../../../src/lib/errors/index.js'
import {
  celText,
  compile,
  compileTemplate,
  interpolate,
  templateText,
} from '../../../src/lib/expr/index.js'
import { parseYaml } from '../../../src/lib/yaml/index.js'

const source = { file: 'plan.yaml', line: 7 }
const value = (text: string, context: Record<string, unknown> = {}) =>
  compile(text, source).evaluate(context)

function refusal(work: () => unknown): AppError {
  try {
    work()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('accepted')
}

describe('an expression', () => {
  test.each([
    ['1 + 2', {}, 3],
    ['n + 1', { n: 3 }, 4],
    ['1 + 2.5', {}, 3.5],
    ['n * 0.5 + size(l)', { n: 3, l: [1] }, 2.5],
    ['n % 2 == 1', { n: 3 }, true],
    ['3 == 3.0 && 3 != 4.0', {}, true],
    ['n in [1, 2, 3]', { n: 3 }, true],
    ['item["金额"] > 5', { item: { 金额: 6 } }, true],
    ['[1, "二", null]', {}, [1, '二', null]],
    ['{"a": size("中文")}', {}, { a: 2 }],
    ['has(x.y) ? x.y : "无"', { x: {} }, '无'],
  ])('%s over %j is %j', (text, context, result) => {
    expect(value(text, context)).toEqual(result)
  })

  test('counts items the way a notice does: null is no depth, not depth 0', () => {
    const rule = compile(
      'items.exists(i, i.typeCode in ["01", "11"] && i.depth != null && i.depth >= 3)',
      source,
    )
    expect(rule.test({ items: [{ typeCode: '01', depth: null }] })).toBe(false)
    expect(rule.test({ items: [{ typeCode: '20', depth: 4 }] })).toBe(false)
    expect(rule.test({ items: [{ typeCode: '11', depth: 3 }] })).toBe(true)
    expect(rule.test({ items: [] })).toBe(false)
  })

  test('mixed arithmetic agrees with JavaScript', () => {
    const number = fc.integer({ min: -1e6, max: 1e6 })
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(value(`a + ${b < 0 ? `(${b})` : b}`, { a })).toBe(a + b)
        expect(value(`a * ${b < 0 ? `(${b})` : b}`, { a })).toBe(a * b)
        expect(value(`a < ${b < 0 ? `(${b})` : b}`, { a })).toBe(a < b)
        expect(value(`a == ${b < 0 ? `(${b})` : b}`, { a })).toBe(a === b)
      }),
    )
  })

  test('a syntax error names file, line, expression and character', () => {
    const error = refusal(() => compile('unit.batch == ', source))
    expect(error.code).toBe('HK-EXPR-001')
    expect(error.params).toMatchObject({ ...source, expression: 'unit.batch == ', at: 15 })
  })

  test.each([
    ['"a" + 1', {}, 'HK-EXPR-001'],
    ['true ? 1 : "a"', {}, 'HK-EXPR-001'],
    ['x.y', { x: {} }, 'HK-EXPR-002'],
    ['q', {}, 'HK-EXPR-002'],
    ['1 / 0', {}, 'HK-EXPR-002'],
    ['x.constructor', { x: {} }, 'HK-EXPR-002'],
    ['x.__proto__', { x: {} }, 'HK-EXPR-002'],
    ['9007199254740993', {}, 'HK-EXPR-006'],
    ['b"abc"', {}, 'HK-EXPR-006'],
    ['timestamp("2015-04-08T00:00:00Z")', {}, 'HK-EXPR-006'],
  ])('%s over %j is refused as %s', (text, context, code) => {
    expect(refusal(() => value(text, context)).code).toBe(code)
  })

  test('matches is refused, whatever it is called on', () => {
    const error = refusal(() => compile('ok && item.name.matches("(a+)+$")', source))
    expect(error.code).toBe('HK-EXPR-003')
    expect(error.params).toMatchObject({ name: 'matches', at: 7 })
    expect(refusal(() => compile('l.exists(x, x.matches("a"))', source)).code).toBe('HK-EXPR-003')
  })

  test('loops in loops are capped in depth and in size', () => {
    const three = 'l.all(a, l.all(b, l.all(c, true)))'
    expect(refusal(() => compile(three, source)).params).toMatchObject({ what: 'nesting' })
    const two = compile('l.all(a, l.exists(b, b == a))', source)
    expect(two.test({ l: [1, 2] })).toBe(true)
    const long = Array.from({ length: 1001 }, (_, i) => i)
    expect(refusal(() => two.test({ l: long })).params).toMatchObject({ what: 'list', limit: 1000 })
    expect(compile('l.all(a, a >= 0)', source).test({ l: long })).toBe(true)
  })

  test('a very long or very deep expression is refused', () => {
    const long = Array(900).fill('1').join('+')
    expect(refusal(() => compile(long, source)).code).toBe('HK-EXPR-001')
    expect(refusal(() => compile('1'.repeat(2001), source)).params).toMatchObject({
      what: 'length',
    })
    expect(refusal(() => compile(`${'('.repeat(300)}1${')'.repeat(300)}`, source)).code).toBe(
      'HK-EXPR-001',
    )
  })

  test('when the names are known, an unknown one is refused before anything runs', () => {
    const known = { ...source, variables: ['unit', 'items'] }
    const error = refusal(() => compile('size(itmes) > 0', known))
    expect(error.code).toBe('HK-EXPR-005')
    expect(error.params).toMatchObject({ name: 'itmes', nearest: ['items'], at: 6 })
    expect(compile('items.all(i, i.unit == unit.code)', known).text).toContain('items')
  })

  test('a condition must be true or false', () => {
    expect(refusal(() => compile('1 + 1', source).test({})).params).toMatchObject({
      expected: 'boolean',
      found: 'number',
    })
  })

  test('the context is never changed', () => {
    const context = Object.freeze({ l: Object.freeze([Object.freeze({ a: 1 })]) })
    expect(value('l.map(x, x.a + 1)', context)).toEqual([2])
  })
})

describe('a text with expressions', () => {
  const context = { item: { name: '取水许可', code: null }, n: 3, names: ['a'] }

  test.each([
    ['办理${item.name}第${n}件', '办理取水许可第3件'],
    ['无表达式', '无表达式'],
    ['', ''],
    ['价格 $5 与 $${n}', '价格 $5 与 ${n}'],
    ['${ {"a}": "x"}["a}"] }!', 'x!'],
    ['${\'}\' + "}"}', '}}'],
    ['${true}', 'true'],
  ])('%j becomes %j', (text, result) => {
    expect(interpolate(text, context, source)).toBe(result)
  })

  test('a text that is one expression keeps its type when evaluated', () => {
    expect(compileTemplate('${names}', source).evaluate(context)).toEqual(['a'])
    expect(compileTemplate('${n}', source).evaluate(context)).toBe(3)
    expect(compileTemplate('${n}件', source).evaluate(context)).toBe('3件')
  })

  test('a missing value never becomes the word null', () => {
    expect(refusal(() => interpolate('编码${item.code}', context, source)).code).toBe('HK-EXPR-006')
    expect(refusal(() => interpolate('${names}', context, source)).code).toBe('HK-EXPR-006')
  })

  test('an unclosed expression is refused with its place', () => {
    expect(refusal(() => compileTemplate('办理${item.name', source)).params).toMatchObject({
      at: 3,
    })
  })

  test('texts without ${ come back as they are', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!text.includes('${'))
        expect(interpolate(text, {}, source)).toBe(text)
      }),
    )
  })
})

describe('expressions in a YAML file', () => {
  const schema = z.strictObject({ when: celText(['item']), say: templateText().optional() })

  test.each([
    ['when: item.depth >= 3\nsay: "共 ${n} 件"\n', null],
    ['when: item.depth >=\n', { line: 1, column: 7, rule: 'expression' }],
    ['when: itme.depth >= 3\n', { rule: 'expression', expected: 'HK-EXPR-005 itme' }],
    ['when: "true"\nsay: "共 ${n 件"\n', { line: 2, column: 6, rule: 'expression' }],
  ])('%j', (text, params) => {
    const parse = () => parseYaml(text, { file: 'a.yaml', schema })
    if (params === null) expect(parse()).toBeTypeOf('object')
    else expect(refusal(parse).params).toMatchObject(params)
  })
})
