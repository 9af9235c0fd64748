import type { Library } from './library.js'

// Runs in the worker, sent there as source text (see source.ts): each function may use only the others of this file.

/** Which calendar a workbook counts days in, and how its short date looks. */
export interface FormatOptions {
  readonly date1904: boolean
  readonly dateNF: string
}

/**
 * Number formats that a workbook may name by number without writing them down, as Chinese Excel and WPS show them
 * (ECMA-376 part 1, 18.8.30, zh-CN); those that SheetJS knows are left out. Null for General and for other numbers.
 */
export function builtInFormat(id: number): string | null {
  const [month, day, time] = ['yyyy"年"m"月"', 'm"月"d"日"', 'h"时"mm"分"']
  const known: Record<number, string> = {
    5: '"¥"#,##0;"¥"-#,##0',
    6: '"¥"#,##0;"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00',
    8: '"¥"#,##0.00;"¥"-#,##0.00',
    27: month,
    28: day,
    29: day,
    30: 'm-d-yy',
    31: 'yyyy"年"m"月"d"日"',
    32: time,
    33: `${time}ss"秒"`,
    34: `上午/下午${time}`,
    35: `上午/下午${time}ss"秒"`,
    36: month,
    41: '#,##0;-#,##0;"-"',
    42: '"¥"#,##0;"¥"-#,##0;"¥-"',
    43: '#,##0.00;-#,##0.00;"-"',
    44: '"¥"#,##0.00;"¥"-#,##0.00;"¥-"',
    50: month,
    51: day,
    52: month,
    53: day,
    54: day,
    55: `上午/下午${time}`,
    56: `上午/下午${time}ss"秒"`,
    57: month,
    58: day,
  }
  return known[id] ?? null
}

/** A number format that SheetJS can follow. An elapsed one counts hours, minutes or seconds beyond a day. */
export interface NumberFormat {
  readonly plain: string
  readonly isDate: boolean
  readonly isElapsed: boolean
}

/**
 * A format made ready; null for those that show what a cell holds: General, text, and one with a sign amid the digits
 * (`0!.0,"万"`), of which SheetJS would make another number.
 */
export function numberFormat(format: string | null, library: Library): NumberFormat | null {
  if (format === null || /^(?:General|@|G\/通用格式|)$/i.test(format)) return null
  if (/[0#?](?:!.|\\[.])[0#?]/.test(format)) return null
  const plain = plainFormat(format, library)
  const isElapsed = /\[(?:h+|m+|s+)\]/i.test(plain)
  return { plain, isDate: library.SSF.is_date(plain), isElapsed }
}

/** What a format makes of a number; '' when it shows nothing or cannot be understood. */
export function shownAs(
  { plain, isDate }: NumberFormat,
  value: number,
  library: Library,
  options: FormatOptions,
): string {
  const isPlainNegative = value < 0 && !isDate && !plain.includes(';')
  try {
    if (!isPlainNegative) return library.SSF.format(plain, value, options)
    const shown = library.SSF.format(plain, -value, options)
    return /[1-9]/.test(shown) ? `-${shown}` : shown
  } catch {
    return ''
  }
}

/**
 * A format in the words that SheetJS knows: it stumbles over signs without quotes (¥, 元), takes a locale for a dollar,
 * drops what stands beside General, and knows neither Chinese weekdays nor `!` before a sign.
 */
function plainFormat(format: string, library: Library): string {
  const token =
    /"[^"]*"?|[\\!_*][\s\S]|\[[^\]]*\]?|G\/通用格式|General|上午\/下午|AM\/PM|A\/P|a{3,4}|[\s\S]/giu
  const plain = format.replace(token, plainToken)
  return library.SSF.is_date(plain) ? plain.replace(/(?<=[ymd"])\.(?!0)/gi, '"."') : plain
}

function plainToken(token: string): string {
  if (token.startsWith('!')) return `"${token.slice(1)}"`
  if (/^(?:G\/通用格式|General)$/i.test(token)) return '""General'
  if (/^a{3,4}$/i.test(token)) return token.replace(/a/gi, 'd')
  const sign = /^\[\$([^\]-]*)(?:-[^\]]*)?\]$/.exec(token)
  if (sign !== null) return sign[1] === '' ? '' : `"${sign[1]}"`
  if (/^\[DBNum\d\]$/i.test(token)) return ''
  if (token.length > 2 || /^["\\_*[\]]/.test(token)) return token
  return /^[a-mo-zABDEHMPSY\d\s#?.,%@;:/()+\-!^&'~{}<>=$€]+$/.test(token) ? token : `"${token}"`
}

/** What the worker gets of this file. */
export const workerFunctions = [builtInFormat, numberFormat, shownAs, plainFormat, plainToken]
