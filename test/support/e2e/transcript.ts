/** One command of a transcript, with what it must show. */
export interface TranscriptStep {
  readonly line: number
  readonly command: string
  readonly expected: readonly string[]
}

/**
 * A fenced block ```console of a page. ```console window=NAME keeps its last command running, as in a window of its
 * own; ```console exit=N says how the last command ends (0 when nothing is said); ```console killed=BYTES has the last
 * command, a demo, killed when its journal is so long, and typed again.
 */
export interface Transcript {
  readonly window: string | null
  readonly exit: number
  readonly killed: number | null
  readonly steps: readonly TranscriptStep[]
}

/** The transcripts of a Markdown page, in order. */
export function transcriptsOf(markdown: string): Transcript[] {
  const blocks: Transcript[] = []
  const lines = markdown.split(/\r?\n/)
  for (let at = 0; at < lines.length; at += 1) {
    const fence = /^```console(.*)$/.exec(lines[at] ?? '')
    if (!fence) continue
    const end = lines.indexOf('```', at)
    if (end < 0) throw new Error(`line ${at + 1}: this block has no end`)
    const said = (name: string) => new RegExp(`\\b${name}=(\\S+)`).exec(fence[1] ?? '')?.[1]
    const steps = stepsOf(lines.slice(at + 1, end), at + 2)
    const killed = said('killed')
    blocks.push({
      window: said('window') ?? null,
      exit: Number(said('exit') ?? 0),
      killed: killed === undefined ? null : Number(killed),
      steps,
    })
    at = end
  }
  return blocks
}

function stepsOf(lines: readonly string[], first: number): TranscriptStep[] {
  const steps: { line: number; command: string; expected: string[] }[] = []
  for (const [at, line] of lines.entries()) {
    const last = steps.at(-1)
    if (line.startsWith('$ '))
      steps.push({ line: first + at, command: line.slice(2), expected: [] })
    else if (last) last.expected.push(line)
    else throw new Error(`line ${first + at}: output before any command`)
  }
  return steps
}

/** The words of a command line; quotes keep blanks together. */
export function wordsOf(command: string): string[] {
  const words = command.match(/'[^']*'|"[^"]*"|[^\s'"]+/g) ?? []
  return words.map((word) => word.replace(/^(['"])(.*)\1$/, '$2'))
}

/**
 * The first expected line that the output does not bear out, or null. A line `...` stands for any lines, `<word>` in a
 * line for any text. A terminal's aligned columns and a pipe's tabs are the same, rules under headers are nothing.
 */
export function firstDifference(expected: readonly string[], output: string): string | null {
  const shown = plain(output.split(/\r?\n/))
  let place: Place = { at: 0, isOpen: false }
  for (const line of plain(expected)) {
    const next = advance(place, line, shown)
    if (next === null) return said(line, shown[place.at])
    place = next
  }
  const { at, isOpen } = place
  return isOpen || at === shown.length ? null : said('(the end)', shown[at])
}

/** The next line of the screen to be borne out; open after `...`. */
interface Place {
  readonly at: number
  readonly isOpen: boolean
}

function advance({ at, isOpen }: Place, line: string, shown: readonly string[]): Place | null {
  if (line === '...') return { at, isOpen: true }
  const found = shown.findIndex((one, no) => no >= at && matches(line, one))
  const isInPlace = isOpen ? found >= 0 : found === at
  return isInPlace ? { at: found + 1, isOpen: false } : null
}

function said(wanted: string, shown: string | undefined): string {
  return `${wanted}\n  instead of: ${shown ?? '(the end)'}`
}

function matches(line: string, shown: string | undefined): boolean {
  if (shown === undefined) return false
  const parts = line
    .split(/<[^<>\s]+>/)
    .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  return new RegExp(`^${parts.join('.+?')}$`).test(shown)
}

function plain(lines: readonly string[]): string[] {
  const kept = lines.map((line) => line.trim().replaceAll(/\t| {2,}/g, '\t'))
  return kept.filter((line) => line !== '' && !/^-{2,}(?:\t-+)*$/.test(line))
}
