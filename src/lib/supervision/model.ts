import type { Plain } from '../expr/index.js'

/** From the mildest to the gravest: 预警, 黄牌, 红牌. */
export const cardLevels = ['warning', 'yellow', 'red'] as const

/** How grave a card is. */
export type CardLevel = (typeof cardLevels)[number]

/** What a card is about, as the hall names it. */
export interface Subject {
  readonly kind: string
  readonly id: string
  readonly number: string
  readonly unit: string
  readonly item: string | null
}

/**
 * One thing that rules may judge. `on` says which sort of fact it is; a value that nobody measured is null or absent,
 * never 0.
 */
export interface Fact {
  readonly on: string
  readonly subject: Subject
  readonly values: Readonly<Record<string, Plain>>
}

/** A verdict, with everything that is needed to work it out again. */
export interface Card {
  readonly rule: string
  readonly title: string
  readonly preset: string
  readonly version: number
  readonly level: CardLevel
  readonly subject: Subject
  readonly inputs: Readonly<Record<string, Plain>>
  /** The arithmetic in words. */
  readonly lines: readonly string[]
  readonly basis: string
}

/** A rule that could not judge: nothing of its sort was reported (`no-facts`), or measurements were missing. */
export interface Unjudged {
  readonly rule: string
  readonly why: 'no-facts' | 'missing'
  /** The inputs that were missing, and how many facts could not be judged for that. */
  readonly inputs: readonly string[]
  readonly facts: number
}

/** What an evaluation comes to. */
export interface Verdicts {
  readonly cards: readonly Card[]
  readonly unjudged: readonly Unjudged[]
}
