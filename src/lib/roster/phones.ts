/** Telephones of a text, and the parts that a table program has spoilt (1.38E+10). */
export interface PhoneCell {
  readonly list: readonly string[]
  readonly damaged: readonly string[]
}

const SCIENTIFIC = /^(\d(?:\.\d+)?)E\+?(\d{1,2})$/iu
const MOBILE = /^(?:\+?(?:00)?86)?(1[3-9]\d{9})$/u
const LANDLINE = /^\(?(0\d{2,3})\)?[ –—－-]?(\d{7,8})(?:\s*[–—－转轉-]\s*(\d{1,6}))?$/u
const LOCAL = /^\d{7,8}$/u
/** How many figures of a mobile number a table program may drop before nobody can tell it. */
const FIGURES = 10

/**
 * Telephones as people and table programs write them: numbers (13800138000.0), dashes and blanks inside, a country code,
 * several in one cell. Mobile numbers come as eleven figures, landlines as `0691-5120000`, anything else as it stands.
 */
export function readPhones(text: string): PhoneCell {
  const list: string[] = []
  const damaged: string[] = []
  for (const part of partsOf(text.normalize('NFKC'))) {
    if (isDamaged(part)) damaged.push(part)
    else if (/\d{3}/u.test(part)) list.push(tidy(part))
  }
  return { list: [...new Set(list)], damaged }
}

/** The mobile numbers of a person, by which the same person is known again. */
export function mobilesOf(phone: string | null): readonly string[] {
  return phone === null ? [] : readPhones(phone).list.filter((one) => MOBILE.test(one))
}

function partsOf(text: string): readonly string[] {
  return text
    .split(/[、,;/|\n\r或]+/u)
    .flatMap((part) => byBlanks(part.trim()))
    .filter((part) => part !== '')
}

/** Blanks part telephones when what stands between them are telephones; else they stand inside one. */
function byBlanks(part: string): readonly string[] {
  const words = part.split(/\s+/u)
  const isEach = words.length > 1 && words.every((word) => isWhole(word.replace(/[–—－-]/gu, '')))
  return isEach ? words : [part]
}

function isWhole(digits: string): boolean {
  return MOBILE.test(digits) || LOCAL.test(digits) || /^0\d{9,11}$/u.test(digits)
}

function isDamaged(part: string): boolean {
  const [, mantissa = '', power = '0'] = SCIENTIFIC.exec(part) ?? []
  return mantissa !== '' && mantissa.replace('.', '').length < Math.min(FIGURES, Number(power) + 1)
}

function tidy(part: string): string {
  const whole = SCIENTIFIC.test(part) ? Number(part).toFixed(0) : part.replace(/\.0+$/u, '')
  const digits = whole.replace(/[\s–—－-]+/gu, '')
  const mobile = MOBILE.exec(digits)?.[1]
  if (mobile !== undefined) return mobile
  const [, area, number, extension] = LANDLINE.exec(whole) ?? []
  if (area === undefined || number === undefined) return whole.replace(/\s+/gu, ' ').trim()
  return `${area}-${number}${extension === undefined ? '' : `转${extension}`}`
}
