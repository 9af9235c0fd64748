import type { Cell } from '../sources/index.js'

/**
 * What tells a changed row from an unchanged one: 53 bits over the values as text (cyrb53, two multiplying lanes), so that
 * the same values read back from any target give the same number. Of 10^15 changes one would go unseen; it is no proof
 * against intent, for which files and scans have their sha-256.
 */
export function rowHash(values: readonly Cell[]): number {
  let [a, b] = [0xdeadbeef, 0x41c6ce57]
  for (const value of values) {
    const text =
      value === null ? '\u0000' : value instanceof Uint8Array ? hexOf(value) : String(value)
    for (let at = 0; at <= text.length; at += 1) {
      const unit = at === text.length ? 31 : text.charCodeAt(at)
      a = Math.imul(a ^ unit, 2_654_435_761)
      b = Math.imul(b ^ unit, 1_597_334_677)
    }
  }
  const low = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909)
  const high =
    Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909)
  return 4_294_967_296 * (high & 0x1f_ffff) + (low >>> 0)
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')
}
