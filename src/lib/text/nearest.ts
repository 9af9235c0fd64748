/** How many single-character edits (insert, delete, replace, swap neighbours) lead from one word to another. */
export function editDistance(a: string, b: string): number {
  const left = [...a]
  const right = [...b]
  let before: number[] = []
  let previous = right.map((_, j) => j)
  previous.push(right.length)
  for (let i = 1; i <= left.length; i += 1) {
    const current = [i]
    for (let j = 1; j <= right.length; j += 1) {
      current.push(cheapest(left, right, i, j, { before, previous, current }))
    }
    before = previous
    previous = current
  }
  return previous[right.length] ?? 0
}

interface Rows {
  readonly before: readonly number[]
  readonly previous: readonly number[]
  readonly current: readonly number[]
}

function cheapest(left: string[], right: string[], i: number, j: number, rows: Rows): number {
  const cell = (row: readonly number[], k: number): number => row[k] ?? Number.POSITIVE_INFINITY
  const same = left[i - 1] === right[j - 1] ? 0 : 1
  const best = Math.min(
    cell(rows.previous, j) + 1,
    cell(rows.current, j - 1) + 1,
    cell(rows.previous, j - 1) + same,
  )
  const swapped = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]
  return swapped ? Math.min(best, cell(rows.before, j - 2) + 1) : best
}

/**
 * The candidates that a person may have meant by `word`, closest first, at most `limit`.
 * Near means: at most 40 % of the longer word differs, or one starts with the other. Case is ignored.
 */
export function nearest(word: string, candidates: Iterable<string>, limit = 3): readonly string[] {
  const folded = word.toLowerCase()
  return [...new Set(candidates)]
    .map((candidate) => ({ candidate, distance: closeness(folded, candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= 0.4)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, limit)
    .map(({ candidate }) => candidate)
}

function closeness(word: string, candidate: string): number {
  const longer = Math.max([...word].length, [...candidate].length)
  if (word === '' || longer === 0) return 1
  const distance = editDistance(word, candidate) / longer
  const starts = candidate.startsWith(word) || word.startsWith(candidate)
  return starts && candidate !== '' ? Math.min(distance, 0.4) : distance
}
