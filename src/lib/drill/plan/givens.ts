import { type Finding, found } from '../../errors/index.js'
import type { Item } from '../../items/index.js'
import type { Unit } from '../../notice/index.js'
import type { Cast } from './cast.js'
import type { DrillArticle, Round } from './plan-model.js'
import type { DrillScript } from './script.js'
import { chance } from './seeded.js'

/** What a round is played with. */
export type Given = Pick<Round, 'item' | 'article'>

/** Where material comes from, and where a lack of it is told. */
export interface GivenWork {
  readonly items: readonly Item[]
  readonly articles: readonly DrillArticle[]
  readonly cast: Cast
  readonly seed: number
  readonly gap: (key: string, finding: Finding) => void
}

/** What a unit's rounds of a script need: how many, in which column, with which items. */
export interface Wanted {
  readonly unit: Unit
  readonly column: string | null
  readonly times: number
  readonly countable: ReadonlySet<string>
}

/** What each round is played with: as many as wanted, fewer when the unit's own material does not suffice. */
export function givens(work: GivenWork, script: DrillScript, wanted: Wanted): Given[] {
  if (script.given.includes('article')) return articlesFor(work, wanted)
  if (script.given.includes('item')) return itemsFor(work, script, wanted)
  return Array.from({ length: wanted.times }, () => ({ item: null, article: null }))
}

function articlesFor(work: GivenWork, { unit, column, times }: Wanted): Given[] {
  const own = work.articles.filter(
    (one) => one.unit === unit.code && one.column === column && one.title !== '' && one.body !== '',
  )
  if (own.length < times) {
    const params = { unit: unit.name, column: column ?? '', have: own.length, need: times }
    work.gap(`${unit.code} ${column}`, found('HK-DRILL-101', params))
  }
  return own.slice(0, times).map(({ title, body }) => ({ item: null, article: { title, body } }))
}

function itemsFor(work: GivenWork, script: DrillScript, wanted: Wanted): Given[] {
  const { unit, times, countable } = wanted
  const playable = work.items
    .filter((item) => item.unit.code === unit.code)
    .flatMap(({ code, name }) => (code !== null && countable.has(code) ? [{ code, name }] : []))
    .filter(({ code }) => work.cast.canPlay(script, code))
  playable.sort((a, b) => (a.code < b.code ? -1 : 1))
  if (playable.length === 0) {
    const params = { unit: unit.name, script: script.title }
    work.gap(`${unit.code} ${script.id}`, found('HK-DRILL-103', params))
    return []
  }
  const first = Math.floor(chance(work.seed, `${script.id}@${unit.code}`) * playable.length)
  return Array.from({ length: times }, (_, index) => {
    const item = playable[(first + index) % playable.length] ?? null
    return { item, article: null }
  })
}
