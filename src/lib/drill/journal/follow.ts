import { existsSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { sleep } from '../play/clock.js'
import { lineSchema } from './journal-file.js'
import type { JournalLine } from './model.js'
import { runPaths } from './run-folder.js'

/** How often the journal is looked at, in ms of real time. */
const LOOK_MS = 300

/**
 * The lines of a run's journal, those it has and those that come, until the run ends or the signal aborts; only the file is
 * read, so the run is not disturbed. After the lines that are there already, and after each further piece, `null` is given.
 */
export async function* followRun(
  folder: string,
  signal: AbortSignal,
): AsyncGenerator<JournalLine | null> {
  const { journal } = runPaths(folder)
  while (!existsSync(journal) && !signal.aborted) await sleep(LOOK_MS, signal)
  if (signal.aborted) return
  const file = await open(journal, 'r')
  try {
    yield* linesOf(file, signal)
  } finally {
    await file.close()
  }
}

async function* linesOf(file: FileHandle, signal: AbortSignal): AsyncGenerator<JournalLine | null> {
  const buffer = Buffer.alloc(1 << 20)
  let rest = Buffer.alloc(0)
  let position = 0
  while (!signal.aborted) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, position)
    position += bytesRead
    const bytes = Buffer.concat([rest, buffer.subarray(0, bytesRead)])
    const whole = bytes.lastIndexOf('\n') + 1
    rest = bytes.subarray(whole)
    let isOver = false
    for (const text of bytes.subarray(0, whole).toString('utf8').split('\n')) {
      if (text === '') continue
      const line = lineSchema.parse(JSON.parse(text))
      isOver ||= line.type === 'run.finished'
      yield line
    }
    if (bytesRead === buffer.length) continue
    yield null
    if (isOver) return
    await sleep(LOOK_MS, signal)
  }
}
