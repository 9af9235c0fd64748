import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { AppError } from '../../errors/index.js'
import { onlyFailures } from './table.js'

/**
 * Tables that are files: one file, whatever its ending, or every file of a folder whose name fits, by the name without its
 * ending, or with it where several have the same name. HK-MIG-001 when nothing is there; `shown` is the path as the mapping writes it.
 */
export function filesOf(
  path: string,
  shown: string,
  fitting: RegExp,
): Promise<ReadonlyMap<string, string>> {
  return onlyFailures(shown, async () => {
    if (!(await stat(path)).isDirectory()) return new Map([[stem(path), path]])
    const names = (await readdir(path))
      .filter((name) => fitting.test(name) && !/^[.~]/.test(name))
      .sort()
    if (names.length === 0) throw new AppError('HK-MIG-001', { place: shown, reason: 'ENOENT' })
    const stems = names.map(stem)
    return new Map(
      names.map((name) => [isOnly(stem(name), stems) ? stem(name) : name, join(path, name)]),
    )
  })
}

/** Upper and lower case are not told apart by those who name tables. */
function isOnly(name: string, all: readonly string[]): boolean {
  return all.filter((one) => one.toLowerCase() === name.toLowerCase()).length === 1
}

/** A file's name without its ending. */
export function stem(path: string): string {
  return basename(path, extname(path))
}

/** The sha-256 of one file, or of several read one behind the other. */
export async function sha256Of(...paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const path of paths) {
    for await (const chunk of createReadStream(path)) hash.update(chunk)
  }
  return hash.digest('hex')
}
