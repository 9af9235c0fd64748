/** Rows that go to the last page with what stands below the table, when there are as many. */
const COMPANY = 2

/**
 * Rows (from 0) before which a new page begins, so that none is fuller than `room` and the `foot` below the table is never
 * alone on a page. Heights, `room` and `foot` in one unit.
 */
export function pageBreaks(
  heights: readonly number[],
  room: number,
  foot: number,
): readonly number[] {
  const breaks: number[] = []
  let used = 0
  for (const [row, height] of heights.entries()) {
    if (used > 0 && used + height > room) {
      breaks.push(row)
      used = 0
    }
    used += height
  }
  if (used + foot <= room) return breaks
  const last = lastRows(heights.slice(breaks.at(-1) ?? 0), room - foot)
  return last === 0 ? breaks : [...breaks, heights.length - last]
}

/** How many of the last rows of a page fit into `room`, at most as many as keep the foot company; 0 when all would go. */
function lastRows(heights: readonly number[], room: number): number {
  let [count, used] = [0, 0]
  for (const height of [...heights].slice(1).reverse()) {
    if (count === COMPANY || used + height > room) break
    count += 1
    used += height
  }
  return count
}
