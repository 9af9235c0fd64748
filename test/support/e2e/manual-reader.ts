import { cp, readdir, readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Yard } from './county.js'
import { type Screen, startHallkit, startOnScreen } from './hallkit.js'
import { killDemo, stages } from './kill-points.js'
import { firstDifference, type Transcript, type TranscriptStep, wordsOf } from './transcript.js'

/** Somebody who follows the manual: stands in a folder, has windows open, types what is written. */
export interface ManualReader {
  readonly follow: (transcript: Transcript) => Promise<void>
  /** Presses Ctrl-C in every window that is still open; gives how each ended. */
  readonly closeWindows: () => Promise<readonly (number | null)[]>
}

const pages = fileURLToPath(new URL('../../../docs/manual/', import.meta.url))
const patience = 20_000

/** The manual's chapters in order: name and text. */
export async function manualPages(): Promise<{ name: string; text: string }[]> {
  const names = (await readdir(pages)).filter((name) => name.endsWith('.md')).sort()
  return Promise.all(
    names.map(async (name) => ({ name, text: await readFile(join(pages, name), 'utf8') })),
  )
}

/** A reader who begins in an empty folder. Of other programs they know `cd` and `cp`. */
export function manualReader({ cwd: start, home }: Yard): ManualReader {
  let here = start
  let screens = 0
  const windows: Screen[] = []

  const type = (step: TranscriptStep): Screen => {
    screens += 1
    const [, ...args] = wordsOf(step.command)
    return startOnScreen(args, { cwd: here, home }, join(home, `screen-${screens}.txt`))
  }

  const run = async (step: TranscriptStep, exit: number): Promise<void> => {
    const [program, ...words] = wordsOf(step.command)
    if (program === 'cd') here = resolve(here, words.at(-1) ?? '.')
    else if (program === 'cp') await copy(words.map((word) => resolve(here, word)))
    else if (program === 'hallkit') await finished(step, type(step), exit)
    else throw problem(step, `the reader does not know the program ${program}`)
  }

  /** The power fails while the demo plays its drill. */
  const cutOff = async (step: TranscriptStep, journal: number): Promise<void> => {
    const [, ...args] = wordsOf(step.command)
    const running = startHallkit(args, { cwd: here, home })
    const point = { name: step.command, stage: stages.drill, journal, delay: 0 }
    await killDemo(running, resolve(here, args.at(-1) ?? '.'), point)
  }

  return {
    follow: async ({ steps, window, exit, killed }) => {
      const last = steps.at(-1)
      for (const step of steps.slice(0, -1)) await run(step, 0)
      if (last === undefined) return
      if (killed !== null) await cutOff(last, killed)
      if (window === null) await run(last, exit)
      else windows.push(await opened(last, type(last)))
    },
    closeWindows: async () => {
      for (const { child } of windows) child.kill('SIGINT')
      return Promise.all(windows.map(({ ended }) => ended))
    },
  }
}

async function finished(step: TranscriptStep, screen: Screen, exit: number): Promise<void> {
  const code = await screen.ended
  const difference = firstDifference(step.expected, screen.text())
  if (difference !== null) throw problem(step, `shows ${difference}\n\n${screen.text()}`)
  if (code !== exit) throw problem(step, `ended with ${code}, not ${exit}`)
}

/** A program that goes on running: its screen must show what is written before long. */
async function opened(step: TranscriptStep, screen: Screen): Promise<Screen> {
  for (let waited = 0; ; waited += 50) {
    const difference = firstDifference(step.expected, screen.text())
    if (difference === null) return screen
    if (waited > patience) throw problem(step, `shows ${difference}\n\n${screen.text()}`)
    await pause(50)
  }
}

/** `cp FROM... TO`; a name `*` stands for every file of its folder. */
async function copy(paths: readonly string[]): Promise<void> {
  const to = paths.at(-1) ?? ''
  for (const from of paths.slice(0, -1)) {
    const isAll = basename(from) === '*'
    await cp(isAll ? resolve(from, '..') : from, isAll ? to : join(to, basename(from)), {
      recursive: true,
    })
  }
}

function problem({ line, command }: TranscriptStep, what: string): Error {
  return new Error(`line ${line}: $ ${command}\n${what}`)
}
