import { fold as folded, nearest, simplified } from '../text/index.js'

/** Words that people write for ids. One word may stand for several ids; the caller decides by what stands around it. */
export interface WordTable {
  /** Ids of the word, or of the longest known word within the text; empty when none or two equally long ones fit. */
  find(text: string): readonly string[]
  /** Ids of exactly this word. */
  exact(text: string): readonly string[]
  /** Known words that the person may have meant. */
  near(text: string): readonly string[]
}

/** A table from id -> words; width, case, blanks and traditional characters do not count. */
export function wordTable(words: Readonly<Record<string, readonly string[]>>): WordTable {
  const ids = new Map<string, Set<string>>()
  const labels = new Map<string, string>()
  for (const [id, list] of Object.entries(words)) {
    for (const word of list) {
      const key = fold(word)
      ids.set(key, (ids.get(key) ?? new Set()).add(id))
      labels.set(key, word)
    }
  }
  const exact = (text: string) => [...(ids.get(fold(text)) ?? [])]
  const within = remember((text) => [...(ids.get(longestWithin(text, ids.keys())) ?? [])])
  return {
    exact,
    find: (text) => (ids.has(fold(text)) ? exact(text) : within(fold(text))),
    near: (text) => nearest(simplified(text), labels.values()),
  }
}

function fold(text: string): string {
  return simplified(folded(text))
}

function longestWithin(text: string, known: Iterable<string>): string {
  const inside = [...known].filter((word) => word.length > 1 && text.includes(word))
  const length = Math.max(0, ...inside.map((word) => word.length))
  const longest = inside.filter((word) => word.length === length)
  return longest.length === 1 ? (longest[0] ?? '') : ''
}

function remember(read: (text: string) => readonly string[]): (text: string) => readonly string[] {
  const known = new Map<string, readonly string[]>()
  return (text) => {
    const before = known.get(text)
    if (before) return before
    const value = read(text)
    if (known.size < 10_000) known.set(text, value)
    return value
  }
}
