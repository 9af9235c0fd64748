/**
 * A text for comparing: full-width letters, digits and signs as half-width (NFKC), all white space and
 * zero-width characters gone, lower case. Never for storing: it is not what the person wrote.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200f\u2060\ufeff]+/gu, '')
    .toLowerCase()
}
