import { fold } from '../text/index.js'

/** Traditional characters that occur in headers, each followed by its simplified form. */
const TRADITIONAL =
  '項项稱称類类別别辦办結结時时間间標标準准據据條条號号碼码務务廳厅審审單单門门電电話话監监督督檢检備备註注' +
  '設设編编實实施施機机構构關关許许可可證证書书諾诺環环節节崗岗職职責责員员雙双權权屬属區区級级層层質质' +
  '圖图處处長长聯联絡络繫系報报錄录入入發发佈布來来欄栏目目題题內内容容請请階阶費费額额遞递產产業业' +
  '資资訊讯組组織织執执營营狀状開开見见問问題题數数量量種种稅税訴诉議议動动態态為为與与應应對对於于專专國国'

const SIMPLIFIED = new Map(
  (TRADITIONAL.match(/../gu) ?? []).map((pair) => [pair.slice(0, 1), pair.slice(1)] as const),
)
const ANY_TRADITIONAL = new RegExp(`[${[...SIMPLIFIED.keys()].join('')}]`, 'g')

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
}

/** Keys worked out before: the upper rows of a sheet are compared with every form. */
const known = new Map<string, Keys>()
const MOST = 10_000

function keysOf(text: string): Keys {
  const before = known.get(text)
  if (before !== undefined) return before
  const keys = { whole: keyOf(text, true), short: keyOf(text, false) }
  if (known.size >= MOST) known.clear()
  known.set(text, keys)
  return keys
}

function keyOf(text: string, remarks: boolean): string {
  const folded = fold(text)
  const kept = remarks ? folded : folded.replace(/[([【〔《<{][^)\]】〕》>}]*[)\]】〕》>}]?/gu, '')
  const plain = kept.replace(/[\p{P}\p{S}]/gu, '').replace(/^\d+(?=\D)/, '')
  return plain.replace(ANY_TRADITIONAL, (char) => SIMPLIFIED.get(char) ?? char)
}

/** Keys of a header made of one or more rows, with and without remarks; the longer first. */
export function headerKeys(segments: readonly string[]): readonly string[] {
  const whole = segments.map((text) => headerKey(text, { remarks: true })).join('')
  const short = segments.map((text) => headerKey(text, { remarks: false })).join('')
  return whole === short || short === '' ? [whole] : [whole, short]
}
