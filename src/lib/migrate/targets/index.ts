import type { Database } from 'better-sqlite3'
import type { Mapping } from '../mapping/load.js'
import { openFilesTarget } from './files/index.js'
import { openHallTarget } from './hall/index.js'
import { intentsBeside } from './intents.js'
import type { Target } from './model.js'
import { openMysqlTarget } from './mysql/index.js'
import { openPostgresTarget } from './postgres/index.js'
import { plainTimesOf } from './sql/plain-times.js'
import { sqliteTarget } from './sqlite.js'

/** What a target is opened with. `clock` is wall time in ms. */
interface Opening {
  readonly database: Database
  readonly file: string
  readonly rehearse: boolean
  readonly clock: () => number
  /** Where the tokens of halls on this machine lie. */
  readonly secretsDir: string | undefined
}

/**
 * Opens the target of a mapping. An SQLite target is the ledger's own database. `file` is where the ledger lies, of a rehearsal
 * too; `rehearse`: nothing that is written stays (SQLite is rehearsed on a copy by whoever asks for it).
 */
export async function openTarget(
  mapping: Mapping,
  { database, file, rehearse, clock, secretsDir }: Opening,
): Promise<Target> {
  const { target, secrets } = mapping
  if (target.driver === 'sqlite') return sqliteTarget(database)
  if (target.driver === 'files') return openFilesTarget(mapping, target, { database, rehearse })
  if (target.driver === 'hall') {
    // A call cannot be undone: what it came to outlasts a power cut too.
    if (!rehearse) database.pragma('synchronous = FULL')
    return openHallTarget(mapping, target, { file, rehearse, now: clock, secretsDir })
  }
  const intents = intentsBeside(file)
  const password = target.password === undefined ? undefined : secrets[target.password]
  const opening = {
    ...{ password: password ?? target.password, rehearse },
    ...{ unsettled: intents.unsettled, plainTimes: plainTimesOf(mapping) },
  }
  const opened =
    target.driver === 'mysql'
      ? await openMysqlTarget(target, opening)
      : await openPostgresTarget(target, opening)
  return rehearse ? opened : intents.around(opened)
}
