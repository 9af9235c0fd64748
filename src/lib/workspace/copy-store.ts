import type { Store } from './store.js'

/** Writes the store as it stands now to a new file, for trying something out; the file must not exist. */
export function copyStore({ database }: Store, file: string): void {
  database.prepare('VACUUM INTO ?').run(file)
}
