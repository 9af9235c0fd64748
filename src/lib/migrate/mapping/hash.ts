import type { Cell } from '../sources/index.js'
import { beginHash, endHash, hashNothing, hashText } from '../text-hash.js'

/**
 * What tells a changed row from an unchanged one: 53 bits over the values as text, so that the same values read back from any
 * target give the same number. Of 10^15 changes one would go unseen; it is no proof against intent, for which files and
 * scans have their sha-256.
 */
export function rowHash(values: readonly Cell[]): number {
  beginHash()
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? null
    if (typeof value === 'string') hashText(value, 0, value.length)
    else if (value === null) hashNothing()
    else {
      const text = typeof value === 'number' ? String(value) : hexOf(value)
      hashText(text, 0, text.length)
    }
  }
  return endHash()
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')
}
