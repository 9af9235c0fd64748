import { epochMs, instantFrom } from '../calendar/index.js'
import { itemTexts } from './item-text.js'
import type { ItemState } from './lifecycle.js'
import { limitText } from './limit-text.js'
import type { ItemNode, StoredItem } from './model.js'

/** Words for what an item says, by the form's keys. */
export interface ItemWords {
  readonly fields: Readonly<Record<string, string>>
  readonly guideFields: Readonly<Record<string, string>>
  readonly states: Readonly<Record<ItemState, string>>
  readonly level: (p: { depth: number }) => string
  readonly node: (p: { label: string; post: string; people: string; limit: string }) => string
  readonly source: (p: { file: string; sheet: string; row: number }) => string
}

/** A stored item line by line: what it is called and what it says; null where the sheet said nothing. */
export function itemLines(
  item: StoredItem,
  state: ItemState,
  words: ItemWords,
): readonly (readonly [label: string, text: string | null])[] {
  const { statutory, promised, depth, nodes, source } = item
  const texts: Readonly<Record<string, string>> = {
    ...itemTexts(item),
    ...(statutory && { statutory: limitText(statutory) }),
    ...(promised && { promised: limitText(promised) }),
    ...(depth && { depth: words.level({ depth }) }),
    ...(nodes.length > 0 && { nodes: nodes.map((node) => nodeText(node, words)).join(' ') }),
    status: words.states[state],
    source: words.source(source),
  }
  const own = Object.entries(words.fields).map(
    ([key, label]) => [label, texts[key] ?? null] as const,
  )
  const guide = Object.entries(words.guideFields).flatMap(([key, label]) =>
    texts[key] === undefined ? [] : [[label, texts[key]] as const],
  )
  return [...own, ...guide]
}

function nodeText({ label, post, people, limit }: ItemNode, { node }: ItemWords): string {
  const until = limit === null ? '' : limitText(limit)
  return node({ label, post: post ?? '', people: people.join('、'), limit: until })
}

/** A moment as people write it in China: `2015-04-08 09:30`. */
export function localMinute(at: string): string {
  const ms = at.endsWith('Z') ? Date.parse(at) : epochMs(at)
  return instantFrom(ms).slice(0, 16).replace('T', ' ')
}
