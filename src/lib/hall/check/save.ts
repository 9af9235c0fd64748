import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { type Finding, found } from '../../errors/index.js'
import { type Workspace, writeFileAtomic } from '../../workspace/index.js'
import { objectKinds } from '../workflow.js'
import { localHall } from '../workspace-hall.js'
import { type CheckReport, LEVELS, VERDICTS } from './model.js'

const count = z.int().min(0)

/** Zod schema of `.hallkit/hall-check.json`: the last check, and which hall it was of. */
export const keptCheckSchema = z.strictObject({
  hallCheck: z.literal(1),
  /** As hallkit.yaml names it, or as `hall check` was told: a local hall has another address whenever it starts. */
  of: z.strictObject({ connector: z.string().nullable(), url: z.string().nullable() }),
  hall: z.string(),
  url: z.string(),
  connector: z.string().nullable(),
  environment: z.enum(['rehearsal', 'production']),
  at: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/),
  asked: z.enum(LEVELS),
  level: z.enum(LEVELS).nullable(),
  counts: z.record(z.enum(VERDICTS), count),
  capabilities: z.array(
    z.strictObject({
      id: z.string(),
      level: z.enum(LEVELS),
      verdict: z.enum(VERDICTS),
      evidence: z.array(z.string()),
    }),
  ),
  created: z.array(
    z.strictObject({
      kind: z.enum(objectKinds),
      id: z.string(),
      number: z.string(),
      unit: z.string(),
      item: z.string().nullable(),
      cleared: z.boolean(),
    }),
  ),
  warnings: z.array(z.looseObject({ code: z.string() })),
})

/** A check as it was kept. */
type KeptCheck = z.output<typeof keptCheckSchema>

/** What tells one hall of a workspace from another; null where hallkit.yaml and the command say nothing. */
export type CheckedHall = KeptCheck['of']

/** Where the last check of a workspace's hall lies. */
function checkFile({ paths }: Pick<Workspace, 'paths'>): string {
  return join(paths.state, 'hall-check.json')
}

function hallOf({ settings: { hall } }: Workspace): CheckedHall {
  return { connector: hall.connector ?? null, url: hall.url && bareAddress(hall.url) }
}

/**
 * Which hall of a workspace is meant by what a command named (null: nothing), in the words of hallkit.yaml: a local hall has no
 * address, for it has another one whenever it starts; nobody's name or password stands in one.
 */
export function hallMeant(
  workspace: Workspace,
  connector: string | null,
  url: string | null,
): CheckedHall {
  const own = hallOf(workspace)
  const isLocal = connector === null && url === localHall(workspace)?.url
  const address = isLocal ? own.url : (url ?? own.url)
  return { connector: connector ?? own.connector, url: address && bareAddress(address) }
}

function bareAddress(url: string): string {
  return url.replace(/\/\/[^/@]*@/, '//').replace(/\/+$/, '')
}

/** Keeps a check for the drill's papers. `connector` and `asked` (an address) are what the command named, null where nothing. */
export async function saveCheck(
  workspace: Workspace,
  report: CheckReport,
  { connector, asked: url }: { readonly connector: string | null; readonly asked: string | null },
): Promise<void> {
  const of = hallMeant(workspace, connector, url)
  const kept = { hallCheck: 1, of, ...report }
  await writeFileAtomic(checkFile(workspace), `${JSON.stringify(kept, null, 2)}\n`)
}

/**
 * The last check of the hall in which a run was played, or that hallkit.yaml names where a run does not say; null when there is none. The finding says why a file that is there
 * was not taken: HK-HALL-108 it is damaged, HK-HALL-109 it is of another hall.
 */
export async function keptCheck(
  workspace: Workspace,
  played: CheckedHall | null = null,
): Promise<{ readonly check: KeptCheck | null; readonly finding: Finding | null }> {
  const file = checkFile(workspace)
  const text = await textOf(file)
  if (text === null) return { check: null, finding: null }
  const read = keptCheckSchema.safeParse(parsed(text))
  if (!read.success) {
    const at = read.error.issues[0]?.path.join('.') ?? ''
    return { check: null, finding: found('HK-HALL-108', { file, at }) }
  }
  const { data } = read
  const of = { ...data.of, url: data.of.url && bareAddress(data.of.url) }
  if (isDeepStrictEqual(of, played ?? hallOf(workspace))) return { check: data, finding: null }
  return { check: null, finding: found('HK-HALL-109', { hall: data.hall, url: data.url }) }
}

async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** What a text holds; null, which no schema of ours takes, when it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
