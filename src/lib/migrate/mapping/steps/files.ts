import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { flaw } from '../../flaw.js'
import { onText, type StepKind, shown, step } from './model.js'

/** What is asked of a file: its size in bytes or the sha-256 of its contents; paths start in `folder`, beside the mapping. */
const options = z.strictObject({ folder: z.string().min(1), give: z.enum(['sha256', 'size']) })

const CHUNK = 1024 * 1024

/** Scans and other files that rows name. They are read, never moved; where they are not there the row is kept out. */
export const fileSteps = {
  file: step(options, ({ folder, give }, kit) =>
    onText((text) => {
      const path = innerPath(text)
      if (path === null) return flaw('HK-MIG-325', { path: shown(text), reason: 'outside' })
      const found = printOf(join(kit.folder, folder, path))
      return found?.[give] ?? flaw('HK-MIG-325', { path: shown(text), reason: 'missing' })
    }),
  ),
} satisfies Record<string, StepKind>

/** A path as an old Windows program wrote it, inside its folder; null for one that leads out of it. */
export function innerPath(text: string): string | null {
  const path = text
    .trim()
    .replaceAll('\\', '/')
    .replace(/^(?:\.?\/)+/, '')
  return /^[a-z]:/i.test(path) || path.split('/').includes('..') || path === '' ? null : path
}

/** Size and sha-256; null when no such file can be read. Two fields of a row ask for the same file. */
function printOf(path: string): { readonly size: number; readonly sha256: string } | null {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch {
    return null
  }
  try {
    const hash = createHash('sha256')
    const chunk = Buffer.alloc(CHUNK)
    let size = 0
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) {
      hash.update(chunk.subarray(0, read))
      size += read
    }
    return { size, sha256: hash.digest('hex') }
  } finally {
    closeSync(file)
  }
}
