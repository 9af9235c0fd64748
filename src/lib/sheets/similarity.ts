/**
 * How near two short Chinese headers are, 0 to 1: shared neighbours and common order of characters, or, where one
 * contains the other, how much of it that is. What cannot reach `least` is 0 unmeasured.
 */
export function similarity(a: string, b: string, least = 0): number {
  if (a === b) return 1
  const shorter = a.length <= b.length ? a : b
  const longer = a.length <= b.length ? b : a
  const common = commonChars(shorter, longer)
  if (shorter.length < 2 || common === 0) return 0
  const isPart = shorter.length >= 3 && longer.includes(shorter)
  if (!isPart && mostFor(common, a.length + b.length) < least) return 0
  const shared = (pairsShared(a, b) + orderShared(a, b)) / 2
  return isPart ? Math.max(shared, 0.6 + (0.4 * shorter.length) / longer.length) : shared
}

function commonChars(shorter: string, longer: string): number {
  let common = 0
  for (const char of shorter) if (longer.includes(char)) common += 1
  return common
}

/** Two texts cannot be nearer than if all common characters stood in one piece in both. */
function mostFor(common: number, length: number): number {
  return common / length + (common - 1) / (length - 2)
}

function pairsShared(a: string, b: string): number {
  const rest = pairs(b)
  const size = pairs(a).length + rest.length
  let shared = 0
  for (const pair of pairs(a)) {
    const at = rest.indexOf(pair)
    if (at < 0) continue
    rest.splice(at, 1)
    shared += 1
  }
  return (2 * shared) / size
}

function pairs(text: string): string[] {
  return Array.from({ length: text.length - 1 }, (_, i) => text.slice(i, i + 2))
}

/** Length of the longest common subsequence, against the mean length. */
function orderShared(a: string, b: string): number {
  let previous = new Array<number>(b.length + 1).fill(0)
  for (const char of a) {
    const current = [0]
    for (let j = 1; j <= b.length; j += 1) {
      const same = char === b[j - 1] ? (previous[j - 1] ?? 0) + 1 : 0
      current.push(Math.max(same, previous[j] ?? 0, current[j - 1] ?? 0))
    }
    previous = current
  }
  return (2 * (previous[b.length] ?? 0)) / (a.length + b.length)
}
