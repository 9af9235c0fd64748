import type { Cell } from '../sources/index.js'
import { textHash } from '../text-hash.js'

/**
 * What tells a changed row from an unchanged one: 53 bits over the values as text, so that the same values read back from any
 * target give the same number. Of 10^15 changes one would go unseen; it is no proof against intent, for which files and
 * scans have their sha-256.
 */
export function rowHash(values: readonly Cell[]): number {
  const text = textOf(values)
  return textHash(text, 0, text.length)
}

/** What stands between two values. */
export const BETWEEN = '\u001f'
/** What stands for an empty value, which is not an empty text. */
export const NOTHING = '\u0000'

/** Values of a row on their way to be joined: joining a list is faster than adding up texts, making one each time is not. */
const scratch: (string | number)[] = []

function textOf(values: readonly Cell[]): string {
  scratch.length = values.length
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? NOTHING
    scratch[index] = typeof value === 'object' ? hexOf(value) : value
  }
  return scratch.join(BETWEEN)
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')
}
