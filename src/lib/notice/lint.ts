import { type Finding, found } from '../errors/index.js'
import type { NoticePack, Obligation } from './model.js'

/**
 * Contradictions in the notice itself: due before it was issued (already late when it arrives), due after the day
 * that uses it, annexes that its text names but does not contain. Nothing here is a unit's fault.
 */
export function lintPack(pack: NoticePack): readonly Finding[] {
  return [
    ...pack.obligations.flatMap((one) => dueBeforeIssue(pack, one)),
    ...pack.targets.flatMap((one) => dueBeforeIssue(pack, one)),
    ...pack.obligations.flatMap(dueAfterUse),
    ...pack.annexes
      .filter((annex) => !annex.present)
      .map(({ name, title, clause }) => found('HK-NOTICE-103', { name, title, clause })),
  ]
}

/** The day that counts: the earlier of the day stated and the day that needs it. */
export function workingDue({ due, neededBy }: Pick<Obligation, 'due' | 'neededBy'>): string {
  return neededBy !== null && neededBy < due ? neededBy : due
}

function dueBeforeIssue(
  { issued }: NoticePack,
  { title, due, clause }: { title: string; due: string; clause: string },
): Finding[] {
  return due < issued ? [found('HK-NOTICE-101', { title, due, issued, clause })] : []
}

function dueAfterUse({ title, due, neededBy, clause }: Obligation): Finding[] {
  if (neededBy === null || due <= neededBy) return []
  return [found('HK-NOTICE-102', { title, due, neededBy, clause })]
}
