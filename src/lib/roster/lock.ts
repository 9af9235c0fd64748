import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeFileAtomic } from '../workspace/index.js'
import { readYaml, stringifyYaml } from '../yaml/index.js'

/** Zod schema of `roster.lock.yaml`: the numbers once given, which nobody else ever gets. */
export const rosterLockSchema = z.strictObject({
  rosterLock: z.literal(1),
  /** Unit code -> serial. */
  units: z.record(z.string(), z.int().min(0)),
  /** Person's natural key -> work number. */
  people: z.record(z.string(), z.string().min(1)),
  /** How many drill applicants were asked for; left out while nobody said. */
  applicants: z.int().min(0).optional(),
})

/** Work numbers given so far; kept in the workspace so that every run and machine gives the same. */
export type RosterLock = z.infer<typeof rosterLockSchema>

/** A lock that has given nothing yet. */
export const emptyLock: RosterLock = { rosterLock: 1, units: {}, people: {} }

const FILE = 'roster.lock.yaml'
const SCHEMA = '.hallkit/roster-lock.schema.json'

/** The lock of the workspace at `root`, empty before the first generation. */
export async function readRosterLock(root: string): Promise<RosterLock> {
  const file = join(root, FILE)
  return existsSync(file) ? readYaml(file, rosterLockSchema) : emptyLock
}

/** Writes the lock, keys sorted, beside hallkit.yaml; gives its path. */
export async function saveRosterLock(root: string, lock: RosterLock): Promise<string> {
  const sorted = {
    rosterLock: lock.rosterLock,
    units: byKey(lock.units),
    people: byKey(lock.people),
    ...(lock.applicants === undefined ? {} : { applicants: lock.applicants }),
  }
  const schema = { ...z.toJSONSchema(rosterLockSchema), title: FILE }
  await writeFileAtomic(join(root, SCHEMA), `${JSON.stringify(schema, null, 2)}\n`)
  const { path } = await writeFileAtomic(
    join(root, FILE),
    stringifyYaml(sorted, { schemaUrl: SCHEMA }),
  )
  return path
}

function byKey<T>(values: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)))
}
