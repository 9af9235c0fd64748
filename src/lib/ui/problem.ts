import { AppError, isProblem } from '../errors/index.js'
import type { Catalogue } from '../i18n/index.js'
import type { Palette } from './palette.js'
import { fromParserError, type ParserContext } from './parser-error.js'

/** What a failure looks like from outside: the same on stderr and under `--json`. */
export interface Problem {
  readonly code: string
  readonly message: string
  readonly suggestions: readonly string[]
  readonly exitCode: number
  /** What else is wrong in the same file, each with what to do; absent when that is all. */
  readonly also?: readonly Omit<Problem, 'exitCode' | 'also'>[]
}

/** So many problems of one file are told on a screen; `--json` has them all. */
const SHOWN = 20

const busy: Readonly<Record<string, string>> = {
  EACCES: 'EACCES',
  EPERM: 'EPERM',
  EBUSY: 'EBUSY',
  EROFS: 'EROFS',
}

/** Whatever was thrown, as an expected failure; what nobody expected becomes HK-BUG-001. */
export function toAppError(
  error: unknown,
  context: ParserContext = { flags: [], args: {} },
): AppError {
  if (error instanceof AppError) return error
  return (
    fromParserError(error, context) ??
    fromAbort(error) ??
    fromSystem(error) ??
    new AppError('HK-BUG-001', { detail: detailOf(error) }, { cause: error })
  )
}

/** The problem in the catalogue's words. */
export function toProblem(error: AppError, catalogue: Catalogue): Problem {
  const said = (one: AppError) => {
    const { message, fix } = catalogue.explain(one)
    return { code: one.code, message, suggestions: fix }
  }
  const also = error.also.map(said)
  return { ...said(error), exitCode: error.exit, ...(also.length > 0 && { also }) }
}

/** The problem as lines for stderr: what happened last-but-advice, then what to try. */
export function formatProblem(problem: Problem, catalogue: Catalogue, palette: Palette): string {
  const { ui } = catalogue.texts
  const all = [problem, ...(problem.also ?? [])]
  const lines = all.slice(0, SHOWN).flatMap((one) => {
    const head = palette.bad(ui.problem(one))
    if (one.suggestions.length === 0) return [head]
    return [head, ui.tryThis, ...one.suggestions.map((line) => `  - ${line}`)]
  })
  const left = all.length - SHOWN
  return [...lines, ...(left > 0 ? [ui.furtherProblems(left)] : [])].join('\n')
}

/** The stack of a bug, or of anything else with its cause, for `--debug`. */
export function stackOf(error: AppError): string {
  const inner = isProblem(error, 'HK-BUG-001') ? error.cause : error
  return inner instanceof Error ? String(inner.stack) : String(inner)
}

function fromAbort(error: unknown): AppError | null {
  if (!(error instanceof Error)) return null
  const stopped = error.name === 'AbortError' || error.name === 'ExitPromptError'
  return stopped ? new AppError('HK-INT-002', {}, { cause: error }) : null
}

function fromSystem(error: unknown): AppError | null {
  if (!(error instanceof Error) || !('code' in error)) return null
  const path = 'path' in error ? String(error.path) : ''
  if (error.code === 'ENOSPC') return new AppError('HK-SYS-002', { path }, { cause: error })
  const reason = busy[String(error.code)]
  if (!reason || !path) return null
  return new AppError('HK-SYS-001', { path, reason }, { cause: error })
}

function detailOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
