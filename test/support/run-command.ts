import { fileURLToPath } from 'node:url'
import type { Command } from '@oclif/core'
import { Config } from '@oclif/core'
import { holdToSchema } from './result-schema.js'

/** What a command left behind: its streams as text, its exit code, and the JSON document if there is one. */
export interface CommandOutcome {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
  /** stdout parsed, when `--json` was given. */
  readonly json: Envelope | null
}

/** The envelope of every `--json` document. */
export interface Envelope {
  readonly ok: boolean
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the result of its own command
  readonly result?: any
  readonly error?: {
    readonly code: string
    readonly message: string
    readonly suggestions: readonly string[]
    readonly exitCode: number
  }
}

type CommandClass = typeof Command & { run: (argv: string[], config: Config) => Promise<unknown> }

const root = fileURLToPath(new URL('../..', import.meta.url))
let loading: Promise<Config> | undefined

/** Runs a command class in this process, without dist: `runCommand(ItemsImport, ['a.xlsx', '--json'])`. */
export async function runCommand(
  command: CommandClass,
  argv: readonly string[] = [],
): Promise<CommandOutcome> {
  loading ??= Config.load(root)
  const config = await loading
  const captured = capture()
  const exitBefore = process.exitCode
  process.exitCode = 0
  let thrown: unknown
  try {
    await command.run([...argv], config)
  } catch (error) {
    thrown = error
  } finally {
    captured.restore()
  }
  const exitCode = Number(process.exitCode)
  process.exitCode = exitBefore
  if (thrown && exitCode === 0) throw thrown
  const { stdout, stderr } = captured
  const json = argv.includes('--json') ? JSON.parse(stdout()) : null
  const id = idOf(command, config)
  if (json?.ok && id) holdToSchema(id, json.result)
  return { stdout: stdout(), stderr: stderr(), exitCode, json }
}

/** A class does not know its id here; class names are the ids without spaces. */
function idOf(command: CommandClass, config: Config): string | undefined {
  const plain = (id: string) => id.replaceAll(/[:-]/g, '').toLowerCase()
  const { name } = command
  return config.commandIDs.find((id) => plain(id) === name.toLowerCase())?.replaceAll(':', ' ')
}

function capture() {
  const writes = { stdout: process.stdout.write, stderr: process.stderr.write }
  const texts = { stdout: '', stderr: '' }
  const into = (name: 'stdout' | 'stderr') =>
    ((chunk: string | Uint8Array, ...rest: unknown[]) => {
      texts[name] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()
      const done = rest.at(-1)
      if (typeof done === 'function') done()
      return true
    }) as typeof process.stdout.write
  process.stdout.write = into('stdout')
  process.stderr.write = into('stderr')
  return {
    stdout: () => texts.stdout,
    stderr: () => texts.stderr,
    restore: () => {
      process.stdout.write = writes.stdout
      process.stderr.write = writes.stderr
    },
  }
}
