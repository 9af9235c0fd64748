import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { writeFileAtomic } from '../workspace/index.js'
import { parseYaml, stringifyYaml, yamlText } from '../yaml/index.js'

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

/** The lock's text as it was read last, parsed: thousands of keys take YAML half a second. May be deleted at any time. */
const CACHE = '.hallkit/roster-lock.cache.json'
const cacheSchema = z.strictObject({ sha256: z.string(), lock: rosterLockSchema })

/** The lock of the workspace at `root`, empty before the first generation. */
export async function readRosterLock(root: string): Promise<RosterLock> {
  const file = join(root, FILE)
  if (!existsSync(file)) return emptyLock
  const text = await yamlText(file)
  return parsedBefore(root, text) ?? parseYaml(text, { file, schema: rosterLockSchema })
}

/** Writes the lock, keys sorted, beside hallkit.yaml, unless it says the same already; gives its path. */
export async function saveRosterLock(root: string, lock: RosterLock): Promise<string> {
  const sorted: RosterLock = {
    rosterLock: lock.rosterLock,
    units: byKey(lock.units),
    people: byKey(lock.people),
    ...(lock.applicants === undefined ? {} : { applicants: lock.applicants }),
  }
  const file = join(root, FILE)
  const before = existsSync(file) ? await yamlText(file) : null
  if (before !== null && isDeepStrictEqual(await readRosterLock(root), sorted)) {
    if (parsedBefore(root, before) === null) await keepParsed(root, before, sorted)
    return file
  }
  const schema = { ...z.toJSONSchema(rosterLockSchema), title: FILE }
  await writeFileAtomic(join(root, SCHEMA), `${JSON.stringify(schema, null, 2)}\n`)
  const text = stringifyYaml(sorted, { schemaUrl: SCHEMA })
  const { path } = await writeFileAtomic(file, text)
  await keepParsed(root, text, sorted)
  return path
}

async function keepParsed(root: string, text: string, lock: RosterLock): Promise<void> {
  await writeFileAtomic(join(root, CACHE), JSON.stringify({ sha256: sha256Of(text), lock }))
}

function parsedBefore(root: string, text: string): RosterLock | null {
  const file = join(root, CACHE)
  if (!existsSync(file)) return null
  const cache = cacheSchema.safeParse(jsonIn(readFileSync(file, 'utf8')))
  return cache.success && cache.data.sha256 === sha256Of(text) ? cache.data.lock : null
}

/** A cache that was cut off is none. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function byKey<T>(values: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)))
}
