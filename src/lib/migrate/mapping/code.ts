import { type Code, ENDLESS, readCode, requireConsent, runCode, within } from '../../code/index.js'
import { AppError } from '../../errors/index.js'
import { nearest } from '../../text/index.js'
import type { Mapping } from './load.js'
import { type EntityText, stepsOf } from './schema.js'
import { type CodeStep, codePlace, type StepKit } from './steps/index.js'

/** The modules that steps name, each once: `steps.mjs` of `./steps.mjs#plotNo`. None of them is run. */
export async function modulesOf(
  entities: Readonly<Record<string, EntityText>>,
  naming: { readonly file: string; readonly folder: string },
): Promise<readonly Code[]> {
  const modules = new Set(referencesIn(entities).map(({ module }) => module))
  return Promise.all([...modules].sort().map((module) => readCode(module, naming)))
}

/** Program code of a mapping, ready to run. */
export interface Program {
  /** The function that a step names. */
  readonly code: StepKit['code']
  /** Does work that calls such functions. HK-MIG-048 when one of them does not return; `place` says for which row. */
  readonly watched: <T>(work: () => T, place: () => string) => T
}

/**
 * The functions that a mapping's steps name, out of modules as they were when the mapping was read. HK-CODE-001 when nobody
 * agreed to run them, HK-CODE-002 for a module that cannot be run or has changed since, HK-MIG-018 for a function that it
 * does not export.
 */
export async function functionsOf(mapping: Mapping): Promise<Program> {
  requireConsent(mapping.code, mapping)
  const exported = new Map<string, Readonly<Record<string, unknown>>>()
  for (const code of mapping.code) exported.set(code.module, await runCode(code, mapping))
  const functions = new Map(
    referencesIn(mapping.entities).map(({ reference, module, name }) => [
      reference,
      functionOf({ module, name, file: mapping.file }, exported.get(module)),
    ]),
  )
  let running = ''
  const { seconds } = mapping.limits.code
  return {
    code: (reference) => {
      const found = functions.get(reference)
      if (found === undefined) throw new Error(`no function ${reference}`)
      return (text) => {
        running = reference
        return found(text)
      }
    },
    watched: (work, place) => {
      if (functions.size === 0) return work()
      const done = within(seconds, work)
      if (done !== ENDLESS) return done
      throw new AppError('HK-MIG-048', { step: running, place: place(), seconds })
    },
  }
}

function functionOf(
  { module, name, file }: { module: string; name: string; file: string },
  exported: Readonly<Record<string, unknown>> = {},
): CodeStep {
  const found = exported[name]
  if (typeof found === 'function') return (text) => found(text)
  const known = Object.keys(exported).filter((one) => typeof exported[one] === 'function')
  throw new AppError('HK-MIG-018', { file, module, name, known, nearest: nearest(name, known) })
}

function referencesIn(entities: Readonly<Record<string, EntityText>>) {
  const steps = Object.values(entities).flatMap((entity) => stepsOf(entity))
  return steps.flatMap(({ step, value }) => {
    const reference = String(value)
    const place = step === 'module' ? codePlace(reference) : null
    return place === null ? [] : [{ reference, ...place }]
  })
}
