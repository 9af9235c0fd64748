import { idNumberFault, usccFault } from '../../items/index.js'
import { isFlaw, noRows, type StepKit, stepKinds } from '../mapping/steps/index.js'

/** What the values of a column are, whatever its name says. */
export type Content =
  | 'empty'
  | 'bytes'
  | 'id-number'
  | 'uscc'
  | 'phone'
  | 'date'
  | 'short-date'
  | 'region'
  | 'integer'
  | 'decimal'
  | 'person'
  | 'text'

/** What contents are told by. */
export interface ContentKit {
  readonly today: string
  readonly hasRegion: (code: string) => boolean
}

type Recogniser = readonly [Content, (text: string, kit: ContentKit) => boolean, share?: number]

/** The first one that nine of ten values fit, or the share that it names; the strict ones stand before the loose ones. */
const recognisers: readonly Recogniser[] = [
  ['id-number', (text, { today }) => isIdNumber(text.trim(), today)],
  ['uscc', (text) => /[0-9A-Z]{18}/.test(text) && usccFault(text.trim()) === null],
  [
    'region',
    (text, { hasRegion }) => /^[1-9]\d{5}(?:\d{3}){0,2}$/.test(text) && hasRegion(text.slice(0, 6)),
  ],
  ['date', (text) => /[-/.年]|^(?:19|20)\d{6}(?:\d{4}|\d{6})?$/.test(text) && dayOf(text) !== null],
  ['short-date', (text) => shortDateFormats.some((format) => accepts(format, text))],
  ['phone', (text) => /\d{7}/.test(text) && passes('phone_cn', text)],
  ['integer', (text) => /^[+-]?\d+$/.test(text.trim())],
  ['decimal', (text) => /^[+-]?[￥¥]?[\d,，]*\.?\d+元?$/.test(text.trim())],
  ['person', (text) => isPerson(text.trim()), 0.6],
]

/** What most of some values are; `text` when they are nothing in particular. */
export function contentOf(values: readonly string[], kit: ContentKit): Content {
  if (values.length === 0) return 'empty'
  const found = recognisers.find(
    ([, is, share = 0.9]) => values.filter((text) => is(text, kit)).length >= values.length * share,
  )
  return found?.[0] ?? 'text'
}

/** The day that a text names, as `date_cn` reads it without being told a format; null for anything else. */
export function dayOf(text: string): string | null {
  const day = steps.date_cn(text)
  return typeof day === 'string' ? day : null
}

/** Ways to write a day with a year of two digits. */
export const shortDateFormats = [
  'YY-MM-DD',
  'YY.MM.DD',
  'YY/MM/DD',
  'YYMMDD',
  'YY-M-D',
  'YY.M.D',
  'YY/M/D',
] as const

/** Whether a text can be read by that format. */
export function accepts(format: string, text: string): boolean {
  const reader = shortReaders.get(format)
  return reader !== undefined && typeof reader(text.trim()) === 'string'
}

const nothing: StepKit = {
  ...noRows,
  ...{ column: () => () => null, codes: () => new Map(), folder: '' },
  hasRegion: () => false,
}

function made(name: string, options: unknown) {
  const step = stepKinds.get(name)?.make(options, nothing, {})
  if (step === undefined) throw new Error(`no step ${name}`)
  return (text: string): unknown => {
    const outcome = step(text, [])
    return isFlaw(outcome) ? null : outcome
  }
}

const steps = { date_cn: made('date_cn', undefined), phone_cn: made('phone_cn', undefined) }
const shortReaders: ReadonlyMap<string, (text: string) => unknown> = new Map(
  shortDateFormats.map((format) => [format, made('date_cn', { formats: [format], pivot: 50 })]),
)

function passes(step: keyof typeof steps, text: string): boolean {
  return steps[step](text) !== null
}

/** Of 15 or 18 digits; a wrong check digit is still somebody's number. */
function isIdNumber(text: string, today: string): boolean {
  if (!/^\d{15}$|^\d{17}[\dXx]$/.test(text)) return false
  const long = text.length === 15 ? `${text.slice(0, 6)}19${text.slice(6)}0` : text.toUpperCase()
  return [null, 'check-digit'].includes(idNumberFault(long, today))
}

/** 张三, 欧阳 修, 阿卜杜拉·买买提: as a name is written, and beginning with a frequent surname unless it has a dot. */
function isPerson(text: string): boolean {
  const name = text.replace(/[\s　]/gu, '')
  if (/^\p{Script=Han}{2,}[·•・]\p{Script=Han}+$/u.test(name)) return true
  return /^\p{Script=Han}{2,4}$/u.test(name) && SURNAMES.has(name[0] ?? '')
}

/** The most frequent surnames (公安部 2020), those of some 85 % of the people. */
const SURNAMES = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙段黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常岩玉',
)
