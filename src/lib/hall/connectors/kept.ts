import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { AppError } from '../../errors/index.js'

/** Where values kept outside a connector file come from. */
export interface Keeping {
  readonly file: string
  readonly folder: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** True for a value that stands elsewhere: `env:NAME`, `file:PATH`. */
export function isKept(value: string): boolean {
  return /^(?:env|file):/.test(value)
}

/** A value as written, or what stands behind it in the environment or in a file of the folder; null when nothing is there. */
export async function keptText(
  value: string,
  { folder, env }: Pick<Keeping, 'folder' | 'env'>,
): Promise<string | null> {
  if (!isKept(value)) return value
  const found = value.startsWith('env:')
    ? env[value.slice('env:'.length)]
    : await readKept(keptPath(value, folder))
  return found || null
}

/** The same for a connector file. HK-CONN-004 when it is not there. */
export async function keptValue(value: string, keeping: Keeping): Promise<string> {
  const found = await keptText(value, keeping)
  if (found === null) throw new AppError('HK-CONN-004', { file: keeping.file, source: value })
  return found
}

/** Null for a file that cannot be read, whatever keeps us from it: whoever asks says which value is missing. */
async function readKept(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}

/** The path behind `file:PATH`, relative to the connector file. */
export function keptPath(value: string, folder: string): string {
  return resolve(folder, value.replace(/^file:/, ''))
}
