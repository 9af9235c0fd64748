import type { Coded } from './model.js'
import type { ItemProfile } from './profile.js'
import { squeeze, ticked, withoutRemarks } from './text.js'

/** The type that a label, alias or code names in the profile's table; `code` is null for a label it does not know. */
export function readType(raw: string, profile: ItemProfile): Coded {
  const wanted = keysOf(raw)
  const hit = profile.types.find((type) =>
    [type.code, type.label, ...type.aliases].some((name) => wanted.has(keyOf(name))),
  )
  return hit === undefined
    ? { code: null, label: raw.trim() }
    : { code: hit.code, label: hit.label }
}

/** The case type (办件类型) that a label names, or null when the profile does not know it. */
export function readCaseType(raw: string, profile: ItemProfile): string | null {
  const wanted = keysOf(raw)
  const hit = profile.caseTypes.find((type) =>
    [type.label, ...type.aliases].some((name) => wanted.has(keyOf(name))),
  )
  return hit?.label ?? null
}

/** The same name with what clerks add around it: a leading code (`01行政许可`), remarks, 事项 or 类 at the end. */
function keysOf(said: string): ReadonlySet<string> {
  const raw = ticked(said)
  const whole = keyOf(raw)
  const bare = keyOf(withoutRemarks(raw))
  const plain = bare.replace(/^\d{1,2}[-—.、:]?(?=\D)/u, '')
  const padded = /^\d$/u.test(whole) ? `0${whole}` : whole
  return new Set([whole, padded, bare, plain, plain.replace(/(?:类)?事项$|类$/u, '')])
}

function keyOf(text: string): string {
  return squeeze(text).toUpperCase()
}

const FIGURES: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  I: 1,
  II: 2,
  III: 3,
  IV: 4,
  1: 1,
  2: 2,
  3: 3,
  4: 4,
}
const FIGURE = '(IV|I{1,3}|[1-4一二三四壹贰叁肆])'

/** The depth (1-4) that a text names: a figure with 级, a bare figure, or a word of the profile; null when none or several do. */
export function readDepth(raw: string, profile: ItemProfile): number | null {
  const flat = keyOf(ticked(raw))
  if (flat.includes('^')) return deepest(flat.split('^'), profile)
  const levels = [...flat.matchAll(new RegExp(`(?<![\\dIV一二三四五六七八九十])${FIGURE}级`, 'gu'))]
  if (levels.length > 0) return only(levels.map(([, figure]) => FIGURES[figure ?? ''] ?? null))
  const [, alone] = new RegExp(`^第?${FIGURE}$`, 'u').exec(keyOf(withoutRemarks(flat))) ?? []
  if (alone !== undefined) return FIGURES[alone] ?? null
  const named = profile.depth.filter((step) =>
    step.aliases.some((word) => flat.includes(keyOf(word))),
  )
  return only(named.map((step) => step.level))
}

/** A list of what can be done online (`3^4^5`, C0109): as deep as the deepest of them. */
function deepest(steps: readonly string[], { depth }: ItemProfile): number | null {
  const levels = steps.flatMap((text) => {
    const hits = depth.filter(({ codes, aliases }) => [...codes, ...aliases].includes(text))
    return hits.map(({ level }) => level)
  })
  return levels.length === 0 ? null : Math.max(...levels)
}

function only(levels: readonly (number | null)[]): number | null {
  const [first, ...rest] = new Set(levels)
  return rest.length === 0 ? (first ?? null) : null
}

/** Yes, no, or null when the cell says neither. Text after the word is allowed: `收费（每证10元）` is yes. */
export function readYesNo(raw: string, profile: ItemProfile): boolean | null {
  const flat = keyOf(ticked(raw))
  const bare = keyOf(withoutRemarks(flat))
  if (named(profile.no, flat, bare)) return false
  return named(profile.yes, flat, bare) ? true : null
}

function named(list: readonly string[], ...texts: readonly string[]): boolean {
  return list.some((word) => texts.includes(keyOf(word)))
}

/** Whether an item is charged for, from a fee cell: yes/no words, else any amount, standard or document means yes. */
export function readFee(
  raw: string,
  profile: ItemProfile,
): { charged: boolean | null; raw: string } {
  const clean = raw.trim()
  const said = readYesNo(clean, profile)
  if (said !== null || clean === '') return { charged: said, raw: clean }
  return { charged: chargedByWords(keyOf(clean), profile), raw: clean }
}

function chargedByWords(flat: string, profile: ItemProfile): boolean | null {
  const denial = profile.no.some((word) => word.length > 1 && flat.startsWith(keyOf(word)))
  if (denial) return false
  return /\d+(?:\.\d+)?元|收费标准|价费|发改价格|计价格/u.test(flat) ? true : null
}
