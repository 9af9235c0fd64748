const SHAPES = [
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T].*|\d{1,2}:\d{2}.*)?$/u,
  /^(\d{4})年(\d{1,2})月(\d{1,2})(?:日|号)?$/u,
  /^(\d{4})(\d{2})(\d{2})$/u,
]
const CHINESE_DIGITS = '〇一二三四五六七八九'

/** A day as `2015-04-08` from the ways people write it, or null when it is none that exists (`2015年2月30日`). */
export function readDay(text: string): string | null {
  const flat = arabic(text.normalize('NFKC').replace(/\s+/gu, ''))
  const hit = SHAPES.map((shape) => shape.exec(flat)).find((match) => match !== null)
  if (!hit) return null
  const [, year = '', month = '', day = ''] = hit
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return exists(iso) ? iso : null
}

/** 二〇一五年四月八日 in Arabic figures; other text stays as it is. */
function arabic(text: string): string {
  const [, year, month, day] =
    /^([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]$/u.exec(
      text,
    ) ?? []
  if (year === undefined || month === undefined || day === undefined) return text
  const digits = [...year].map((char) => Math.max(0, CHINESE_DIGITS.indexOf(char))).join('')
  return `${digits}-${small(month)}-${small(day)}`
}

/** A Chinese number below a hundred: 八 = 8, 十二 = 12, 二十 = 20, 三十一 = 31. */
function small(text: string): number {
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text]
  const ten = text.includes('十') ? Math.max(1, CHINESE_DIGITS.indexOf(tens || '一')) : 0
  return ten * 10 + (ones ? CHINESE_DIGITS.indexOf(ones) : 0)
}

function exists(iso: string): boolean {
  const date = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso)
}
