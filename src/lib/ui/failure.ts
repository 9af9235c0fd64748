import type { AppError } from '../errors/index.js'
import { formatProblem, stackOf, toProblem } from './problem.js'
import type { Session } from './session.js'

/** Says what went wrong, once: JSON on stdout under `--json`, words on stderr otherwise. */
export function reportFailure(error: AppError, session: Session): void {
  const { json, debug, catalogue, notePalette, progress } = session
  progress.clear()
  const problem = toProblem(error, catalogue)
  if (debug) process.stderr.write(`${stackOf(error)}\n`)
  if (json) writeJson({ ok: false, error: problem })
  else process.stderr.write(`${formatProblem(problem, catalogue, notePalette)}\n`)
}

/** One JSON document on stdout. */
export function writeJson(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`)
}
