import { Config, run } from '@oclif/core'
import { reportFailure } from './failure.js'
import { toAppError } from './problem.js'
import { openSession } from './session.js'

/** Runs oclif for `argv` (already normalized) and ends with the exit code of the contract. */
export async function start(root: string, argv: readonly string[]): Promise<void> {
  try {
    await run([...argv], await Config.load(root))
  } catch (error) {
    await fail(error, argv)
  }
}

async function fail(error: unknown, argv: readonly string[]): Promise<void> {
  const known = toAppError(error)
  if (!wasReported(error)) reportFailure(known, await openSession(argv))
  await drained(process.stdout)
  process.exit(known.exit)
}

function wasReported(error: unknown): boolean {
  return error instanceof Error && 'isReported' in error
}

/** A pipe may still hold a long document; leaving before it is read would cut it. */
function drained(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()))
}
