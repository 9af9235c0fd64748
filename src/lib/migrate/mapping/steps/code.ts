import { z } from 'zod'
import { flaw } from '../../flaw.js'
import { innerPath } from './files.js'
import { type Outcome, onText, type StepKind, shown, step } from './model.js'

/** A function that people wrote: it gets a text and gives a text, or null for no value. */
export type CodeStep = (text: string) => unknown

/** Where a function stands: `plotNo` of `steps.mjs` for `./steps.mjs#plotNo`; null for what names no file beside the mapping. */
export function codePlace(
  reference: string,
): { readonly module: string; readonly name: string } | null {
  const [, path = '', name = ''] = REFERENCE.exec(reference) ?? []
  const module = innerPath(path)
  return module === null ? null : { module, name }
}

const REFERENCE = /^([^#]+\.[cm]?[jt]s)#([\p{L}_$][\p{L}\p{N}_$]*)$/u

const reference = z
  .string()
  .refine((text) => codePlace(text) !== null, { error: './steps.mjs#plotNo' })

/** What no step here can do: program code of the people who know the old system. It runs only with `--allow-code`. */
export const codeSteps = {
  /** `{ module: ./steps.mjs#plotNo }`: what throws or gives anything but a text keeps the row out. */
  module: step(reference, (name, kit) => {
    const work = kit.code(name)
    return onText((text) => said(name, () => work(text)))
  }),
} satisfies Record<string, StepKind>

function said(name: string, work: () => unknown): Outcome {
  try {
    const given = work()
    if (typeof given === 'string' || given === null) return given || null
    if (!isPromise(given)) return failed(name, 'type', given === undefined ? '' : typeof given)
    // Nobody waits for it; what becomes of it is nobody's any more.
    given.then(undefined, () => undefined)
    return failed(name, 'async', '')
  } catch (error) {
    return failed(name, 'threw', error instanceof Error ? error.message : String(error))
  }
}

function isPromise(given: unknown): given is PromiseLike<unknown> {
  return (
    typeof given === 'object' &&
    given !== null &&
    'then' in given &&
    typeof given.then === 'function'
  )
}

function failed(name: string, fault: 'threw' | 'async' | 'type', detail: string) {
  return flaw('HK-MIG-327', { step: name, fault, detail: shown(detail, 120) })
}
