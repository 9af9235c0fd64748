/** Up to three candidates close enough to be what was meant, nearest first. */
export function nearest(word: string, candidates: readonly string[]): readonly string[] {
  const limit = Math.max(1, Math.floor(word.length / 3))
  return candidates
    .map((candidate) => ({ candidate, distance: editDistance(word, candidate) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map(({ candidate }) => candidate)
}

/** Edits (insert, delete, replace, swap of neighbours) that turn one word into the other. */
function editDistance(from: string, to: string): number {
  let rows: readonly [readonly number[], readonly number[]] = [
    [],
    Array.from({ length: to.length + 1 }, (_, at) => at),
  ]
  for (let i = 1; i <= from.length; i += 1) rows = [rows[1], nextRow(from, to, i, rows)]
  return rows[1][to.length] ?? 0
}

function nextRow(
  from: string,
  to: string,
  i: number,
  [beforeLast, last]: readonly [readonly number[], readonly number[]],
): readonly number[] {
  const row = [i]
  const at = (cells: readonly number[], j: number) => cells[j] ?? Number.POSITIVE_INFINITY
  for (let j = 1; j <= to.length; j += 1) {
    const replaced = at(last, j - 1) + Number(from[i - 1] !== to[j - 1])
    const isSwap = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
    const swapped = isSwap ? at(beforeLast, j - 2) + 1 : Number.POSITIVE_INFINITY
    row[j] = Math.min(at(last, j) + 1, at(row, j - 1) + 1, replaced, swapped)
  }
  return row
}
