/** What is wrong with a code, or null when nothing is. */
export type CodeFault = 'length' | 'characters' | 'check-digit' | 'region' | 'date'

const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const USCC_SHAPE = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/u

/** The 18th character of a unified social credit code from its first 17 (GB 32100-2015: 31 becomes 0). */
export function usccCheckDigit(first17: string): string {
  const sum = [...first17].reduce(
    (total, char, index) => total + USCC_ALPHABET.indexOf(char) * (3 ** index % 31),
    0,
  )
  return USCC_ALPHABET[(31 - (sum % 31)) % 31] ?? ''
}

/** Checks a unified social credit code (GB 32100-2015). */
export function usccFault(code: string): CodeFault | null {
  if (code.length !== 18) return 'length'
  if (!USCC_SHAPE.test(code)) return 'characters'
  return usccCheckDigit(code.slice(0, 17)) === code[17] ? null : 'check-digit'
}

/** The parts of a 31-character implementation code (实施编码): unit, level, basic code with region, type and number. */
export interface ImplementationCode {
  readonly uscc: string
  readonly level: string
  readonly basic: string
  readonly province: string
  readonly type: string
}

/** Splits an implementation code: 18 credit code + 1 level + 12 basic code; null when it is not of that length. */
export function splitImplementationCode(code: string): ImplementationCode | null {
  if (code.length !== 31) return null
  const basic = code.slice(19)
  return {
    uscc: code.slice(0, 18),
    level: code.slice(18, 19),
    basic,
    province: basic.slice(0, 2),
    type: basic.slice(2, 4),
  }
}

const BASIC_SHAPE = /^\d{4}[0-9A-HJ-NP-RTUWXY]{5}\d{3}$/u

/** Checks a 12-character basic code (基本编码): region 2, type 2, main item 5 (no I O Z S V), sub-item 3. */
export function basicCodeFault(code: string): CodeFault | null {
  if (code.length !== 12) return 'length'
  if (!BASIC_SHAPE.test(code)) return 'characters'
  return isProvince(code.slice(0, 2)) ? null : 'region'
}

/** Checks a 31-character implementation code (实施编码) part by part. */
export function implementationCodeFault(code: string): CodeFault | null {
  const parts = splitImplementationCode(code)
  if (parts === null) return 'length'
  if (!/^[1-7]$/u.test(parts.level)) return 'characters'
  return usccFault(parts.uscc) ?? basicCodeFault(parts.basic)
}

/** Two-digit province codes of GB/T 2260; a region code starts with one. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(
    ' ',
  ),
)

/** Whether two digits are a province of GB/T 2260 (`00` is the state level). */
export function isProvince(prefix: string): boolean {
  return prefix === '00' || PROVINCES.has(prefix)
}

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

const ZERO = 48

/** Checks a citizen's identity number (GB 11643-1999): province, birth date up to `today` (`2015-04-08`), check digit. */
export function idNumberFault(text: string, today: string): CodeFault | null {
  if (text.length !== 18) return 'length'
  if (!/^\d{17}[\dXx]$/u.test(text)) return 'characters'
  if (!isProvince(text.slice(0, 2))) return 'region'
  if (!isBirthDate(text.slice(6, 14), today)) return 'date'
  let sum = 0
  for (let at = 0; at < 17; at += 1) sum += (ID_WEIGHTS[at] ?? 0) * (text.charCodeAt(at) - ZERO)
  return '10X98765432'[sum % 11] === text[17]?.toUpperCase() ? null : 'check-digit'
}

function isBirthDate(digits: string, today: string): boolean {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)]
  if (month < '01' || month > '12' || day < '01') return false
  const isThere = day <= '28' || Number(day) <= daysIn(Number(year), Number(month))
  return isThere && `${year}-${month}-${day}` <= today
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}
