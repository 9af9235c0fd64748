const DELIMITERS = ['\t', ',', ';', '|'] as const
const WIDE = '，'
const SAMPLE_LINES = 50
/** A comma of Chinese text is a delimiter only where nearly all lines agree on it: sentences hold it too. */
const AGREED = 0.8

/**
 * The delimiter on whose number most of the first lines agree, quoted parts aside; a comma when none occurs.
 * A first line `sep=;`, which Excel takes for an order, decides.
 */
export function delimiterOf(text: string): string {
  const said = /^sep=(.)\r?\n/i.exec(text)?.[1]
  if (said !== undefined) return said
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/"[^"]*"/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, SAMPLE_LINES)
  const [best] = DELIMITERS.map((delimiter) => agreement(lines, delimiter)).sort(
    (a, b) => b.lines - a.lines || b.count - a.count,
  )
  if (best !== undefined && best.lines > 0) return best.delimiter
  return agreement(lines, WIDE).lines >= Math.max(1, AGREED * lines.length) ? WIDE : ','
}

interface Agreement {
  readonly delimiter: string
  /** How many lines hold it equally often, and how often that is. */
  readonly lines: number
  readonly count: number
}

function agreement(lines: readonly string[], delimiter: string): Agreement {
  const tally = new Map<number, number>()
  for (const line of lines) {
    const count = line.split(delimiter).length - 1
    if (count > 0) tally.set(count, (tally.get(count) ?? 0) + 1)
  }
  const [most] = [...tally].sort(([a, x], [b, y]) => y - x || b - a)
  return { delimiter, count: most?.[0] ?? 0, lines: most?.[1] ?? 0 }
}
