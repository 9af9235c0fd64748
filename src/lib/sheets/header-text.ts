import { fold, simplified } from '../text/index.js'

/**
 * A header for comparing: width and case folded, no white space, punctuation, asterisks or leading number,
 * traditional characters simplified. `remarks: false` also drops what stands in brackets.
 */
export function headerKey(text: string, { remarks }: { readonly remarks: boolean }): string {
  if (text === '') return ''
  const { whole, short } = keysOf(text)
  return remarks ? whole : short
}

interface Keys {
  readonly whole: string
  readonly short: string
  /** What a header of this text alone is looked up by. */
  readonly both: readonly string[]
  readonly native: string
}

/** Keys worked out before: the upper rows of a sheet are compared with every form. */
const known = new Map<string, Keys>()
const MOST = 10_000

function keysOf(text: string): Keys {
  const before = known.get(text)
  if (before !== undefined) return before
  const [whole, short] = [keyOf(text, true), keyOf(text, false)]
  const keys = { whole, short, both: bothOf(whole, short), native: nativeOf(text) }
  if (known.size >= MOST) known.clear()
  known.set(text, keys)
  return keys
}

function keyOf(text: string, remarks: boolean): string {
  const folded = fold(text)
  const kept = remarks ? folded : folded.replace(/[([【〔《<{][^)\]】〕》>}]*[)\]】〕》>}]?/gu, '')
  const plain = kept.replace(/[\p{P}\p{S}]/gu, '').replace(/^\d+(?=\D)/, '')
  return simplified(plain)
}

/** Keys of a header made of one or more rows, with and without remarks; the longer first. */
export function headerKeys(segments: readonly string[]): readonly string[] {
  const [only] = segments
  if (only !== undefined && segments.length === 1) return keysOf(only).both
  const whole = segments.map((text) => headerKey(text, { remarks: true })).join('')
  const short = segments.map((text) => headerKey(text, { remarks: false })).join('')
  return bothOf(whole, short)
}

/** A header in two languages (`Item Name 事项名称`) without its foreign words; any other text as it is. */
export function withoutForeign(text: string): string {
  return text === '' ? text : keysOf(text).native
}

function nativeOf(text: string): string {
  return /\p{Script=Han}{2}/u.test(text) ? text.replace(/[A-Za-z]+/gu, '') : text
}

function bothOf(whole: string, short: string): readonly string[] {
  return whole === short || short === '' ? [whole] : [whole, short]
}
