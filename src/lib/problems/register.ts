import { AppError } from '../errors/index.js'
import { nearest } from '../text/index.js'
import type { Workspace } from '../workspace/index.js'
import type { ProblemDetails, ProposedProblem, RegisteredProblem } from './model.js'
import { nextId, type RegisterAct, readRegister, writeRegister } from './register-file.js'

/** Who acts on the register, and when; `at` is wall time with offset. */
export interface Hand {
  readonly by: string
  readonly at: string
}

/** What taking proposals in came to: new entries, open ones that were seen again, closed ones that came back. */
export interface TakenIn {
  readonly added: readonly string[]
  readonly seen: readonly string[]
  readonly reopened: readonly string[]
}

/** Enters one problem and gives it with its number. */
export function addProblem(
  workspace: Workspace,
  { by, at }: Hand,
  details: ProblemDetails,
): RegisteredProblem {
  let id = ''
  const all = writeRegister(workspace, at, (known) => {
    id = nextId(known)
    return [{ type: 'added', id, at, by, key: null, run: null, found: at.slice(0, 10), details }]
  })
  return named(all, id)
}

/**
 * Takes in what a run shows. Entries that the register has open already are carried over (the run is noted), closed
 * ones are opened again: 已销号又再现. Doing it twice changes nothing.
 */
export function takeIn(
  workspace: Workspace,
  { by, at }: Hand,
  { run, day }: { readonly run: string; readonly day: string },
  proposals: readonly ProposedProblem[],
): TakenIn {
  const taken = { added: [] as string[], seen: [] as string[], reopened: [] as string[] }
  writeRegister(workspace, at, (known) => {
    const byKey = new Map(known.map((one) => [one.key, one]))
    return proposals.flatMap((proposal): RegisterAct[] => {
      const before = byKey.get(proposal.key)
      if (before === undefined) {
        const id = nextId(known, taken.added.length)
        taken.added.push(id)
        const { key, ...details } = proposal
        return [{ type: 'added', id, at, by, key, run, found: day, details }]
      }
      const { id } = before
      if (before.runs.includes(run)) return []
      if (before.closed === null) {
        taken.seen.push(id)
        return [{ type: 'seen', id, at, by, run, evidence: proposal.evidence }]
      }
      taken.reopened.push(id)
      return [{ type: 'reopened', id, at, by, run, because: proposal.fact }]
    })
  })
  return taken
}

/** Says who mends it, how, by when. HK-PROBLEM-002 for a number that nobody has. */
export function changeProblem(
  workspace: Workspace,
  { by, at }: Hand,
  id: string,
  change: Partial<ProblemDetails>,
): RegisteredProblem {
  const all = writeRegister(workspace, at, (known) => {
    named(known, id)
    return [{ type: 'changed', id, at, by, change }]
  })
  return named(all, id)
}

/** Closes it (销号), or opens it again. HK-PROBLEM-002 as above, HK-PROBLEM-003 when it is so already. */
export function closeProblem(
  workspace: Workspace,
  { by, at }: Hand,
  id: string,
  { because, isReopened }: { readonly because: string; readonly isReopened: boolean },
): RegisteredProblem {
  const all = writeRegister(workspace, at, (known) => {
    const before = named(known, id)
    const isClosed = before.closed !== null
    if (isClosed !== isReopened) {
      throw new AppError('HK-PROBLEM-003', { id, what: isClosed ? 'closed' : 'open' })
    }
    if (isReopened) return [{ type: 'reopened', id, at, by, run: null, because }]
    return [{ type: 'closed', id, at, by, day: at.slice(0, 10), because }]
  })
  return named(all, id)
}

/** Proposals that the register does not have yet, or has as closed without this run. */
export function openProposals(
  workspace: Workspace,
  run: string,
  proposals: readonly ProposedProblem[],
): readonly ProposedProblem[] {
  const known = new Map(readRegister(workspace).map((one) => [one.key, one]))
  return proposals.filter(({ key }) => {
    const before = known.get(key)
    return before === undefined || !before.runs.includes(run)
  })
}

/** 未启动, 进行中 or 已销号: under way once somebody is named or a measure is taken. */
export function standingOf({ closed, owner }: RegisteredProblem): 'waiting' | 'going' | 'closed' {
  if (closed !== null) return 'closed'
  return owner === null ? 'waiting' : 'going'
}

function named(known: readonly RegisteredProblem[], id: string): RegisteredProblem {
  const hit = known.find((one) => one.id === id)
  if (hit) return hit
  const ids = known.map((one) => one.id)
  throw new AppError('HK-PROBLEM-002', { id, nearest: nearest(id, ids) })
}
