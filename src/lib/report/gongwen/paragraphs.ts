import { createHash } from 'node:crypto'
import {
  AlignmentType,
  Bookmark,
  BookmarkEnd,
  BookmarkStart,
  type IParagraphOptions,
  LineRuleType,
  Paragraph,
  type ParagraphChild,
  TextRun,
} from 'docx'
import { metricIndex, showMetric } from '../metric.js'
import type { Inline, Metric } from '../model.js'
import { BODY, CHAR, FONT, SMALL, TITLE } from './geometry.js'
import { paperDate, signatureIndents } from './signature.js'

interface RunStyle {
  readonly font?: string
  readonly size?: number
  readonly spacing?: number
}

/** Word refuses control characters; a cell of a spreadsheet may hold them. */
function clean(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
}

/** A run with all four font slots set: quotes and dashes follow `hAnsi`, so it is the Chinese font too. */
export function run(text: string, style: RunStyle = {}): TextRun {
  const font = style.font ?? FONT.body
  return new TextRun({
    text: clean(text),
    size: style.size ?? BODY.size,
    characterSpacing: style.spacing ?? BODY.spacing,
    font: { ascii: FONT.latin, hAnsi: font, eastAsia: font, cs: FONT.latin, hint: 'eastAsia' },
  })
}

/** Bookmarks hold letters, digits and underscores, 40 at the most: a long id ends in its hash. */
function bookmarkWord(id: string): string {
  const word = id.replace(/[^\p{L}\p{N}]/gu, '_')
  if (word.length <= LONGEST_WORD) return word
  const hash = createHash('sha256').update(id).digest('hex').slice(0, 10)
  return `${word.slice(0, LONGEST_WORD - 11)}_${hash}`
}

const LONGEST_WORD = 30

/** Every computed figure carries a bookmark `fig_<metric>_<n>`, so that it can be found after people edited the file. */
export class Figures {
  readonly #metric: (id: string) => Metric
  /** How often a name was given; names that differ only in what Word refuses count as one. */
  readonly #used = new Map<string, number>()
  #last = 0

  constructor(metrics: readonly Metric[]) {
    this.#metric = metricIndex(metrics)
  }

  /** The runs of a text, its figures bookmarked. */
  runs(inlines: readonly Inline[], style: RunStyle = {}): ParagraphChild[] {
    return inlines.map((inline) => {
      if (typeof inline === 'string') return run(inline, style)
      const text = showMetric(this.#metric(inline.metric), inline.show)
      return this.#bookmark(this.#name(inline.metric), [run(text, style)])
    })
  }

  /** docx numbers every bookmark 1; Word pairs start and end by that number, so each gets its own here. */
  #bookmark(id: string, children: ParagraphChild[]): Bookmark {
    this.#last += 1
    const ends = { start: new BookmarkStart(id, this.#last), end: new BookmarkEnd(this.#last) }
    return Object.assign(new Bookmark({ id, children }), ends)
  }

  #name(id: string): string {
    const word = bookmarkWord(id)
    const count = (this.#used.get(word) ?? 0) + 1
    this.#used.set(word, count)
    return `fig_${word}_${count}`
  }
}

const EXACT = { line: BODY.line, lineRule: LineRuleType.EXACT, before: 0, after: 0 } as const

/** A body paragraph: first line two characters in. */
export function bodyParagraph(
  children: ParagraphChild[],
  extra: IParagraphOptions = {},
): Paragraph {
  return new Paragraph({
    children,
    spacing: EXACT,
    alignment: AlignmentType.BOTH,
    indent: { firstLineChars: BODY.firstLineChars, firstLine: BODY.firstLine },
    widowControl: false,
    ...extra,
  })
}

/** 一、黑体；（一）楷体；1. 仿宋. Numbers are typed text, never automatic. */
export function headingParagraph(level: 1 | 2 | 3, text: string): Paragraph {
  const font = { 1: FONT.heading1, 2: FONT.heading2, 3: FONT.body }[level]
  return bodyParagraph([run(text, { font })], { keepNext: true, outlineLevel: level - 1 })
}

/** The title: 2号小标宋, centred, its lines broken by meaning. */
export function titleParagraphs(lines: readonly string[]): Paragraph[] {
  return lines.map(
    (line) =>
      new Paragraph({
        children: [run(line, { font: FONT.title, size: TITLE.size, spacing: 0 })],
        alignment: AlignmentType.CENTER,
        spacing: { line: TITLE.line, lineRule: LineRuleType.EXACT },
      }),
  )
}

export function flushParagraph(text: string, font: string = FONT.body): Paragraph {
  return new Paragraph({ children: [run(text, { font })], spacing: EXACT })
}

/** A line of a sheet to be filled in: 小四, kept with what follows. */
export function smallParagraph(text: string, font: string = FONT.body): Paragraph {
  return new Paragraph({
    children: [run(text, { font, size: SMALL.size, spacing: 0 })],
    spacing: { line: SMALL.line, lineRule: LineRuleType.AT_LEAST, before: 60, after: 60 },
    keepNext: true,
  })
}

export function blankLine(keepNext = false): Paragraph {
  return new Paragraph({ children: [], spacing: EXACT, keepNext })
}

/** 附件说明: one line an annex, wrapped lines align with the name, no end punctuation; kept with the signature, which never stands alone on a page. */
export function annexList(titles: readonly string[]): Paragraph[] {
  return titles.map((title, index) => {
    const label = titles.length === 1 ? '' : `${index + 1}.`
    const text = index === 0 ? `附件：${label}${title}` : `${label}${title}`
    const left = index === 0 ? 5 * CHAR + CHAR : 5 * CHAR + CHAR
    const hanging = index === 0 ? 4 * CHAR : CHAR
    const indent = { left, hanging }
    return new Paragraph({ children: [run(text)], spacing: EXACT, indent, keepNext: true })
  })
}

/** 署名 and 成文日期: never on a page without each other. */
export function signatureParagraphs(office: string, day: string): Paragraph[] {
  const date = paperDate(day)
  const indents = signatureIndents(office, date)
  const line = (text: string, right: number, keepNext: boolean) =>
    new Paragraph({
      children: [run(text)],
      spacing: EXACT,
      alignment: AlignmentType.RIGHT,
      indent: { right: Math.round(right * CHAR) },
      keepLines: true,
      keepNext,
    })
  return [
    blankLine(true),
    blankLine(true),
    line(office, indents.office, true),
    line(date, indents.date, false),
  ]
}
