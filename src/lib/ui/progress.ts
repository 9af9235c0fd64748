import stringWidth from 'string-width'

/** What progress is written to. */
export interface ProgressStream {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

/** Shows where long work stands. `update` redraws a line, `zone` several, `finish` leaves a line, `clear` takes what is drawn away. */
export interface Progress {
  readonly update: (text: string) => void
  readonly zone: (lines: readonly string[]) => void
  readonly finish: (text: string) => void
  readonly clear: () => void
  /** How many columns a line may have now. */
  readonly width: () => number
}

const quiet = { update: () => {}, zone: () => {}, finish: () => {}, clear: () => {} }

/** TTY: redrawn lines; otherwise a line per finished step; silent: nothing. */
export function createProgress(stream: ProgressStream, isSilent: boolean): Progress {
  const width = () => (stream.columns || USUAL) - 1
  const silent: Progress = { ...quiet, width }
  if (isSilent) return silent
  if (!stream.isTTY) return { ...silent, finish: (text) => void stream.write(`${text}\n`) }
  return redrawn(stream, width)
}

function redrawn(stream: ProgressStream, width: Progress['width']): Progress {
  let drawn: readonly string[] = []
  const erasure = () =>
    drawn.length > 0 ? `${'\u001b[2K\u001b[1A'.repeat(drawn.length - 1)}\r\u001b[2K` : ''
  const replace = (text: string, lines: readonly string[]) => {
    stream.write(`${erasure()}${text}`) // at once: a screen never shows the gap between
    drawn = lines
  }
  const clear = () => {
    if (drawn.length > 0) replace('', [])
  }
  const zone = (lines: readonly string[]) => {
    const next = lines.map((line) => oneLine(line, width()))
    if (next.join('\n') !== drawn.join('\n')) replace(next.join('\n'), next)
  }
  return {
    clear,
    zone,
    width,
    update: (text) => zone([text]),
    finish: (text) => replace(`${text}\n`, []),
  }
}

/** The width of a terminal that does not tell it. */
const USUAL = 80

function oneLine(text: string, width: number): string {
  let line = text.replace(/\s*[\r\n]+\s*/g, ' ')
  while (stringWidth(line) > width) line = line.slice(0, -1)
  return line
}
