import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { writeFileAtomic } from '../../workspace/index.js'
import type { UnloadScript } from './model.js'

/** Scripts that were written. */
export interface WrittenScripts {
  readonly files: readonly string[]
}

/** Writes scripts into a folder, making it. */
export async function writeScripts(
  folder: string,
  scripts: readonly UnloadScript[],
): Promise<WrittenScripts> {
  await mkdir(folder, { recursive: true })
  const files: string[] = []
  for (const { name, text } of scripts) {
    files.push((await writeFileAtomic(join(folder, name), new TextEncoder().encode(text))).path)
  }
  return { files }
}
