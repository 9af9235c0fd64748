import { limitText } from './limit-text.js'
import type { Duration, DurationUnit } from './model.js'
import { readNumber } from './numerals.js'
import type { DurationWords } from './profile.js'
import { squeeze, tidy, withoutRemarks } from './text.js'

const NUMBER = '(?:\\d+(?:\\.\\d+)?|[〇零一二两三四五六七八九十百半壹贰叁肆伍陆柒捌玖拾]+)'

/**
 * A time limit from its text, or null when it cannot be read without guessing. A range counts as its longer end;
 * a remark in brackets or after a comma is kept in `raw` only. A bare number has the unit `bare`.
 */
export function readDuration(
  text: string,
  words: DurationWords,
  bare: DurationUnit = words.bare,
): Duration | null {
  const raw = tidy(text)
  const core = coreOf(raw, words)
  if (startsWithWord(core, words.instant)) return { value: 0, unit: 'instant', raw }
  const [, from, to, unitText] =
    new RegExp(`^(${NUMBER})(?:[-~—–至到](${NUMBER}))?(.*)$`, 'u').exec(core) ?? []
  if (from === undefined) return null
  const value = readNumber(to ?? from)
  const unit = unitText === '' || unitText === '个' ? bare : unitNamed(unitText ?? '', words)
  if (value === null || unit === null) return null
  return plausible({ value, unit, raw }, words)
}

const REST = /^(?:[(（,，;；].*|(?:不含|不包括|不包含|不计|除外|扣除).*)?$/su

/** Whether a promised limit only says that it is the statutory one, `法定期限（不含公示）`, and no figure of its own. */
export function isAsStatutory(text: string, { asStatutory }: DurationWords): boolean {
  const flat = squeeze(simplify(text))
  return asStatutory.some((words) => flat.startsWith(words) && REST.test(flat.slice(words.length)))
}

/** Nothing takes no time but 即办, and nothing takes longer than the profile's longest limit: that is a slip of the pen. */
function plausible(limit: Duration, words: DurationWords): Duration | null {
  if (limit.value === 0) return { ...limit, unit: 'instant' }
  return hoursOf(limit) > words.longestDays * HOURS.day ? null : limit
}

/** What is left to read: remarks, lead-ins (`自受理之日起`) and tails (`以内`) gone. */
function coreOf(raw: string, words: DurationWords): string {
  const flat = squeeze(raw)
  const bare = withoutRemarks(flat)
  const [first = ''] = (bare === '' ? flat.replace(/[()[\]【】]/gu, '') : bare).split(/[,，;；。]/u)
  return stripEnds(simplify(first), words)
}

function stripEnds(text: string, words: DurationWords): string {
  const lead = words.lead.find((word) => text.startsWith(word))
  if (lead !== undefined) return stripEnds(text.slice(lead.length), words)
  const tail = words.tail.find((word) => text.length > word.length && text.endsWith(word))
  return tail === undefined ? text : stripEnds(text.slice(0, -tail.length), words)
}

function startsWithWord(text: string, list: readonly string[]): boolean {
  return list.includes(text)
}

function unitNamed(text: string, words: DurationWords): DurationUnit | null {
  const hit = Object.entries(words.units).find(([, names]) => names.includes(text))
  return hit === undefined ? null : (hit[0] as DurationUnit)
}

const TRADITIONAL: Readonly<Record<string, string>> = {
  個: '个',
  內: '内',
  當: '当',
  場: '场',
  辦: '办',
  結: '结',
  時: '时',
  間: '间',
  歷: '历',
  曆: '历',
  兩: '两',
  過: '过',
  長: '长',
}

function simplify(text: string): string {
  return text.replace(/[個內當場辦結時間歷曆兩過長]/gu, (char) => TRADITIONAL[char] ?? char)
}

/** The unit that a header names for its bare numbers: `承诺期限（工作日）` gives workday. */
export function unitOfHeader(header: string, words: DurationWords): DurationUnit | null {
  const flat = simplify(squeeze(header))
  const [, inside] = /[([【]([^)\]】]*)[)\]】]/u.exec(flat) ?? []
  if (inside === undefined) return null
  return unitNamed(inside.replace(/^单位:?/u, ''), words)
}

/** Working days in a week and calendar days in one, for comparing limits that count differently. */
const HOURS: Readonly<Record<DurationUnit, number>> = {
  instant: 0,
  hour: 1,
  day: 24,
  workday: 24 * (7 / 5),
  month: 24 * 30,
  year: 24 * 365,
}

function hoursOf(limit: Duration): number {
  return limit.value * HOURS[limit.unit]
}

/** How two limits compare: `surely` only when both count in the same sort of day, else an estimate. */
export type Longer = 'no' | 'maybe' | 'surely'

/** Whether `a` is longer than `b`; working days against calendar days is only ever `maybe`. */
export function isLonger(a: Duration, b: Duration): Longer {
  if (hoursOf(a) <= hoursOf(b)) return 'no'
  return comparable(a.unit, b.unit) ? 'surely' : 'maybe'
}

function comparable(a: DurationUnit, b: DurationUnit): boolean {
  return a === 'instant' || b === 'instant' || (a === 'workday') === (b === 'workday')
}

/** Limits added up in hours, for the sum of an item's nodes. */
export function sumOf(limits: readonly Duration[]): Duration {
  const unit = limits.every((limit) => limit.unit === 'workday' || limit.unit === 'instant')
    ? 'workday'
    : 'hour'
  const hours = limits.reduce((sum, limit) => sum + hoursOf(limit), 0)
  const value = Math.round((hours / HOURS[unit]) * 100) / 100
  return { value, unit, raw: limits.map(limitText).join(' + ') }
}
