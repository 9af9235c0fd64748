import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { AppError } from '../errors/index.js'
import { type Workspace, writeFileAtomic } from '../workspace/index.js'
import type { PasswordSource } from './provision-apply.js'

/** Where the slips of an apply go, which hall they are for, and the name of the run if it is a new one. */
export interface HandoutPlace {
  /** Null: no slips now. */
  readonly dir: string | null
  readonly hall: string
  readonly run: string
}

/** A note in the workspace which folder the slips of an unfinished apply are in. It names a folder, never a password. */
export interface UnderWay {
  /** The run that goes on, or the new one. Its slips are those to keep. */
  readonly run: string
  readonly isResumed: boolean
  /** Passwords from a source, the note written before the first slip is. */
  readonly noted: (source: PasswordSource) => PasswordSource
  /** Every slip has its account: the note goes. */
  readonly end: () => Promise<void>
}

/** HK-ROST-308 when an apply that was cut short has its slips elsewhere than in `dir`, or was for another hall. */
export async function openUnderWay(
  { paths }: Workspace,
  { dir, hall, run }: HandoutPlace,
): Promise<UnderWay> {
  const note = join(paths.state, 'handout.under-way')
  const before = existsSync(note) ? placeIn(await readFile(note, 'utf8')) : null
  const now = dir === null ? null : resolve(dir)
  if (before !== null && (before.dir !== now || before.hall !== hall)) {
    throw new AppError('HK-ROST-308', { dir: before.dir, hall: before.hall, note })
  }
  const kept = before?.run ?? run
  return {
    run: kept,
    isResumed: before !== null,
    noted: (source) => async (accounts) => {
      if (accounts.length > 0) await writeFileAtomic(note, `${now}\n${hall}\n${kept}\n`)
      return source(accounts)
    },
    end: () => rm(note, { force: true }),
  }
}

function placeIn(note: string) {
  const [dir = '', hall = '', run = ''] = note.split('\n')
  return { dir, hall, run }
}
