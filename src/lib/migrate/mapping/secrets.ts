import { dirname } from 'node:path'
import { AppError } from '../../errors/index.js'
import { isKept, keptText } from '../../hall/index.js'

/** Variables of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>

/** What stands behind the `env:NAME` and `file:PATH` of a mapping's sources and target. HK-MIG-024 when one is not there. */
export async function secretsOf(
  { source, sources, target }: { source?: unknown; sources?: unknown; target: unknown },
  { file, env }: { file: string; env: Environment },
): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {}
  for (const kept of [source, sources, target].flatMap(textsIn)) {
    if (isKept(kept)) found[kept] = await secretOf(kept, { file, env })
  }
  return found
}

/** Variables that a hall's connector names and that are there; what it lacks, the connector itself says when it needs it. */
export function connectorVariables(
  text: string,
  env: Environment,
): Readonly<Record<string, string>> {
  const names = [...text.matchAll(/\benv:([A-Za-z_]\w*)/g)].map(([, name = '']) => name)
  const there = names.flatMap((name) => {
    const value = env[name]
    return value === undefined ? [] : [[`env:${name}`, value] as const]
  })
  return Object.fromEntries(there)
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/** A value as written, or what stands behind its `env:NAME` or `file:PATH` (from the folder of `file`). HK-MIG-024 when it is not there. */
export async function secretOf(kept: string, { file, env }: { file: string; env: Environment }) {
  const value = await keptText(kept, { folder: dirname(file), env })
  if (value === null) throw new AppError('HK-MIG-024', { file, source: kept })
  return value
}
