import { fold } from '../text/index.js'

/** Full-width to half-width, no space at all: how a clerk's cell is compared, never how it is stored. */
export function squeeze(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '')
}

const finders = new WeakMap<readonly string[], RegExp>()

/** The words of a list that stand in a text, each once, in the order of the text; of words at one place the longest. */
export function wordsIn(text: string, words: readonly string[]): readonly string[] {
  if (text === '' || words.length === 0) return NONE
  const known = finders.get(words)
  const finder = known ?? finderOf(words)
  if (known === undefined) finders.set(words, finder)
  const hits = text.match(finder)
  return hits === null ? NONE : [...new Set(hits)]
}

const NONE: readonly string[] = []

function finderOf(words: readonly string[]): RegExp {
  const longestFirst = [...words].sort((a, b) => b.length - a.length)
  return new RegExp(longestFirst.map(escaped).join('|'), 'gu')
}

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')
}

/** A cell as it is stored: outer space off, inner runs of space made one, line breaks kept. */
export function tidy(text: string): string {
  if (!/\s/u.test(text)) return text
  return text
    .replace(/\r\n?/gu, '\n')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/gu, '\n')
    .trim()
}

/** Null for a cell that says nothing: empty, or only dashes and slashes (`/`, `——`), which clerks write for "none". */
export function orNull(text: string | undefined): string | null {
  const clean = tidy(text ?? '')
  return /^[-/\\—－–_.。*]*$/u.test(clean) ? null : clean
}

const TICKED = /[☑✓✔√■●☒]\s*([^□☐○◯☑✓✔√■●☒]+)/gu
const UNTICKED = /[□☐○◯]/u

/** What is ticked where a cell holds all choices with boxes before them (`□是 ☑否`); any other text as it is. */
export function ticked(text: string): string {
  if (!UNTICKED.test(text)) return text
  const chosen = [...text.matchAll(TICKED)].map(([, word = '']) =>
    tidy(word).replace(/[、,，;；]+$/u, ''),
  )
  return chosen.length === 0 ? text : chosen.join('、')
}

const BRACKETS = /[([【〔（][^()[\]【】〔〕（）]*[)\]】〕）]/gu

/** The text without its remarks in brackets. */
export function withoutRemarks(text: string): string {
  return text.replace(BRACKETS, '')
}

const CIRCLED = /[①-⑳⑴-⒇⒈-⒛]/gu
const NUMBERED =
  /(?:^|(?<=[\s;；。,，、]))(?:[(（]?\d{1,2}[)）]|\d{1,2}[.．、](?!\d)|[(（][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、)/gu

/**
 * The values of one cell: a numbered list, else one per line or semicolon, else separated by 、 or commas.
 * Numbers and closing punctuation go; order stays; repeats are kept once.
 */
export function splitList(text: string): readonly string[] {
  const marked = ticked(text).replace(CIRCLED, '\n').replace(NUMBERED, '\n')
  const strong = marked.split(/[\n;；]+/u)
  const parts = strong.filter((part) => part.trim() !== '').length > 1 ? strong : weakSplit(marked)
  return unique(parts.map(cleanPart))
}

function weakSplit(text: string): readonly string[] {
  return withoutSplitBrackets(text).split(/[、,，^]+/u)
}

/** Separators inside brackets belong to a remark: `身份证（原件、复印件）` is one value. */
function withoutSplitBrackets(text: string): string {
  return text.replace(BRACKETS, (remark) => remark.replace(/[、,，^]/gu, '·'))
}

function cleanPart(part: string): string {
  return tidy(part).replace(/^[、,，.。:：]+|[、,，.。;；]+$/gu, '')
}

function unique(parts: readonly string[]): readonly string[] {
  return [...new Set(parts.filter((part) => orNull(part) !== null))]
}

/** The people of a cell: `张三（股长）、李 四` gives `张三`, `李四`. */
export function splitNames(text: string): readonly string[] {
  return unique(
    withoutRemarks(text)
      .split(/[、,，;；/\n]+|\s{2,}/u)
      .map(nameOf),
  )
}

/** A two-character name is often spread with a space to line up with three-character ones. */
function nameOf(part: string): string {
  return tidy(part).replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
}

/** The name of an item for comparing: width, space and brackets of remark kept apart from the words. */
export function nameKey(name: string): string {
  return fold(name).replace(/[()[\]{}<>《》〈〉“”"'·,，、;；:：.。-]/gu, '')
}
