import { AppError } from '../errors/index.js'
import { nearest } from '../text/index.js'
import type { Choice, NoticePack, Requirement } from './model.js'

/** What a workspace settles: batch ids by the id of one of the pack's choices (`overrides` of hallkit.yaml). */
export type NoticeOverrides = Readonly<Record<string, readonly string[] | undefined>>

/** Batch ids as people list them: between commas of any sort or blanks. */
export function batchIds(text: string): string[] {
  return text.split(/[,，、\s]+/u).filter(Boolean)
}

/**
 * The pack with its open questions settled by the workspace; what was settled stays marked as inferred.
 * HK-NOTICE-003 for a name that the pack does not leave open, HK-NOTICE-004 for a value that is no batch.
 */
export function applyOverrides(pack: NoticePack, overrides: NoticeOverrides): NoticePack {
  const settled = Object.entries(overrides).flatMap(([name, batches]) =>
    batches === undefined ? [] : [{ choice: choiceOf(pack, name), batches }],
  )
  for (const { choice, batches } of settled) refuseUnknownBatch(pack, choice, batches)
  const batchesOf = new Map(settled.map(({ choice, batches }) => [choice.requirement, batches]))
  const settle = (one: Requirement): Requirement => {
    const batches = batchesOf.get(one.id)
    return batches === undefined ? one : { ...one, batches, inferred: true }
  }
  return { ...pack, requirements: pack.requirements.map(settle) }
}

function choiceOf(pack: NoticePack, name: string): Choice {
  const choice = pack.choices.find((one) => one.id === name)
  if (choice) return choice
  const known = pack.choices.map((one) => one.id)
  throw new AppError('HK-NOTICE-003', { name, nearest: nearest(name, known), known })
}

function refuseUnknownBatch(pack: NoticePack, choice: Choice, batches: readonly string[]): void {
  const options = pack.batches.map((batch) => batch.id)
  const value = batches.find((batch) => !options.includes(batch))
  if (value === undefined) return
  throw new AppError('HK-NOTICE-004', { name: choice.id, value, options })
}
