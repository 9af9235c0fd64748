import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { AppError } from '../errors/index.js'
import { type Workspace, writeFileAtomic } from '../workspace/index.js'
import type { PasswordSource } from './provision-apply.js'

/** A note in the workspace which folder the slips of an unfinished apply are in. It names a folder, never a password. */
export interface UnderWay {
  /** Passwords from a source, the note written before the first slip is. */
  readonly noted: (source: PasswordSource) => PasswordSource
  /** Every slip has its account: the note goes. */
  readonly end: () => Promise<void>
}

/** HK-ROST-308 when an apply that was cut short has its slips elsewhere than in `dir` (null: no slips now). */
export async function openUnderWay({ paths }: Workspace, dir: string | null): Promise<UnderWay> {
  const note = join(paths.state, 'handout.under-way')
  const before = existsSync(note) ? (await readFile(note, 'utf8')).trim() : null
  const now = dir === null ? null : resolve(dir)
  if (before !== null && before !== now) throw new AppError('HK-ROST-308', { dir: before, note })
  return {
    noted: (source) => async (accounts) => {
      if (accounts.length > 0) await writeFileAtomic(note, `${now}\n`)
      return source(accounts)
    },
    end: () => rm(note, { force: true }),
  }
}
