import type { Database } from 'better-sqlite3'
import type { Mapping } from '../mapping/load.js'
import { intentsBeside } from './intents.js'
import type { Target } from './model.js'
import { openPostgresTarget } from './postgres/index.js'
import { sqliteTarget } from './sqlite.js'

/**
 * Opens the target of a mapping. An SQLite target is the ledger's own database. `file` is where the ledger lies; `rehearse`:
 * nothing that is written stays (SQLite is rehearsed on a copy by whoever asks for it).
 */
export async function openTarget(
  { target, secrets }: Mapping,
  { database, file, rehearse }: { database: Database; file: string; rehearse: boolean },
): Promise<Target> {
  if (target.driver === 'sqlite') return sqliteTarget(database)
  const intents = intentsBeside(file)
  const password = target.password === undefined ? undefined : secrets[target.password]
  const opened = await openPostgresTarget(target, {
    password: password ?? target.password,
    ...{ rehearse, unsettled: intents.unsettled },
  })
  return rehearse ? opened : intents.around(opened)
}
