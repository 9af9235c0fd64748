import { type Database, openDatabase } from './database.js'
import { migrations } from './migrations/index.js'

/** The workspace's store. `database` is for the functions of this room; others call those. */
export interface Store {
  readonly database: Database
  close(): void
}

/** Opens the store in the given file, made and migrated when needed. Errors as `openDatabase`. */
export function openStore(file: string): Store {
  const database = openDatabase(file, migrations)
  return { database, close: () => void database.close() }
}
