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

/** A value of a connector file: as written, or from the environment or a file beside it. HK-CONN-004 when it is not there. */
export async function keptValue(value: string, { file, folder, env }: Keeping): Promise<string> {
  if (value.startsWith('env:')) {
    const found = env[value.slice('env:'.length)]
    if (found !== undefined && found !== '') return found
    throw new AppError('HK-CONN-004', { file, source: value })
  }
  if (!value.startsWith('file:')) return value
  try {
    return (await readFile(keptPath(value, folder), 'utf8')).trim()
  } catch (error) {
    throw new AppError('HK-CONN-004', { file, source: value }, { cause: error })
  }
}

/** The path behind `file:PATH`, relative to the connector file. */
export function keptPath(value: string, folder: string): string {
  return resolve(folder, value.replace(/^file:/, ''))
}
