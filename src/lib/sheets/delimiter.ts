const DELIMITERS = [',', '\t', ';', '|', '，'] as const
const SAMPLE_LINES = 30

/** The delimiter that most of the first lines hold most often, quoted parts aside; a comma when none occurs. */
export function delimiterOf(text: string): string {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/"[^"]*"/g, '')
    .split('\n')
    .slice(0, SAMPLE_LINES)
  let best: { delimiter: string; hits: number } = { delimiter: ',', hits: 0 }
  for (const delimiter of DELIMITERS) {
    const hits = lines.reduce((sum, line) => sum + line.split(delimiter).length - 1, 0)
    if (hits > best.hits) best = { delimiter, hits }
  }
  return best.delimiter
}
