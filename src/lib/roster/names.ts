/** One person of a name cell: 张三（股长）, B岗：李四. */
export interface NamedPerson {
  readonly name: string
  readonly title: string | null
  readonly ab: 'A' | 'B' | null
}

/** A separator with no closing bracket ahead of the next opening one: brackets hold remarks, not people. */
const SEPARATORS = /[、,，;；/／\n\r]+(?![^(（【[]*[)）】\]])/u
const BRACKETS = /[(（【[]([^()（）【】[\]]*)[)）】\]]/gu
const AB = /^([ABＡＢ])\s*(?:岗|角)?$/iu
const TITLE_BEHIND = /^(\p{Script=Han}{2,4})\s+(\p{Script=Han}*(?:长|主任|书记|科员|干事))$/u

/** The people of a cell in order. Separators inside brackets separate nobody; blanks inside a name go (张　三). */
export function readNames(text: string): readonly NamedPerson[] {
  return text
    .split(SEPARATORS)
    .map(readName)
    .filter(({ name }) => name !== '')
}

function readName(part: string): NamedPerson {
  const remarks = [...part.matchAll(BRACKETS)].map((match) => (match[1] ?? '').trim())
  const bare = part.replace(BRACKETS, ' ').trim()
  const front = /^([ABＡＢ])\s*(?:岗|角)?\s*[:：]\s*(.*)$/iu.exec(bare)
  const back = /^(.*?)\s*([ABＡＢ])(?:岗|角)$/iu.exec(front?.[2] ?? bare)
  const rest = back?.[1] ?? front?.[2] ?? bare
  const behind = TITLE_BEHIND.exec(rest)
  const posts = [front?.[1], back?.[2], ...remarks.map((remark) => AB.exec(remark)?.[1])]
  const title = remarks.find((remark) => remark !== '' && !AB.test(remark)) ?? behind?.[2] ?? null
  return { name: joinHan(behind?.[1] ?? rest), title, ab: readAb(posts.find(Boolean) ?? '') }
}

/** `A岗`, `Ｂ`, `b` as A or B; null when the text says neither. */
export function readAb(text: string): 'A' | 'B' | null {
  const letter = AB.exec(text.trim())?.[1]?.normalize('NFKC').toUpperCase()
  return letter === 'A' || letter === 'B' ? letter : null
}

function joinHan(text: string): string {
  return text.trim().replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
}
