import stringWidth from 'string-width'

/** What progress is written to. */
export interface ProgressStream {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

/** Shows where long work stands. `update` redraws, `finish` leaves a line, `clear` takes the drawn line away. */
export interface Progress {
  readonly update: (text: string) => void
  readonly finish: (text: string) => void
  readonly clear: () => void
}

const silent: Progress = { update: () => {}, finish: () => {}, clear: () => {} }

/** TTY: one redrawn line; otherwise a line per finished step; silent: nothing. */
export function createProgress(stream: ProgressStream, isSilent: boolean): Progress {
  if (isSilent) return silent
  if (!stream.isTTY) return { ...silent, finish: (text) => void stream.write(`${text}\n`) }
  return redrawn(stream)
}

function redrawn(stream: ProgressStream): Progress {
  let isDrawn = false
  const clear = () => {
    if (isDrawn) stream.write('\r\u001b[2K')
    isDrawn = false
  }
  return {
    clear,
    update: (text) => {
      clear()
      stream.write(oneLine(text, (stream.columns ?? 80) - 1))
      isDrawn = true
    },
    finish: (text) => {
      clear()
      stream.write(`${text}\n`)
    },
  }
}

function oneLine(text: string, width: number): string {
  let line = text.replace(/\s*[\r\n]+\s*/g, ' ')
  while (stringWidth(line) > width) line = line.slice(0, -1)
  return line
}
