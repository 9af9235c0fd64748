import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** What a child process left behind. `signal` names what killed it. */
export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** A hallkit that runs; `ended` settles when its streams are closed. */
export interface Running {
  readonly child: ChildProcess
  readonly soFar: () => { readonly stdout: string; readonly stderr: string }
  readonly ended: Promise<Ended>
}

/** Where a child stands and what it may know of this machine. */
export interface Where {
  readonly cwd: string
  /** Takes the place of the person's config folder, so that nobody's is touched. */
  readonly home: string
}

/** The program as people run it; HALLKIT_BIN names another build of it. */
const bin =
  process.env['HALLKIT_BIN'] ?? fileURLToPath(new URL('../../../bin/run.js', import.meta.url))

/** Starts the built program as a real process, neither on a terminal nor with a language of this machine. */
export function startHallkit(args: readonly string[], { cwd, home }: Where): Running {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    env: environment(home),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] }
  child.stdout.on('data', (chunk: Buffer) => chunks.stdout.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => chunks.stderr.push(chunk))
  const soFar = () => ({
    stdout: Buffer.concat(chunks.stdout).toString(),
    stderr: Buffer.concat(chunks.stderr).toString(),
  })
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal, ...soFar() }))
  })
  return { child, soFar, ended }
}

/** What stands on a screen: both streams in the order in which they were written. */
export interface Screen {
  readonly child: ChildProcess
  readonly text: () => string
  readonly ended: Promise<number | null>
}

/** Starts the program with both streams going to one file, as a terminal shows them. */
export function startOnScreen(args: readonly string[], { cwd, home }: Where, file: string): Screen {
  const screen = openSync(file, 'w')
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    env: environment(home),
    stdio: ['ignore', screen, screen],
  })
  closeSync(screen)
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  return { child, text: () => readFileSync(file, 'utf8'), ended }
}

/** Runs the program to its end. */
export function hallkit(args: readonly string[], where: Where): Promise<Ended> {
  return startHallkit(args, where).ended
}

/** This machine's environment without what would change the program's language, colours or settings. */
function environment(home: string): NodeJS.ProcessEnv {
  const { HALLKIT_LANG: _, NO_COLOR: __, NODE_ENV: ___, ...inherited } = process.env
  return { ...inherited, XDG_CONFIG_HOME: home, HOME: home, LOCALAPPDATA: home }
}

/** The one JSON document that a child wrote; anything else on stdout makes the parser throw. */
// biome-ignore lint/suspicious/noExplicitAny: each test knows the document of its own command
export function documentOf({ stdout, stderr, code }: Ended): any {
  try {
    return JSON.parse(stdout)
  } catch (cause) {
    throw new Error(`no JSON document (exit ${code})\n${stdout}\n${stderr}`, { cause })
  }
}
