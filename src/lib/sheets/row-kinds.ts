import { fold } from '../text/index.js'
import { headerKey } from './header-text.js'
import type { SkippedRows } from './model.js'

/** Why a row is no record; `data` is one. */
export type RowKind = keyof SkippedRows | 'data'

/** What is known of a row below the header. */
export interface RowSight {
  readonly texts: readonly string[]
  /** Mapped columns with a value of their own (not filled from a merge above), by field. */
  readonly own: ReadonlyMap<string, string>
  /** Columns that the widest merge in the row spans. */
  readonly mergeWidth: number
}

/** What the rows above have shown: the header's rows without white space, keys of the title rows; the field of the running number and its column. */
export interface RowContext {
  readonly headerRows: readonly (readonly string[])[]
  readonly titles: ReadonlySet<string>
  readonly anchor: string
  readonly serial: string
  readonly serialAt: number | null
}

const TOTAL =
  /^(?:(?:本页|本表|全县|全州|本单位)?(?:合计|总计|小计|共计|累计|总数)(?:[:：]?[共计]*\d*[项件个条人次]*)?|共\d+[项件个条人次].*)$/u
const NOTE =
  /^(?:(?:填表|填报|填写)?(?:说明|要求|须知)|注意事项|备注|注|附注|提示)(?:[:：]|\d*[.、]|$)/u
const FOOTER =
  /^(?:填表人|填报人|制表人|制表|审核人|审签人|复核人|负责人|单位负责人|分管领导|主要领导|领导签字|联系人|联系电话|填报日期|填表日期|填报时间|报送日期|日期|盖章|单位盖章|单位[(（]盖章[)）]|经办人|经办人员|校对人|科室负责人|主管领导|局长|主任)(?:[(（][^)）]{1,8}[)）])?[:：]/u
const EXAMPLE = /^(?:示例|样例|范例|例)(?:[:：]|$)/u
const SECTION = /^(?:[一二三四五六七八九十]+|第[一二三四五六七八九十]+[类部章])[、.,，\s]/u
const CHINESE_NUMBER = /^[(（]?[一二三四五六七八九十]+[)）、.]?$/u
const UNIT_LINE = /^(?:填报|填表|报送|编报)?(?:单位|部门)(?:名称|[(（]盖章[)）])?[:：]/u
const WIDE_MERGE = 3
/** As (123) */
const LONGEST_NUMBER = 5
const SAME_HEADER = 0.6

/** Says what a row below the header is, by its texts alone. */
export function rowKind(sight: RowSight, context: RowContext): RowKind {
  const texts = sight.texts.filter((text) => text !== '')
  const [first] = texts
  if (first === undefined) return 'blank'
  if (isHeaderAgain(sight.texts, context) || isNumbering(texts)) return 'header'
  const folded = fold(first)
  if (TOTAL.test(folded)) return 'total'
  if (isNote(folded, sight, context)) return 'note'
  if (isTitle(first, sight, context) || isSection(sight.own, context)) return 'title'
  if (sight.own.size === 1 && sight.own.has(context.serial)) {
    return /^\d+$/.test(fold(sight.own.get(context.serial) ?? '')) ? 'blank' : 'title'
  }
  return 'data'
}

/** Whether a text is what stands at the end of a printed table: 合计, 制表人：... */
export function isClosingText(text: string): boolean {
  const folded = fold(text)
  return TOTAL.test(folded) || FOOTER.test(folded)
}

/** What a row above the header is. */
export function rowKindAbove(texts: readonly string[]): 'blank' | 'note' | 'title' {
  const first = texts.find((text) => text !== '')
  if (first === undefined) return 'blank'
  return NOTE.test(fold(first)) ? 'note' : 'title'
}

function isNote(first: string, sight: RowSight, context: RowContext): boolean {
  if (FOOTER.test(first) || EXAMPLE.test(first)) return true
  return NOTE.test(first) && !(sight.own.size > 1 && sight.own.has(context.anchor))
}

/** A section heading, a title or a unit line printed again on a later page. */
function isTitle(
  first: string,
  { texts, own, mergeWidth }: RowSight,
  context: RowContext,
): boolean {
  const several = texts.some((text) => text !== '' && text !== first)
  if (several) return UNIT_LINE.test(fold(first)) && own.size <= 2
  if (UNIT_LINE.test(fold(first)) || context.titles.has(headerKey(first, { remarks: true })))
    return true
  return SECTION.test(first) || mergeWidth >= WIDE_MERGE
}

/** A heading with its number in the column of running numbers: 一 | 行政许可（2项）. */
function isSection(own: ReadonlyMap<string, string>, { serial, anchor }: RowContext): boolean {
  return own.size === 2 && own.has(anchor) && CHINESE_NUMBER.test(fold(own.get(serial) ?? ''))
}

/** The header printed again, or one of its rows. */
function isHeaderAgain(texts: readonly string[], { headerRows }: RowContext): boolean {
  return headerRows.some((header) => {
    const filled = header.reduce((sum, name) => (name === '' ? sum : sum + 1), 0)
    let spare = Math.floor(filled * (1 - SAME_HEADER))
    for (let column = 0; column < header.length && spare >= 0; column += 1) {
      const name = header[column] ?? ''
      if (name !== '' && !isSame(texts[column] ?? '', name)) spare -= 1
    }
    return filled > 1 && spare >= 0
  })
}

function isSame(text: string, name: string): boolean {
  return text[0] === name[0] && squeeze(text) === name
}

/** A header printed again differs from the first at most in its white space. */
export function squeeze(text: string): string {
  return text.replace(/\s+/gu, '')
}

function isNumber(text: string, wanted: number): boolean {
  return text.length <= LONGEST_NUMBER && Number(fold(text).replace(/[()]/g, '')) === wanted
}

/** The row of column numbers (栏次) under some printed headers: 1, 2, 3 ... */
function isNumbering(texts: readonly string[]): boolean {
  return texts.length >= 4 && texts.every((text, index) => isNumber(text, index + 1))
}
