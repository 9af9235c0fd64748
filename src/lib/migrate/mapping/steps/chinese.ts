import { z } from 'zod'
import { idNumberFault, REGION_EDITION, type RegionIn, usccFault } from '../../../items/index.js'
import { type Flaw, flaw } from '../../flaw.js'
import { halfWidth, onText, type StepKind, shown, simple, step } from './model.js'
import { plainNumber } from './values.js'

/** `ignore` takes a number whose check digit is wrong: old systems are full of them, and a person stands behind each. */
const idOptions = z
  .strictObject({ check_digit: z.enum(['check', 'ignore']).default('check') })
  .prefault({})
const units = { yuan: 2, wan: 6, fen: 0 } as const

const regionOptions = z
  .strictObject({
    moved: z.record(z.string(), z.string()).default({}),
    year: z.int().min(1997).max(REGION_EDITION).optional(),
  })
  .prefault({})

/** What Chinese offices write down: numbers of people and bodies, divisions, telephones, money. */
export const chineseSteps = {
  /** A citizen's number of 18 digits; of 15 digits (before 1999) it is made 18 (GB 11643-1999). */
  id18: step(idOptions, ({ check_digit }, { today }) =>
    onText((text) => {
      const number = upgraded(compact(text))
      const fault = idNumberFault(number, today)
      if (fault === null || (fault === 'check-digit' && check_digit === 'ignore')) return number
      return flaw('HK-MIG-307', { text: masked(number), fault })
    }),
  ),
  /** Day of birth in a number of 18 digits. */
  id_birth: simple(
    onText((text) => `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`),
  ),
  /** 1 male, 2 female (GB/T 2261.1), from a number of 18 digits. */
  id_sex: simple(onText((text) => (Number(text[16]) % 2 === 1 ? '1' : '2'))),
  /** 统一社会信用代码 (GB 32100-2015). */
  uscc: simple(
    onText((text) => {
      const code = compact(text)
      const fault = usccFault(code)
      return fault === null ? code : flaw('HK-MIG-308', { text: shown(code), fault })
    }),
  ),
  /** 组织机构代码 of nine characters, without its hyphen (GB 11714-1997). */
  org_code: simple(
    onText((text) => {
      const code = compact(text).replace('-', '')
      const fault = orgFault(code)
      return fault === null ? code : flaw('HK-MIG-308', { text: shown(code), fault })
    }),
  ),
  /**
   * A division of six digits (GB/T 2260); longer codes (towns, villages) are cut to their county. `moved` renames, and says
   * of a code that two divisions bore that it is today's; with `year` a code that ended is followed to that year's.
   */
  region6: step(regionOptions, ({ moved, year }, { hasRegion, regionIn }) =>
    onText((text) => {
      const digits = compact(text)
      if (!/^\d{6}(?:\d{3}){0,2}$/.test(digits)) return flaw('HK-MIG-309', { text: shown(digits) })
      const told = moved[digits.slice(0, 6)]
      const code = told ?? digits.slice(0, 6)
      if (year !== undefined) return inYear(code, year, regionIn(code, year), told !== undefined)
      return hasRegion(code) ? code : flaw('HK-MIG-309', { text: shown(digits) })
    }),
  ),
  /** A mobile number of 11 digits, or area code and number with a hyphen. */
  phone_cn: simple(
    onText(
      (text) =>
        (MOBILE.test(text) ? text : phone(compact(text))) ??
        flaw('HK-MIG-310', { text: maskedPhone(text) }),
    ),
  ),
  /** A name of a person: no spaces between Han characters (张　三), one kind of middle dot. */
  name_cn: simple(
    onText((text) => {
      if (!/[\s\u3000\uff01-\uff5e•・．‧]/u.test(text)) return text
      const name = halfWidth(text)
        .trim()
        .replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
      return name.replace(/[•・．‧]/gu, '·') || null
    }),
  ),
  /** Money in 分 as an integer, from 元 (or 万元, or 分) by digits, never through a float. */
  money_fen: step(
    z.strictObject({ from: z.enum(['yuan', 'wan', 'fen']).default('yuan') }).prefault({}),
    ({ from }) => onText((text) => fen(text, units[from])),
  ),
} satisfies Record<string, StepKind>

/** Without the white space, apostrophes and `="…"` that keep Excel from changing a number. */
function compact(text: string): string {
  if (/^[0-9A-Z]*$/.test(text)) return text
  return halfWidth(text)
    .replace(/[\s'="\u200b\ufeff]/gu, '')
    .toUpperCase()
}

/** `told`: somebody has said which division is meant, where the code alone does not. */
function inYear(text: string, year: number, found: RegionIn, told: boolean): string | Flaw {
  if ('code' in found) return found.code
  if (found.fault === 'reused' && told) return text
  if (found.fault === 'unknown') return flaw('HK-MIG-309', { text })
  return flaw('HK-MIG-326', { text, year, among: [], ...found })
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

function upgraded(number: string): string {
  if (number.length !== 15 || !/^\d{15}$/.test(number)) return number
  const long = `${number.slice(0, 6)}19${number.slice(6)}`
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(long[at]), 0)
  return long + '10X98765432'[sum % 11]
}

function masked(number: string): string {
  return number.length < 11 ? shown(number) : `${number.slice(0, 6)}********${number.slice(-4)}`
}

function maskedPhone(text: string): string {
  return shown(text).replace(/\d(?=\d{4})/g, '*')
}

const ORG_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]

function orgFault(code: string): 'length' | 'characters' | 'check-digit' | null {
  if (code.length !== 9) return 'length'
  if (!/^[0-9A-Z]{8}[0-9X]$/.test(code)) return 'characters'
  const sum = ORG_WEIGHTS.reduce(
    (total, weight, at) => total + weight * parseInt(code[at] ?? '', 36),
    0,
  )
  return '0X987654321'[sum % 11] === code[8] ? null : 'check-digit'
}

const MOBILE = /^1[3-9]\d{9}$/

function phone(text: string): string | null {
  const digits = text.replace(/^(?:\+|00)86/, '').replace(/[-()（）]/g, '')
  if (MOBILE.test(digits)) return digits
  const [, area, number] = /^(0(?:10|2\d|[3-9]\d\d))(\d{7,8})$/.exec(digits) ?? []
  return area === undefined ? null : `${area}-${number}`
}

function fen(text: string, shift: number): number | string | Flaw {
  const [, sign = '', whole = '', fraction = ''] =
    /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(plainNumber(text).replace(/万$/, '')) ?? []
  if (whole === '') return flaw('HK-MIG-304', { text: shown(text) })
  const kept = fraction.length > shift ? fraction.replace(/0+$/, '') : fraction
  if (kept.length > shift) return flaw('HK-MIG-315', { text: shown(text), places: shift })
  const digits = `${sign.replace('+', '')}${whole}${kept.padEnd(shift, '0')}`
  const value = Number(digits)
  return Number.isSafeInteger(value) ? value + 0 : digits
}
