import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  basicCodeFault,
  idNumberFault,
  implementationCodeFault,
  splitImplementationCode,
  usccCheckDigit,
  usccFault,
} from '../../../src/lib/items/index.js'

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

describe('a unified social credit code (GB 32100)', () => {
  test.each([
    '91350100M000100Y43',
    '91110000101623741K',
    '911101066976941872',
    '11440100007482575H',
    '12441500196720244T',
    '11511301008778183N',
  ])('%s is right', (code) => {
    expect(usccFault(code)).toBeNull()
  })

  test('says what is wrong', () => {
    expect(usccFault('11440100007482575')).toBe('length')
    expect(usccFault('1144010000748257IH')).toBe('characters')
    expect(usccFault('114401000074825750')).toBe('check-digit')
  })

  test('a check digit of 31 is written 0, as often as chance has it', () => {
    const char = fc.constantFrom(...ALPHABET)
    const body = fc
      .tuple(
        char,
        char,
        fc.stringMatching(/^\d{6}$/u),
        fc.array(char, { minLength: 9, maxLength: 9 }),
      )
      .map(([a, b, region, rest]) => a + b + region + rest.join(''))
    fc.assert(
      fc.property(body, (first17) => {
        expect(usccFault(first17 + usccCheckDigit(first17))).toBeNull()
      }),
    )
  })

  test('one wrong digit is always noticed', () => {
    const code = '11440100007482575H'
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 7 }), fc.integer({ min: 0, max: 9 }), (at, digit) => {
        const changed = code.slice(0, at) + String(digit) + code.slice(at + 1)
        expect(usccFault(changed)).toBe(changed === code ? null : 'check-digit')
      }),
    )
  })
})

describe('an item code', () => {
  test.each(['11440100007482575H3440118009000', '12441500196720244T3442199806003'])(
    'published code %s is right',
    (code) => {
      expect(implementationCodeFault(code)).toBeNull()
    },
  )

  test('is split by its rule', () => {
    expect(splitImplementationCode('11440100007482575H3440118009000')).toEqual({
      uscc: '11440100007482575H',
      level: '3',
      basic: '440118009000',
      province: '44',
      type: '01',
    })
  })

  test('is faulted by part', () => {
    expect(implementationCodeFault('11440100007482575H344011800900')).toBe('length')
    expect(implementationCodeFault('11440100007482575H9440118009000')).toBe('characters')
    expect(implementationCodeFault('11440100007482575K3440118009000')).toBe('check-digit')
    expect(implementationCodeFault('11440100007482575H3990118009000')).toBe('region')
    expect(basicCodeFault('440118O09000')).toBe('characters')
    expect(basicCodeFault('440118009000')).toBeNull()
  })
})

describe('an identity number (GB 11643)', () => {
  test("the standard's examples are right", () => {
    expect(idNumberFault('11010519491231002X', '2015-04-08')).toBeNull()
    expect(idNumberFault('440524188001010014', '2015-04-08')).toBeNull()
  })

  test('says what is wrong', () => {
    expect(idNumberFault('440524188001010000', '2015-04-08')).toBe('check-digit')
    expect(idNumberFault('11010519490231002X', '2015-04-08')).toBe('date')
    expect(idNumberFault('99010519491231002X', '2015-04-08')).toBe('region')
    expect(idNumberFault('1101051949123100', '2015-04-08')).toBe('length')
  })
})
