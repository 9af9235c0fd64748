import { LINE_CHARS } from './geometry.js'

/** Width in full-width characters: ASCII counts as half. */
export function textWidth(text: string): number {
  return [...text].reduce((sum, char) => sum + ((char.codePointAt(0) ?? 0) < 0x80 ? 0.5 : 1), 0)
}

/**
 * Right indents in characters for 署名 and 成文日期 without a seal (GB/T 9704-2012 7.3.5.2): the name
 * leaves two characters; the date starts two characters right of it; a date too long for that leaves
 * two itself and the name moves left.
 */
export function signatureIndents(office: string, date: string): { office: number; date: number } {
  const [nameWidth, dateWidth] = [textWidth(office), textWidth(date)]
  const room = nameWidth - dateWidth
  if (room >= 0 && nameWidth + 2 <= LINE_CHARS) return { office: 2, date: room }
  return { office: Math.max(0, 4 + dateWidth - nameWidth), date: 2 }
}

/** `2015-04-30` as a paper writes it, without leading zeros: 2015年4月30日. */
export function paperDate(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** `08:30` as a paper writes it: 8:30. */
export function paperClock(time: string): string {
  return time.replace(/^0/, '')
}

/** A moment as a paper writes it: 2015年4月8日9:58. */
export function paperMoment(at: string): string {
  return `${paperDate(at.slice(0, 10))}${paperClock(at.slice(11, 16))}`
}

/** A stretch of time; the day once when it ends on the same one: 2015年4月10日8:30—12:00. */
export function paperSpan(from: string, to: string): string {
  const end = from.slice(0, 10) === to.slice(0, 10) ? paperClock(to.slice(11, 16)) : paperMoment(to)
  return `${paperMoment(from)}—${end}`
}
