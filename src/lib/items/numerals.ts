const FIGURES: readonly (readonly [string, number])[] = [
  ...[...'〇一二三四五六七八九'].map((char, value) => [char, value] as const),
  ...[...'零壹贰叁肆伍陆柒捌玖'].map((char, value) => [char, value] as const),
  ['两', 2],
]
const DIGITS: ReadonlyMap<string, number> = new Map(FIGURES)
const SCALES: ReadonlyMap<string, number> = new Map([
  ['十', 10],
  ['拾', 10],
  ['百', 100],
])

/** A number below a thousand in Arabic or Chinese figures (`二十`, `一百二十`, `十五`, `半` = 0.5), else null. */
export function readNumber(text: string): number | null {
  if (/^\d+(?:\.\d+)?$/u.test(text)) return Number(text)
  if (text === '半') return 0.5
  if (text === '' || [...text].some((char) => !DIGITS.has(char) && !SCALES.has(char))) return null
  return readChinese(text)
}

/** A digit waits for its scale; a scale without a digit counts once (`十五`); digits in a row are read one by one. */
function readChinese(text: string): number {
  let total = 0
  let waiting: number | null = null
  for (const char of text) {
    const scale = SCALES.get(char)
    if (scale === undefined) {
      waiting = (waiting ?? 0) * 10 + (DIGITS.get(char) ?? 0)
      continue
    }
    total += (waiting ?? 1) * scale
    waiting = null
  }
  return total + (waiting ?? 0)
}
