import { readPhones } from './phones.js'

/** One person of a name cell: 张三（股长）, B岗：李四. */
export interface NamedPerson {
  readonly name: string
  readonly title: string | null
  readonly ab: 'A' | 'B' | null
  /** Telephones that stand in the name cell. */
  readonly phones: readonly string[]
}

/** The people of a cell, and whether it says that there are more of them (张三等5人). */
export interface NameCell {
  readonly people: readonly NamedPerson[]
  readonly others: boolean
}

/** A separator with no closing bracket ahead of the next opening one: brackets hold remarks, not people. */
const SEPARATORS = /(?:[、,，;；/／|｜\n\r]+|[ \t\u3000]{3,})(?![^(（【[]*[)）】\]])/u
const BRACKETS = /[(（【[]([^()（）【】[\]]*)[)）】\]]/gu
const AB = /^([ABＡＢ])\s*(?:岗|角|崗)?$/iu
const MAIN = /^(?:主办|主岗|主辦)$/u
const SPARE = /^(?:协办|顶岗|备岗|替岗|協辦)$/u
/** Remarks that are no title: sex, people, in what way somebody holds the post. */
const REMARK =
  /^(?:男|女|\p{Script=Han}{1,4}族|兼|兼职|兼職|兼任|暂代|代|挂职|借调|聘用|临聘|新增|主持工作)$/u
const TITLE_WORDS =
  '(?:副|代理|原)?(?:局长|科长|股长|处长|厅长|所长|站长|队长|组长|县长|镇长|乡长|主任|主席|书记|调研员|巡视员|科员|办事员|干事|会计|局長|科長|股長|處長|所長|站長|隊長|主任科员)'
const TITLE_BEHIND = new RegExp(
  `^(\\p{Script=Han}{2,4}?)\\s*(\\p{Script=Han}{0,4}${TITLE_WORDS})$`,
  'u',
)
const TITLE_AHEAD = new RegExp(
  `^(\\p{Script=Han}{0,6}${TITLE_WORDS})(?:\\s*[:：]\\s*|\\s+)(\\S.*)$`,
  'u',
)
/** 副局长王海: a bare title with nothing between it and the name. */
const TITLE_GLUED = new RegExp(
  `^((?:副|代理|原|常务副)?${TITLE_WORDS})(\\p{Script=Han}{2,4})$`,
  'u',
)
const TITLE = new RegExp(`^\\p{Script=Han}{0,6}${TITLE_WORDS}$`, 'u')
const NAME_WORD = /^\p{Script=Han}{2,4}(?:[(（][^()（）]*[)）])?$/u
const PHONE = /\+?\d[\d–—－-]{6,}/gu
const LONG_SURNAMES =
  /^(?:欧阳|歐陽|司马|司馬|诸葛|諸葛|上官|皇甫|令狐|尉迟|尉遲|慕容|司徒|夏侯|东方|南宫|长孙|宇文|轩辕|公孙|端木|百里)/u
const DOT = /(?<=\p{Script=Han})\s*[.．•‧・･●∙]\s*(?=\p{Script=Han})/gu
const NUMBERING = /(?<=^|[\s、,，;；])\d{1,2}\s*(?:[.．、)）]\s*)(?=\D)/gu
const OTHERS = /(?<=\p{Script=Han}{2})\s*等(?:\s*\d*\s*[人名位](?:同志)?)?$/u

/**
 * The people of a cell in order. Separators inside brackets separate nobody; blanks inside a name go (张　三); names of
 * two or more characters with blanks between are several people. Names stay in the characters they were written in.
 */
export function readNames(text: string): NameCell {
  const clean = text.replace(DOT, '·').replace(NUMBERING, '、')
  const parts = clean
    .split(SEPARATORS)
    .flatMap(byPosts)
    .filter((part) => part.trim() !== '')
  const others = parts.some((part) => OTHERS.test(part.trim()))
  const people = parts
    .map((part) => part.trim().replace(OTHERS, ''))
    .flatMap(byBlanks)
    .map(readName)
    .filter(({ name }) => name !== '')
  return { people, others }
}

/** `A岗 张三 B岗 李四`: each post begins somebody, when the first does. */
function byPosts(part: string): readonly string[] {
  const trimmed = part.trim()
  const begins = /^[ABＡＢ]\s*[岗角崗]\s*[:：]?\s*\S/iu.test(trimmed)
  return begins ? trimmed.split(/(?<=\S)\s*(?=[ABＡＢ]\s*[岗角崗])/iu) : [trimmed]
}

/** `张三 李四` are two, `王 伟` and `欧阳 娜娜` one; a title behind or ahead belongs to its name. */
function byBlanks(part: string): readonly string[] {
  const words = part.split(/\s+/u)
  const [first = ''] = words
  if (words.length < 2 || !words.every((word) => NAME_WORD.test(word) || TITLE.test(word)))
    return [part]
  if (TITLE.test(first) || (words.length === 2 && first.length === 2 && LONG_SURNAMES.test(first)))
    return [part]
  const people: string[] = []
  for (const word of words) {
    if (TITLE.test(word)) people.push(`${people.pop()} ${word}`)
    else people.push(word)
  }
  return people
}

function readName(part: string): NamedPerson {
  const remarks = [...part.matchAll(BRACKETS)].map((match) => (match[1] ?? '').trim())
  const phones = readPhones((part.match(PHONE) ?? []).join('、')).list
  const bare = part.replace(BRACKETS, ' ').replace(PHONE, ' ').trim()
  const front = /^([ABＡＢ])\s*(?:(?:岗|角|崗)\s*[:：]?|[:：])\s*(.*)$/iu.exec(bare)
  const back = /^(.*?)\s*([ABＡＢ])\s*(?:岗|角|崗)$/iu.exec(front?.[2] ?? bare)
  const rest = (back?.[1] ?? front?.[2] ?? bare).trim()
  const { name, title } = withoutTitle(rest)
  const post = [front?.[1], back?.[2], ...remarks].map((word) => readAb(word ?? ''))
  const remark = remarks.find(isRank) ?? null
  return { name: joinHan(name), title: remark ?? title, ab: post.find(Boolean) ?? null, phones }
}

function withoutTitle(text: string): { name: string; title: string | null } {
  const ahead = TITLE_AHEAD.exec(text)
  if (ahead) return { name: ahead[2] ?? '', title: ahead[1] ?? null }
  const behind = TITLE_BEHIND.exec(text)
  if (behind) return { name: behind[1] ?? text, title: behind[2] ?? null }
  const glued = TITLE_GLUED.exec(text)
  return { name: glued?.[2] ?? text, title: glued?.[1] ?? null }
}

function isRank(remark: string): boolean {
  return remark !== '' && readAb(remark) === null && !REMARK.test(remark) && !/\d{5}/u.test(remark)
}

/** `A岗`, `Ｂ`, `b`, `主办`, `顶岗` as A or B; null when the text says neither. */
export function readAb(text: string): 'A' | 'B' | null {
  const word = text.trim()
  if (MAIN.test(word)) return 'A'
  if (SPARE.test(word)) return 'B'
  const letter = AB.exec(word)?.[1]?.normalize('NFKC').toUpperCase()
  return letter === 'A' || letter === 'B' ? letter : null
}

function joinHan(text: string): string {
  return text.trim().replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
}
