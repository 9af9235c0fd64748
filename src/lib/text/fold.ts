/** Han characters of the basic block are what they are compared as; most names hold nothing else. */
const HAN = /^[\u4e00-\u9fff]*$/u

/**
 * A text for comparing: full-width letters, digits and signs as half-width (NFKC), all white space and
 * zero-width characters gone, lower case. Never for storing: it is not what the person wrote.
 */
export function fold(text: string): string {
  if (HAN.test(text)) return text
  return text
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200f\u2060\ufeff]+/gu, '')
    .toLowerCase()
}
