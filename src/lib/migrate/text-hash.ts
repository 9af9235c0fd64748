/**
 * 53 bits over the characters of a stretch of text: two multiplying lanes that take two characters at a time, mixed at the
 * end like cyrb53. For telling changed from unchanged, not against intent.
 */
export function textHash(text: string, from: number, end: number): number {
  const even = end - ((end - from) % 2)
  let a = 0x1ee7_c0de ^ (end - from)
  let b = 0x41c6_ce57
  for (let at = from; at < even; at += 2) {
    const unit = text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16)
    a = Math.imul(a ^ unit, 2_654_435_761)
    a ^= a >>> 15
    b = Math.imul(((b << 13) | (b >>> 19)) ^ unit, 1_597_334_677)
  }
  if (even < end) {
    a = Math.imul(a ^ text.charCodeAt(even), 2_654_435_761)
    b = Math.imul(b ^ text.charCodeAt(even), 1_597_334_677)
  }
  const low = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909)
  const high =
    Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909)
  return 4_294_967_296 * (high & 0x1f_ffff) + (low >>> 0)
}
